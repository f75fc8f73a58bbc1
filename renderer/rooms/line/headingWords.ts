import type { Line } from '../../../shared/model/line.ts'
import type { TextKey } from '../../../shared/text/text.ts'

/** What the system's own id of a line is called. */
export function idWords({ access, service, request }: Pick<Line, 'access' | 'service' | 'request'>): { readonly none: TextKey; readonly copy: TextKey } {
  if (access !== null) return { none: 'access.noId', copy: 'access.copyId' }
  if (service !== null) return { none: 'service.noId', copy: 'service.copyId' }
  return request === null ? { none: 'line.noNid', copy: 'line.copyNid' } : { none: 'line.noNid', copy: 'request.copyId' }
}

/** What a line without an address is known by. */
export function headingName({ service, request }: Pick<Line, 'service' | 'request'>): string | null {
  return service?.label ?? service?.serviceType?.name ?? request?.name ?? request?.productName ?? null
}
