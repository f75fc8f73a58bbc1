import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TicketTemplate } from '../../../shared/model/settings.ts'
import { useText } from '../../text.tsx'
import { unknownPlaceholders } from '../tickets/templates.ts'
import styles from './SettingsRoom.module.css'

type TemplateFormProps = { template: TicketTemplate; onSave: (template: TicketTemplate) => void; onCancel: () => void }

/** One template being written; what it names that nobody knows is said before it is kept. */
export function TemplateForm({ template, onSave, onCancel }: TemplateFormProps) {
  const text = useText()
  const [typed, setTyped] = useState(template)
  const [tried, setTried] = useState(false)
  const whole: TicketTemplate = { ...typed, name: typed.name.trim(), subject: typed.subject.trim(), text: typed.text.trim() }
  const isWrong = whole.name === '' || whole.text === ''
  const unknown = unknownPlaceholders(`${typed.subject} ${typed.text}`)
  return (
    <form
      className={`${styles.card} ${styles.group}`} noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (!isWrong) onSave(whole)
      }}
    >
      <TextInput
        label={text('templates.name')} value={typed.name} maxLength={80} autoFocus
        onChange={event => setTyped({ ...typed, name: event.currentTarget.value })}
      />
      <TextInput
        label={text('templates.subject')} description={text('templates.subject.hint')} value={typed.subject} maxLength={200}
        onChange={event => setTyped({ ...typed, subject: event.currentTarget.value })}
      />
      <Textarea
        label={text('templates.text')} value={typed.text} autosize minRows={5} maxRows={16} maxLength={10_000}
        onChange={event => setTyped({ ...typed, text: event.currentTarget.value })}
      />
      {unknown.length > 0 && <p className={styles.hint}>{text('templates.unknown', { names: unknown.join(', ') })}</p>}
      {tried && isWrong && <p className={styles.problem} role="alert">{text('templates.problem')}</p>}
      <div className={styles.actions}>
        <Button type="submit">{text('templates.save')}</Button>
        <Button variant="subtle" onClick={onCancel}>{text('templates.cancel')}</Button>
      </div>
    </form>
  )
}
