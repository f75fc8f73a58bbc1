import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Ticket } from '../../../shared/model/ticket.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import type { Conversation } from '../../stores/conversation.ts'
import { useText } from '../../text.tsx'

type SolveActionsProps = { conversation: Conversation; ticket: Ticket }

/** Mark solved, or open again, after words that name the effect; nothing for a ticket closed for good. */
export function SolveActions({ conversation, ticket }: SolveActionsProps) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  if (ticket.status === 'closed') return null
  const what = ticket.status === 'solved' ? 'reopen' : 'solve'
  const params = { id: ticket.id, subject: ticket.subject, line: ticket.nid ?? '' }
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text(`tickets.${what}`)}
      </Button>
      {asking && (
        <ConfirmDialog
          title={text(`tickets.${what}.title`, params)}
          confirmLabel={text(`tickets.${what}.confirm`)}
          cancelLabel={text('tickets.solve.leave')}
          harmless
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            void conversation.setSolved(what === 'solve', ticket.status)
          }}
        >
          <p>{text(`tickets.${what}.effect`, params)}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
