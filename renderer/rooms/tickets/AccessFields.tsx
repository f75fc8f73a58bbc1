import { NativeSelect, TextInput } from '@mantine/core'
import type { Line } from '../../../shared/model/line.ts'
import { ProblemType } from '../../../shared/model/ticket.ts'
import type { TicketDraft } from '../../../shared/model/ticket.ts'
import type { TicketProblem } from '../../stores/ticketInput.ts'
import type { TicketsState } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import styles from './TicketDialog.module.css'

type AccessFieldsProps = {
  line: Pick<Line, 'access'>
  draft: TicketDraft
  problem: (...of: TicketProblem[]) => string | undefined
  type: TicketsState['type']
}

const links = ['unknown', 'up', 'down'] as const
const linkOf = { unknown: null, up: true, down: false } as const

/** What an open access network asks of a new ticket beside its words: the kind of problem, and what is seen at the customer. */
export function AccessFields({ line, draft, problem, type }: AccessFieldsProps) {
  const text = useText()
  const info = draft.additionalInfo ?? { ip: '', mac: '', link: null }
  const ids = new Set([draft.subscriptionId ?? '', ...(line.access?.subscriptions ?? []).map(each => each.subscriptionId ?? '')])
  const serviceOf = (id: string): string =>
    line.access?.subscriptions.find(({ subscriptionId }) => subscriptionId === id)?.service ?? ''
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          label={text('tickets.problemType')}
          value={draft.problemType ?? ''}
          required
          error={problem('problemTypeMissing')}
          data={[
            ...(draft.problemType === undefined ? [{ value: '', label: text('tickets.form.problemType.choose') }] : []),
            ...ProblemType.options.map(value => ({ value, label: text(`tickets.problemType.${value}`) })),
          ]}
          onChange={event => {
            const chosen = ProblemType.options.find(each => each === event.currentTarget.value)
            if (chosen !== undefined) type({ problemType: chosen })
          }}
        />
        <NativeSelect
          label={text('tickets.subscription')}
          value={draft.subscriptionId ?? ''}
          data={[
            { value: '', label: text('tickets.form.subscription.none') },
            ...[...ids].filter(Boolean).map(value => ({ value, label: [serviceOf(value), value].filter(Boolean).join(' · ') })),
          ]}
          onChange={event => type({ subscriptionId: event.currentTarget.value })}
        />
      </div>
      <fieldset className={styles.info}>
        <legend>{text('tickets.info')}</legend>
        <p className={styles.quiet}>{text('tickets.form.info.hint')}</p>
        <div className={styles.pair}>
          <TextInput
            label={text('tickets.info.ip')}
            value={info.ip}
            maxLength={200}
            error={problem('ipWrong')}
            onChange={event => type({ additionalInfo: { ...info, ip: event.currentTarget.value } })}
          />
          <TextInput
            label={text('tickets.info.mac')}
            value={info.mac}
            maxLength={200}
            error={problem('macWrong')}
            onChange={event => type({ additionalInfo: { ...info, mac: event.currentTarget.value } })}
          />
          <NativeSelect
            label={text('tickets.info.link')}
            value={links.find(each => linkOf[each] === info.link) ?? 'unknown'}
            data={links.map(value => ({ value, label: text(`tickets.info.link.${value}`) }))}
            onChange={event => {
              const chosen = links.find(each => each === event.currentTarget.value)
              if (chosen !== undefined) type({ additionalInfo: { ...info, link: linkOf[chosen] } })
            }}
          />
        </div>
      </fieldset>
    </>
  )
}
