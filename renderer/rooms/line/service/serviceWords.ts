import type { Line } from '../../../../shared/model/line.ts'
import { LineId } from '../../../../shared/model/common.ts'
import type { ResellerService, ServiceSection } from '../../../../shared/model/resellerService.ts'
import { ServiceKind } from '../../../../shared/model/report.ts'
import type { Text } from '../../../../shared/text/text.ts'

/** In the order an engineer needs them. */
const order: readonly ServiceSection[] = [
  'connection', 'kpnWba', 'voip', 'phoneNumbers', 'mobile', 'sim', 'location', 'generic', 'trackedObject', 'customer',
]

/** The sections that a service has, or may have. */
export const sectionsOf = ({ sections }: Pick<ResellerService, 'sections'>): ServiceSection[] =>
  order.filter(section => sections.some(each => each.section === section))

/** What can be asked of a service: whether its telephony account is registered, how much mobile data was used. */
export function serviceChecks({ service }: Pick<Line, 'service'>): ServiceKind[] {
  const has = (section: ServiceSection): boolean => service?.sections.some(each => each.section === section && each.state !== 'none') ?? false
  return ServiceKind.options.filter(kind => has(kind === 'sipRegistration' ? 'voip' : 'mobile'))
}

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
  const { path } = service.customer
  return path.length === 0 ? [name(service.customer)] : path.map(name)
}
