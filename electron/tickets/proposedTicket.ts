import type { LineView } from '../../shared/contract/lines.ts'
import type { TicketDraft } from '../../shared/model/ticket.ts'
import { ticketFormOf } from '../../shared/model/ticketFields.ts'
import type { Text } from '../../shared/text/text.ts'
import { liveFacts, problemTypeOf } from '../../shared/triage/onApiTicket.ts'
import { findingText, technicalSpecifications } from '../../shared/triage/verdictText.ts'

/** A ticket as the verdict and the live data of its line propose it, in the fields that the line's system asks for. `now`: UTC. */
export function proposedTicket(view: LineView, text: Text, now: string): TicketDraft {
  const { line, verdict, reports } = view
  const fields = ticketFormOf(line.system)?.fields ?? {}
  const contact = line.contacts.find(({ primary }) => primary) ?? line.contacts[0]
  const draft: TicketDraft = {
    lineId: line.id, subject: verdict.lead === null ? '' : findingText(verdict.lead, 'title', text), comment: '',
    technicalSpecifications: technicalSpecifications(view, text, now),
    contactName: fields.contactName === undefined ? '' : contact?.name ?? '',
    contactPhone: fields.contactPhone === undefined ? '' : contact?.phoneNumber ?? '',
  }
  if (fields.problemType === undefined) return draft
  const { ip, mac, link } = liveFacts(reports)
  const active = line.access?.subscriptions.filter(({ state, subscriptionId }) => state === 'active' && subscriptionId !== null) ?? []
  // Of several it is for the engineer to say which.
  const subscriptionId = active.length === 1 ? active[0]?.subscriptionId ?? '' : ''
  return {
    ...draft, problemType: problemTypeOf(verdict, { reports }), additionalInfo: { ip: ip ?? '', mac: mac ?? '', link }, subscriptionId,
  }
}
