import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OutboxBody, OutboxEntry } from '../../../shared/model/outbox.ts'
import { ProblemType } from '../../../shared/model/ticket.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import type { TextKey } from '../../../shared/text/text.ts'
import { useText } from '../../text.tsx'
import { correctedBody, correctionOf, correctionProblems } from './correction.ts'
import type { CorrectionField, CorrectionProblem } from './correction.ts'
import styles from './Outbox.module.css'

const labels: Readonly<Record<CorrectionField, TextKey>> = {
  subject: 'tickets.form.subject', comment: 'tickets.form.comment', problemType: 'tickets.problemType', ip: 'tickets.info.ip',
  mac: 'tickets.info.mac', contactName: 'outbox.correct.contactName',
  contactPhone: 'tickets.form.contactPhone', specifications: 'tickets.form.specifications', body: 'outbox.correct.body',
  tags: 'outbox.correct.tags', phone: 'outbox.correct.phone', email: 'outbox.correct.email', ont: 'outbox.correct.ont', caller: 'call.caller',
}
const long: ReadonlySet<CorrectionField> = new Set(['comment', 'specifications', 'body', 'tags'])
const fieldsOf: Readonly<Partial<Record<OutboxBody['kind'], readonly CorrectionField[]>>> = {
  ticket: ['subject', 'comment', 'problemType', 'ip', 'mac', 'contactName', 'contactPhone', 'specifications'], ticketComment: ['body'], tags: ['tags'],
  contact: ['contactName', 'phone', 'email'], ont: ['ont'], callLog: ['subject', 'caller', 'body'],
}

const problemKey = (problem: CorrectionProblem): TextKey =>
  problem === 'call.subject' ? 'call.problem.subject' : problem === 'call.text' ? 'call.problem.text' : problem === 'call.caller' ? 'call.problem.caller' :
  problem === 'body' || problem === 'tags' || problem === 'contactName' || problem === 'ont'
    ? `outbox.correct.problem.${problem}` : `tickets.problem.${problem}`

/** The fields of a refused entry, filled in, to correct and send again. */
export function CorrectForm({ entry, onDone }: { entry: OutboxEntry; onDone: () => void }) {
  const text = useText()
  const { outbox } = useStores()
  const { body } = entry
  const [typed, setTyped] = useState(() => correctionOf(body) ?? {})
  const [tried, setTried] = useState(false)
  const busy = useSelected(outbox, state => state.asking[entry.id] === true)
  const problems = tried ? correctionProblems(body, typed) : {}
  // Only what the system of this entry asks for is filled in.
  const fields = (fieldsOf[body.kind] ?? []).filter(field => field in (correctionOf(body) ?? {}))
  return (
    <form
      className={styles.form} noValidate aria-label={text('outbox.correct.title')}
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (Object.keys(correctionProblems(body, typed)).length > 0) return
        void outbox.resend(entry.id, correctedBody(body, typed)).then(done => { if (done) onDone() })
      }}
    >
      {fields.map((field, index) => {
        const problem = problems[field]
        const shared = {
          label: text(labels[field]), value: typed[field] ?? '', autoFocus: index === 0,
          error: problem === undefined ? null : text(problemKey(problem)),
        }
        if (field === 'problemType') {
          return (
            <NativeSelect
              key={field} {...shared} data={[{ value: '', label: text('tickets.form.problemType.choose') },
                ...ProblemType.options.map(value => ({ value, label: text(`tickets.problemType.${value}`) }))]}
              onChange={event => setTyped({ ...typed, [field]: event.currentTarget.value })}
            />
          )
        }
        return long.has(field)
          ? <Textarea key={field} {...shared} autosize minRows={2} maxRows={12}
              onChange={event => setTyped({ ...typed, [field]: event.currentTarget.value })} />
          : <TextInput key={field} {...shared} onChange={event => setTyped({ ...typed, [field]: event.currentTarget.value })} />
      })}
      <div className={styles.actions}>
        <Button type="submit" loading={busy}>{text('outbox.correct.send')}</Button>
        <Button variant="subtle" onClick={onDone}>{text('outbox.correct.cancel')}</Button>
      </div>
    </form>
  )
}
