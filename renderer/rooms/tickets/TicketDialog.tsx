import { Button, Textarea, TextInput } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LineView } from '../../../shared/contract/lines.ts'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { createOldResultsStore } from '../../stores/oldResults.ts'
import type { TicketProblem, TicketsStore } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import { checkOffers } from '../line/checkOffers.ts'
import type { Reach } from '../line/checkOffers.ts'
import { useLine, useLineStore } from '../line/lineStoreContext.tsx'
import { OldResultsNote, OldResultsQuestion } from './OldResults.tsx'
import { OtherTickets } from './OtherTickets.tsx'
import { SentTicketState } from './SentTicketState.tsx'
import { runAgain } from './runAgain.ts'
import styles from './TicketDialog.module.css'

type TicketDialogProps = { store: TicketsStore; view: LineView; reach: Reach; onClose: () => void }

/**
 * Writes a ticket for a line: what is already reported and what is too old first, prefilled from the verdict, kept as it is
 * typed.
 */
export function TicketDialog({ store, view, reach, onClose }: TicketDialogProps) {
  const text = useText()
  const form = useStore(store, state => state.form)
  const { startForm, type, send, discard, closeForm } = store.getState()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const lineId = view.line.id
  const line = useLineStore()
  const circuitNid = useLine(state => state.circuitNid)
  const [oldStore] = useState(() =>
    createOldResultsStore({ line, tickets: store, isReachable: reach === 'reachable', language: text.language }))
  const oldResults = useStore(oldStore)
  const offers = checkOffers(view, circuitNid, reach)
  const asks = oldResults.phase === 'ask'
  const waits = oldResults.phase === 'running'

  useEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    void startForm(lineId)
    const unfollow = oldStore.getState().follow()
    const keep = (): void => void closeForm()
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      unfollow()
      opened?.close()
      void closeForm()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [lineId, startForm, closeForm, oldStore])

  const draft = form?.draft ?? null
  const result = form?.result ?? null
  const sendFailure = form?.sendFailure ?? null
  const hasFailed = form !== null && form.failure !== null
  const done = result?.state === 'sent'
  const unsure = result?.state === 'ambiguous'
  const problem = (...of: TicketProblem[]): string | undefined => {
    const found = form?.problems.find(each => of.includes(each))
    return found === undefined ? undefined : text(`tickets.problem.${found}`)
  }
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId} className={styles.title}>
        {text('tickets.form.title')}
      </h2>
      <p className={styles.line}>
        {view.summary.street}, {view.summary.place} · <span className="mono">{view.line.nativeId}</span>
      </p>
      {form !== null && <OtherTickets form={form} />}
      {hasFailed && <ErrorNote error={form?.failure} onRetry={() => void startForm(lineId)} />}
      {result !== null && <SentTicketState sent={result} />}
      {asks && (
        <>
          <OldResultsQuestion
            results={oldResults}
            again={runAgain(oldResults.old, offers, circuitNid)}
            offersKnown={offers.offered !== null}
          />
          <div className={styles.foot}>
            <Button variant="default" onClick={onClose}>
              {text('tickets.form.close')}
            </Button>
          </div>
        </>
      )}
      {!asks && !done && <OldResultsNote results={oldResults} />}
      {!asks && draft === null && !hasFailed && <p role="status">{text('tickets.form.loading')}</p>}
      {!asks && draft !== null && !done && (
        <form
          noValidate
          className={styles.form}
          onSubmit={event => {
            event.preventDefault()
            void send()
          }}
        >
          {form?.kept === true && <p className={styles.quiet}>{text('tickets.form.kept')}</p>}
          <TextInput
            label={text('tickets.form.subject')}
            value={draft.subject}
            maxLength={400}
            error={problem('subjectMissing', 'subjectLong')}
            required
            data-autofocus
            autoFocus={oldResults.phase !== 'none'}
            onChange={event => type({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={text('tickets.form.comment')}
            description={text('tickets.form.comment.hint')}
            value={draft.comment}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={20_000}
            required
            error={problem('commentMissing', 'commentLong')}
            onChange={event => type({ comment: event.currentTarget.value })}
          />
          <div className={styles.pair}>
            <TextInput
              label={text('tickets.form.contactName')}
              value={draft.contactName}
              maxLength={400}
              onChange={event => type({ contactName: event.currentTarget.value })}
            />
            <TextInput
              label={text('tickets.form.contactPhone')}
              type="tel"
              value={draft.contactPhone}
              maxLength={60}
              error={problem('phoneWrong')}
              onChange={event => type({ contactPhone: event.currentTarget.value })}
            />
          </div>
          <Textarea
            label={text('tickets.form.specifications')}
            description={text('tickets.form.specifications.hint')}
            value={draft.technicalSpecifications}
            autosize
            minRows={4}
            maxRows={14}
            maxLength={40_000}
            classNames={{ input: styles.mono ?? '' }}
            onChange={event => type({ technicalSpecifications: event.currentTarget.value })}
          />
          {reach !== 'reachable' && <p className={styles.offline}>{text(`tickets.form.${reach}`)}</p>}
          {sendFailure !== null && <ErrorNote error={sendFailure} />}
          <div className={styles.foot}>
            <span className={styles.quiet} role="status">
              {form?.sending === true
                ? text('tickets.form.sending')
                : waits
                  ? text('tickets.old.waiting')
                  : text(`tickets.form.save.${form?.save ?? 'saved'}`)}
            </span>
            <Button variant="subtle" onClick={() => void discard().then(onClose)}>
              {text('tickets.form.discard')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {text('tickets.form.close')}
            </Button>
            <Button type="submit" loading={form?.sending === true} disabled={reach !== 'reachable' || unsure || waits}>
              {text('tickets.form.send')}
            </Button>
          </div>
        </form>
      )}
      {done && (
        <div className={styles.foot}>
          <Button onClick={onClose}>{text('tickets.form.done')}</Button>
        </div>
      )}
    </dialog>
  )
}
