import { Button, Textarea } from '@mantine/core'
import { useStore } from 'zustand'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import type { Conversation } from '../../stores/conversation.ts'
import { useText } from '../../text.tsx'
import { FileFields, useFileIntake } from './FileFields.tsx'
import styles from './TicketDialog.module.css'

/** The comment being typed: kept as it is typed, given to the outbox when it is sent. */
export function CommentForm({ conversation, takesFiles }: { conversation: Conversation; takesFiles: boolean }) {
  const text = useText()
  const { body, save, elsewhere, sending, problem, sendFailure } = useStore(conversation)
  const { over, intake } = useFileIntake(conversation.attachments)
  if (body === null) return null
  return (
    <form
      noValidate
      className={styles.form}
      {...(takesFiles ? intake : {})}
      onSubmit={event => {
        event.preventDefault()
        void conversation.send()
      }}
    >
      <Textarea
        label={text('tickets.comment.label')}
        value={body}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={20_000}
        disabled={sending}
        error={problem === null ? null : text(`tickets.comment.${problem}`)}
        onChange={event => conversation.type(event.currentTarget.value)}
      />
      {takesFiles ? <FileFields store={conversation.attachments} over={over} /> : <p className={styles.quiet}>{text('tickets.form.noFiles')}</p>}
      {elsewhere && (
        <div className={styles.offline} role="alert">
          <p>{text('tickets.form.elsewhere')}</p>
          <Button variant="default" onClick={() => void conversation.takeOver()}>
            {text('tickets.form.elsewhere.here')}
          </Button>
        </div>
      )}
      {sendFailure !== null && <ErrorNote error={sendFailure} />}
      <div className={styles.foot}>
        <span className={styles.quiet} role="status">
          {sending ? text('tickets.form.sending') : body === '' ? '' : text(`tickets.form.save.${save}`)}
        </span>
        <Button type="submit" loading={sending}>
          {text('tickets.comment.send')}
        </Button>
      </div>
    </form>
  )
}
