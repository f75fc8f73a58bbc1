import type { Line } from '../../../../shared/model/line.ts'
import { LineId } from '../../../../shared/model/common.ts'
import type { ResellerService, ServiceSection } from '../../../../shared/model/resellerService.ts'
import type { Text } from '../../../../shared/text/text.ts'

/** In the order an engineer needs them. */
const order: readonly ServiceSection[] = [
  'connection', 'kpnWba', 'voip', 'phoneNumbers', 'mobile', 'sim', 'location', 'generic', 'trackedObject', 'customer',
]

/** The sections that a service has, or may have. */
export const sectionsOf = ({ sections }: Pick<ResellerService, 'sections'>): ServiceSection[] =>
  order.filter(section => sections.some(each => each.section === section))

/** The line that another order of the same platform is. */
export const lineOfOrder = (line: Pick<Line, 'system'>, orderId: string): LineId => LineId.parse(`${line.system}|${orderId}`)

/** *Starts* or *Runs since*, *Ends* or *Ended*: by the date and today. */
export function startWords(text: Text, which: 'start' | 'end', date: string | null, nowMs: number): string {
  const isPast = date !== null && Date.parse(date) <= nowMs
  if (which === 'start') return text(isPast ? 'service.from' : 'service.starts')
  return text(isPast ? 'service.until' : 'service.ends')
}

/** The customer's tree as it is known, the topmost first; by their numbers where no name is here. */
export function customerPath(service: Pick<ResellerService, 'customer' | 'customerId'>, text: Text): string[] {
  const name = ({ id, name: given }: { id: string; name: string | null }): string => given ?? text('service.customerId', { id })
  if (service.customer === null) return service.customerId === null ? [] : [text('service.customerId', { id: service.customerId })]
  const { path, id } = service.customer
  const whole = path.at(-1)?.id === id ? path : [...path, service.customer]
  // Above the account's own tree names are not given: numbers of strangers tell nobody anything.
  const first = whole.findIndex(step => step.name !== null || step.id === id)
  return whole.slice(Math.max(0, first)).map(name)
}
