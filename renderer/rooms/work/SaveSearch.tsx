import { Button, TextInput } from '@mantine/core'
import { IconBookmarkPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import type { CallFailure } from '../../parts/describeError.ts'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { filterCount } from '../../stores/find.ts'
import { useText } from '../../text.tsx'
import styles from './SaveSearch.module.css'

/** Keeps the present search with its filters under a name. */
export function SaveSearch() {
  const text = useText()
  const { find, work } = useStores()
  const query = useSelected(find, state => state.query.trim())
  const filters = useSelected(find, state => state.filters)
  const [name, setName] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [saved, setSaved] = useState<{ readonly name: string; readonly of: string } | null>(null)
  const search = JSON.stringify([query, filters])
  if (query === '' && filterCount(filters) === 0) return null
  const save = async (given: string): Promise<void> => {
    const failed = await work.saveFilter(given, query, filters)
    setFailure(failed)
    if (failed !== null) return
    setSaved({ name: given, of: search })
    setName(null)
  }
  if (name === null) {
    return (
      <div className={styles.bar} role="status">
        {saved?.of === search ? <span className={styles.saved}>{text('work.saved', { name: saved.name })}</span> : (
          <Button
            variant="subtle" px="xs" leftSection={<IconBookmarkPlus size={18} stroke={1.75} aria-hidden />}
            onClick={() => {
              setName('')
              setTried(false)
              setFailure(null)
            }}
          >
            {text('work.save')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <form
      className={styles.form} noValidate aria-label={text('work.save')}
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (name.trim() !== '') void save(name.trim())
      }}
    >
      <TextInput
        label={text('work.save.name')} description={text('work.save.hint')} value={name} maxLength={60} autoFocus
        error={tried && name.trim() === '' ? text('work.save.empty') : null} onChange={event => setName(event.currentTarget.value)}
      />
      <Button type="submit">{text('work.save.go')}</Button>
      <Button variant="subtle" onClick={() => setName(null)}>{text('work.save.cancel')}</Button>
      {failure !== null && <CallFailureNote failure={failure} />}
    </form>
  )
}
