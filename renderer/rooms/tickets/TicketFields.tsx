import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { TicketDraft } from '../../../shared/model/ticket.ts'
import { ticketFormOf } from '../../../shared/model/ticketFields.ts'
import type { TicketProblem } from '../../stores/ticketInput.ts'
import type { TicketForm, TicketsState } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import { AccessFields } from './AccessFields.tsx'
import { beginWith } from './beginWith.ts'
import { allTemplates } from './templates.ts'
import styles from './TicketDialog.module.css'

type TicketFieldsProps = {
  view: LineView
  form: TicketForm
  draft: TicketDraft
  autoFocus: boolean
  type: TicketsState['type']
  applyTemplate: TicketsState['applyTemplate']
}

/** The fields of a new ticket that the line's system asks for, begun by a template. */
export function TicketFields({ view, form, draft, autoFocus, type, applyTemplate }: TicketFieldsProps) {
  const text = useText()
  const settings = useSelected(useStores().settings, state => state.settings)
  const templates = allTemplates(settings, text)
  const asked = ticketFormOf(draft.lineId)?.fields ?? {}
  const problem = (...of: TicketProblem[]): string | undefined => {
    const found = form.problems.find(each => of.includes(each))
    return found === undefined ? undefined : text(`tickets.problem.${found}`)
  }
  return (
    <>
      <NativeSelect
        label={text('tickets.form.template')}
        value=""
        data={[{ value: '', label: text('tickets.form.template.none') },
          ...templates.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={event => {
          const chosen = templates.find(({ id }) => id === event.currentTarget.value)
          if (chosen !== undefined) applyTemplate(beginWith(chosen, view, text.language))
        }}
      />
      <TextInput
        label={text('tickets.form.subject')}
        value={draft.subject}
        maxLength={400}
        error={problem('subjectMissing', 'subjectLong')}
        required
        data-autofocus
        autoFocus={autoFocus}
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
      {asked.problemType !== undefined && <AccessFields line={view.line} draft={draft} problem={problem} type={type} />}
      {asked.contactName !== undefined && (
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
      )}
      <Textarea
        label={text('tickets.form.specifications')}
        description={text(asked.problemType === undefined ? 'tickets.form.specifications.hint' : 'tickets.form.specifications.below')}
        value={draft.technicalSpecifications}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={40_000}
        classNames={{ input: styles.mono ?? '' }}
        onChange={event => type({ technicalSpecifications: event.currentTarget.value })}
      />
    </>
  )
}
