import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dutchPhoneNumber } from '../../../stores/phoneNumber.ts'
import { useText } from '../../../text.tsx'
import { ActionRow } from './ActionRow.tsx'
import { Agree } from './Agree.tsx'
import { PendingChanges } from './PendingChanges.tsx'
import { SavingNote } from './SavingNote.tsx'
import type { ActionProps } from './SiteActions.tsx'
import { contactOf, contactProblems, contactText, lastChange } from './values.ts'
import styles from './SiteActions.module.css'

const empty = { name: '', phone: '', email: '' }

/** Whom the operator calls about the line; changed whole, through the outbox. */
export function ContactAction({ view, store, entries }: ActionProps) {
  const text = useText()
  const { line } = view
  const nid = line.nativeId ?? ''
  const mine = entries.filter(({ body }) => body.kind === 'contact')
  const present = contactOf(line)
  const base = lastChange('contact', nid, mine)?.wanted ?? present
  const [form, setForm] = useState(false)
  const [draft, setDraft] = useState(empty)
  const [tried, setTried] = useState(false)
  const [asks, setAsks] = useState(false)
  const problems = contactProblems(draft)
  const wanted = { name: draft.name.trim(), phoneNumber: dutchPhoneNumber(draft.phone) ?? '', email: draft.email.trim() || null }
  const isSame = contactText(wanted) === contactText(base)
  const leave = (): void => {
    setAsks(false)
    setForm(false)
  }
  return (
    <ActionRow
      title={text('actions.contact')}
      value={<PendingChanges entries={mine} present={contactText(present)} />}
      buttons={
        <Button
          variant="default"
          onClick={() => {
            store.getState().leaveSaving()
            setDraft({ name: base?.name ?? '', phone: base?.phoneNumber ?? '', email: base?.email ?? '' })
            setTried(false)
            setForm(true)
          }}
        >
          {text('actions.contact.change')}
        </Button>
      }
    >
      {form && (
        <form
          className={styles.form} noValidate aria-label={text('actions.contact.change')}
          onSubmit={event => {
            event.preventDefault()
            setTried(true)
            if (Object.keys(problems).length === 0 && !isSame) setAsks(true)
          }}
        >
          <div className={styles.fields}>
            <TextInput
              label={text('actions.contact.name')} value={draft.name} maxLength={200} autoFocus
              error={tried && problems.name ? text('actions.contact.problem.name') : null}
              onChange={event => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <TextInput
              label={text('actions.contact.phone')} type="tel" value={draft.phone} maxLength={40}
              error={tried && problems.phone ? text('actions.contact.problem.phone') : null}
              onChange={event => setDraft({ ...draft, phone: event.currentTarget.value })}
            />
            <TextInput
              label={text('actions.contact.email')} type="email" value={draft.email} maxLength={200}
              error={tried && problems.email ? text('actions.contact.problem.email') : null}
              onChange={event => setDraft({ ...draft, email: event.currentTarget.value })}
            />
          </div>
          {tried && isSame && Object.keys(problems).length === 0 && <p className={styles.refused} role="alert">{text('actions.contact.problem.same')}</p>}
          <div className={styles.buttons}>
            <Button type="submit">{text('actions.next')}</Button>
            <Button variant="subtle" onClick={leave}>{text('actions.cancel')}</Button>
          </div>
        </form>
      )}
      <SavingNote store={store} kind="contact" />
      {asks && (
        <Agree
          view={view} nid={nid} before={contactText(base)} after={contactText(wanted)} waits title={text('actions.contact.title')}
          effect={text('actions.contact.effect')} confirmLabel={text('actions.contact.go')} onCancel={() => setAsks(false)}
          onConfirm={() => {
            leave()
            void store.getState().change(nid, { kind: 'contact', base, wanted })
          }}
        />
      )}
    </ActionRow>
  )
}
