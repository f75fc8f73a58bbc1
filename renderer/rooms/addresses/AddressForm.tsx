import { Button, TextInput } from '@mantine/core'
import { IconMapSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { addressWords } from '../../stores/addressDraft.ts'
import { useText } from '../../text.tsx'
import styles from './Addresses.module.css'

/** Postcode, number and extension; a whole address pasted into the first field fills all of them. Enter asks. */
export function AddressForm() {
  const text = useText()
  const { addresses } = useStores()
  const draft = useSelected(addresses, state => state.draft)
  const problem = useSelected(addresses, state => state.problem)
  const asking = useSelected(addresses, state => state.asked?.state === 'asking')
  const recent = useSelected(addresses, state => state.recent)
  const form = useRef<HTMLFormElement>(null)
  const field = (name: keyof typeof draft) => ({
    value: draft[name], error: problem === name ? text(`addresses.problem.${name}`) : null, autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => addresses.type({ [name]: event.currentTarget.value }),
  })
  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])
  return (
    <>
      <form
        ref={form} className={styles.form} noValidate aria-label={text('addresses.title')}
        onSubmit={event => {
          event.preventDefault()
          void addresses.askTyped()
        }}
      >
        <TextInput label={text('addresses.postcode')} placeholder="2408 ZE" className={styles.postcode ?? ''} autoFocus {...field('postcode')} />
        <TextInput label={text('addresses.number')} placeholder="10" className={styles.number ?? ''} {...field('number')} />
        <TextInput label={text('addresses.extension')} placeholder={text('addresses.extension.hint')} className={styles.number ?? ''} {...field('extension')} />
        <Button type="submit" leftSection={<IconMapSearch size={18} aria-hidden />}>{text('addresses.check')}</Button>
        {asking && <Button variant="default" onClick={addresses.stop}>{text('addresses.stop')}</Button>}
      </form>
      {recent.length > 0 && (
        <nav className={styles.recent} aria-label={text('addresses.last')}>
          <span className={styles.quiet} title={text('addresses.last.hint')}>{text('addresses.last')}</span>
          {recent.map(query => (
            <Button key={addressWords(query)} variant="subtle" px="xs" aria-label={text('addresses.again', { address: addressWords(query) })} onClick={() => void addresses.ask(query)}>
              {addressWords(query)}
            </Button>
          ))}
        </nav>
      )}
    </>
  )
}
