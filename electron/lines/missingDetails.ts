import type { Line } from '../../shared/model/line.ts'
import type { MatchField } from '../../shared/model/search.ts'

/** Calls it would take to have everything there is of a line; null where its system gives nothing line by line. */
export function missingDetailsOf({ service, request }: Pick<Line, 'service' | 'request'>): number | null {
  if (service !== null) return service.sections.filter(({ state }) => state === 'missing').length
  if (request === null || request.details === 'none') return null
  return request.details === 'missing' ? 1 : 0
}

/** What lines are found by only once their details are here (lineOffers.ts). */
export const fieldsOfDetails: readonly MatchField[] = ['phone', 'ip', 'username', 'serviceId', 'ontNumber', 'reference']
