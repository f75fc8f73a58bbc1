import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OutboxEntry } from '../../../shared/model/outbox.ts'
import type { TextKey } from '../../../shared/text/text.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { CallLogLook, isDoubtful } from './CallLogLook.tsx'
import { correctionOf } from './correction.ts'
import { CorrectForm } from './CorrectForm.tsx'
import { whatWords } from './entryWords.ts'
import styles from './Outbox.module.css'

/** What the engineer can do about an entry: correct, send again, or give it up. */
export function EntryActions({ entry }: { entry: OutboxEntry }) {
  const text = useText()
  const { outbox } = useStores()
  const busy = useSelected(outbox, state => state.asking[entry.id] === true)
  const failure = useSelected(outbox, state => state.failures[entry.id] ?? null)
  const [doing, setDoing] = useState<'correct' | 'discard' | null>(null)
  const { state, conflict, body } = entry
  const what = whatWords(body, text)
  const button = (key: TextKey, variant: 'filled' | 'default' | 'subtle', onClick: () => void) => (
    <Button
      variant={variant} disabled={busy} aria-label={text('outbox.action.of', { action: text(key), what })} onClick={onClick}
    >
      {text(key)}
    </Button>
  )
  const discard = (): void => setDoing('discard')
  const isClosed = entry.failure?.code === 'ticketClosed'
  const isDoubtfulCall = body.kind === 'callLog' && isDoubtful(entry)
  const isCorrectable = correctionOf(body) !== null && !isClosed
  return (
    <>
      {failure !== null && <CallFailureNote failure={failure} />}
      {isDoubtfulCall && entry.lineId !== null && <CallLogLook entry={entry} lineId={entry.lineId} subject={body.input.subject} />}
      {doing === 'correct' && state === 'needsYou' ? <CorrectForm entry={entry} onDone={() => setDoing(null)} /> : (
        <div className={styles.actions}>
          {state === 'needsYou' && conflict !== null && (
            <>
              {button('outbox.action.mine', 'default', () => void outbox.resend(entry.id))}
              {button('outbox.action.leave', 'default', discard)}
            </>
          )}
          {isDoubtfulCall && (
            <>
              {button('outbox.action.isThere', 'filled', () => void outbox.isThere(entry.id))}
              {button('outbox.action.again', 'default', () => void outbox.resend(entry.id))}
            </>
          )}
          {state === 'needsYou' && conflict === null && !isDoubtfulCall && (
            <>
              {isCorrectable && button('outbox.action.correct', 'filled', () => setDoing('correct'))}
              {button(isClosed ? 'outbox.action.allTheSame' : 'outbox.action.resend', 'default', () =>
                void outbox.resend(entry.id))}
            </>
          )}
          {(state === 'waiting' || (state === 'needsYou' && conflict === null))
            && button('outbox.action.discard', 'subtle', discard)}
        </div>
      )}
      {doing === 'discard' && (
        <ConfirmDialog
          title={text('outbox.discard.title')}
          confirmLabel={text('outbox.discard.confirm')} cancelLabel={text('outbox.discard.keep')} busy={busy}
          onCancel={() => setDoing(null)}
          onConfirm={() => void outbox.discard(entry.id).then(() => setDoing(null))}
        >
          <p>{text('outbox.discard.effect', { what, line: entry.lineLabel })}</p>
          {body.kind === 'ticket' && <p>{text('outbox.discard.ticket')}</p>}
        </ConfirmDialog>
      )}
    </>
  )
}
