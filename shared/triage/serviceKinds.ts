import type { Line } from '../model/line.ts'
import { ServiceKind } from '../model/report.ts'

/** Live queries that make sense for a service: its telephony account's registration, its mobile data. */
export function serviceKindsOf({ service }: Pick<Line, 'service'>): readonly ServiceKind[] {
  const has = (section: string): boolean => service?.sections.some(each => each.section === section && each.state !== 'none') ?? false
  return ServiceKind.options.filter(kind => has(kind === 'sipRegistration' ? 'voip' : 'mobile'))
}
