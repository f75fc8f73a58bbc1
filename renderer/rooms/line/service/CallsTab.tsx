import { Button, Loader, Textarea, TextInput } from '@mantine/core'
import { IconPhonePlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { OutboxState } from '../../../../shared/model/outbox.ts'
import { useClient } from '../../../clientContext.tsx'
import { Age } from '../../../parts/Age.tsx'
import { CallFailureNote, ErrorNote } from '../../../parts/FailureNote.tsx'
import { createCallLogsStore } from '../../../stores/callLogs.ts'
import type { CallLogsStore } from '../../../stores/callLogs.ts'
import { useText } from '../../../text.tsx'
import { useLineEntries } from '../../outbox/useEntries.ts'
import { WrittenEntry } from '../../outbox/WrittenEntry.tsx'
import { useReach } from '../lineStoreContext.tsx'
import { CallItem } from './CallItem.tsx'
import styles from './Service.module.css'

const kept: readonly OutboxState[] = ['waiting', 'sending', 'settling', 'needsYou', 'sent']

/** Calls with the line's customer: those at the system, those written here, and the one being written. */
export function CallsTab({ view }: { view: LineView }) {
  const text = useText()
  const client = useClient()
  const [store] = useState(() => createCallLogsStore(client, view.line.id))
  const { logs, readAt, busy, failure, writing, sent } = useStore(store)
  const reach = useReach(view.line.accountId)
  const entries = useLineEntries(view.line.id, kept)?.filter(({ body }) => body.kind === 'callLog') ?? []
  // What is at the system and on its list need not stand here a second time.
  const written = entries.filter(({ state, changedAt }) => state !== 'sent' || readAt === null || changedAt > readAt)
  const hasCustomer = (view.line.service?.customerId ?? view.line.service?.customer?.id ?? null) !== null
  const sentCount = entries.filter(({ state }) => state === 'sent').length
  useEffect(() => {
    void store.begin()
    const keep = (): void => void store.keep()
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [store])
  useEffect(() => {
    // One more of ours has arrived: the list shows it.
    if (reach === 'reachable' && hasCustomer && sentCount >= 0) void store.load()
  }, [store, reach, hasCustomer, sentCount])
  if (!hasCustomer) return <p className={styles.quiet}>{text('call.noCustomer')}</p>
  return (
    <section className={styles.section} aria-label={text('call.title')}>
      <div className={styles.head}>
        <h3>{text('call.title')}</h3>
        {!writing && (
          <Button variant="default" leftSection={<IconPhonePlus size={18} aria-hidden />} onClick={store.write}>{text('call.write')}</Button>
        )}
      </div>
      {sent && <p className={styles.quiet} role="status">{text('call.sent')}</p>}
      {writing && <CallForm store={store} />}
      {written.length > 0 && (
        <section aria-label={text('call.written')}>
          <h4>{text('call.written')}</h4>
          {written.map(entry => <WrittenEntry key={entry.id} entry={entry} withContent />)}
        </section>
      )}
      <div className={styles.head}>
        <h4>{text('call.list')}</h4>
        <span className={styles.tools}>
          {busy && <span className={styles.state} role="status"><Loader size={14} aria-hidden />{text('call.asking')}</span>}
          {readAt !== null && <span className={styles.quiet}><Age at={readAt} limitMinutes={60} /></span>}
          <Button variant="subtle" px="xs" disabled={busy || reach !== 'reachable'} onClick={() => void store.load()}>{text('order.again')}</Button>
        </span>
      </div>
      {reach !== 'reachable' && <p className={styles.quiet}>{text('call.offline')}</p>}
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.load()} />}
      {logs?.length === 0 && <p className={styles.quiet}>{text('call.none')}</p>}
      {logs !== null && logs.length > 0 && <ul className={styles.calls}>{logs.map(log => <CallItem key={log.id} log={log} />)}</ul>}
    </section>
  )
}

/** The note being typed: kept as it is typed, given to the outbox when it is sent. */
function CallForm({ store }: { store: CallLogsStore }) {
  const text = useText()
  const { words, save, elsewhere, problem, sending, sendFailure } = useStore(store)
  if (words === null) return null
  const error = (field: typeof problem) => problem !== null && problem === field ? text(`call.problem.${problem}`) : null
  return (
    <form
      noValidate className={styles.form} aria-label={text('call.write')}
      onSubmit={event => {
        event.preventDefault()
        void store.send()
      }}
    >
      <div className={styles.pair}>
        <TextInput
          label={text('call.subject')} value={words.subject} maxLength={400} disabled={sending} autoFocus error={error('subject')}
          onChange={event => store.type({ subject: event.currentTarget.value })}
        />
        <TextInput
          label={text('call.caller')} value={words.callerName} maxLength={400} disabled={sending} error={error('caller')}
          onChange={event => store.type({ callerName: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={text('call.text')} value={words.additionalInformation} autosize minRows={3} maxRows={14} maxLength={20_000} disabled={sending} error={error('text')}
        onChange={event => store.type({ additionalInformation: event.currentTarget.value })}
      />
      {elsewhere && (
        <div role="alert" className={styles.tools}>
          <span>{text('tickets.form.elsewhere')}</span>
          <Button variant="default" onClick={() => void store.takeOver()}>{text('tickets.form.elsewhere.here')}</Button>
        </div>
      )}
      {sendFailure !== null && <ErrorNote error={sendFailure} />}
      <div className={styles.tools}>
        <Button type="submit" loading={sending}>{text('call.send')}</Button>
        <Button variant="subtle" onClick={() => void store.discard()}>{text('call.discard')}</Button>
        <span className={styles.quiet} role="status">{words.subject + words.additionalInformation + words.callerName === '' ? '' : text(`tickets.form.save.${save}`)}</span>
      </div>
    </form>
  )
}
