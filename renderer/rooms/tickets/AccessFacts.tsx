import type { Ticket } from '../../../shared/model/ticket.ts'
import { say } from '../../../shared/text/words.ts'
import { useText } from '../../text.tsx'
import styles from './TicketsRoom.module.css'

/** What only an open access network says of a ticket; nothing where it says none of it. */
export function AccessFacts({ ticket }: { ticket: Ticket }) {
  const text = useText()
  const { responsible, problemType, additionalInfo, subscriptionId } = ticket
  const { ip = '', mac = '', link = null } = additionalInfo ?? {}
  const facts: readonly (readonly [string, string, boolean])[] = [
    [text('tickets.set.responsible'), responsible === null ? '' : text(`tickets.party.${responsible}`), false],
    [text('tickets.problemType'), problemType === null ? '' : say(text, `tickets.problemType.${problemType}`, problemType), false],
    [text('tickets.subscription'), subscriptionId ?? '', true],
    [text('tickets.info.ip'), ip, true],
    [text('tickets.info.mac'), mac, true],
    [text('tickets.info.link'), link === null ? '' : text(link ? 'tickets.info.link.up' : 'tickets.info.link.down'), false],
  ]
  const said = facts.filter(([, value]) => value !== '')
  if (said.length === 0) return null
  return (
    <dl className={styles.facts}>
      {said.map(([name, value, isMono]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={isMono ? 'mono' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
