import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { ticketChangeProblem } from '../../../shared/model/outbox.ts'
import { AccessTicketStatus, Responsible } from '../../../shared/model/ticket.ts'
import type { Ticket } from '../../../shared/model/ticket.ts'
import { say } from '../../../shared/text/words.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import type { Conversation } from '../../stores/conversation.ts'
import { useText } from '../../text.tsx'
import { changeEffect, proposedParty } from './changeEffect.ts'
import styles from './TicketDialog.module.css'

/** What a ticket can be set to from here: only its operator takes it in anew. */
const steps = AccessTicketStatus.options.filter(each => each !== 'CREATED')

/**
 * Sets status and responsible party of an open access network's ticket, after words that say what it means for the SLA. Nothing for a
 * closed one.
 */
export function SetActions({ conversation, ticket }: { conversation: Conversation; ticket: Ticket }) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const [status, setStatus] = useState<AccessTicketStatus | null>(null)
  const [responsible, setResponsible] = useState<Responsible | null>(null)
  const [tried, setTried] = useState(false)
  if (ticket.status === 'closed') return null
  const problem = ticketChangeProblem({ status, responsible })
  const begin = (): void => {
    setStatus(null)
    setResponsible(null)
    setTried(false)
    setAsking(true)
  }
  const present = {
    status: ticket.systemStatus === null ? text('tickets.status.unknown')
      : say(text, `tickets.systemStatus.${ticket.systemStatus}`, ticket.systemStatus),
    party: ticket.responsible === null ? text('tickets.set.responsible.none') : text(`tickets.party.${ticket.responsible}`),
  }
  return (
    <>
      <Button variant="default" onClick={begin}>
        {text('tickets.set')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={text('tickets.set.title', { id: ticket.id })}
          confirmLabel={text(status === 'CLOSED' ? 'tickets.set.confirm.close' : 'tickets.set.confirm')}
          cancelLabel={text('tickets.solve.leave')}
          harmless
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setTried(true)
            if (problem !== null) return
            setAsking(false)
            void conversation.change({ status, responsible }, ticket)
          }}
        >
          <div className={styles.form}>
            <p className={styles.line}>{ticket.subject}</p>
            <NativeSelect
              label={text('tickets.set.status')}
              value={status ?? ''}
              error={tried && problem === 'nothing' ? text('tickets.set.problem.nothing') : null}
              data={[
                { value: '', label: text('tickets.set.status.keep', { status: present.status }) },
                ...steps.filter(each => each !== ticket.systemStatus).map(value => ({ value, label: text(`tickets.systemStatus.${value}`) })),
              ]}
              onChange={event => {
                const chosen = steps.find(each => each === event.currentTarget.value) ?? null
                setStatus(chosen)
                setResponsible(proposedParty(chosen))
              }}
            />
            <NativeSelect
              label={text('tickets.set.responsible')}
              value={responsible ?? ''}
              required={status === 'CLOSED'}
              error={tried && problem === 'responsible' ? text('tickets.set.problem.responsible') : null}
              data={[
                { value: '', label: status === 'CLOSED' ? text('tickets.set.responsible.choose') : text('tickets.set.responsible.keep', { party: present.party }) },
                ...Responsible.options.filter(each => status === 'CLOSED' || each !== ticket.responsible || each === responsible)
                  .map(value => ({ value, label: text(`tickets.party.${value}`) })),
              ]}
              onChange={event => setResponsible(Responsible.options.find(each => each === event.currentTarget.value) ?? null)}
            />
            <div role="status" aria-live="polite">
              {problem !== 'nothing' && changeEffect({ status, responsible }, ticket.responsible).map(key => <p key={key}>{text(key)}</p>)}
            </div>
          </div>
        </ConfirmDialog>
      )}
    </>
  )
}
