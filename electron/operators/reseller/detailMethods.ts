import type { OperatorFailureData } from '../../../shared/contract/failures.ts'
import type { Line } from '../../../shared/model/line.ts'
import type { ResellerService } from '../../../shared/model/resellerService.ts'
import type { CallContext, LineDetails, OperatorMethods, ReadSection } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { isObject } from '../readValue.ts'
import type { Directory } from './directory.ts'
import { referenceOf } from './iri.ts'
import { unlessNotThere } from './rest.ts'
import type { Rest } from './rest.ts'
import { routeOfPath } from './routes.ts'

/** Fetches sections of a line; gives nothing, and throws nothing, where the line is none of the platform. */
export type DetailFetcher = (line: Line, wanted: readonly string[] | null, context: CallContext) => Promise<LineDetails>

const PHONE_NUMBERS_MOST = 2000
/** After one of these no other call will fare better now. */
const STOPS = new Set(['tooBusy', 'cancelled', 'unreachable', 'timeout', 'certificate'])
const NONE = 'null'

type Reference = ResellerService['references'][number]

/** IRIs of SIM cards that mobile details name. */
function simsIn(value: unknown, baseUrl: string): Reference[] {
  if (!isObject(value)) return []
  return Object.values(value).flatMap(each => (Array.isArray(each) ? each : [each])).flatMap(each => {
    const path = referenceOf(each, baseUrl)?.path
    return path !== undefined && /^simcards\/[^/]+$/.test(path) ? [{ section: 'sim' as const, path }] : []
  })
}

/** Order details, found by the IRIs an order names (document, Order Details Overview). */
export function createDetailFetcher(rest: Rest, directory: Directory, baseUrl: string): DetailFetcher {
  const one = async (reference: Reference, orderId: string, context: CallContext): Promise<unknown> => {
    if (reference.section === 'phoneNumbers') {
      // Without the orders in it the answer comes faster (document, Phone Numbers).
      const numbers = await rest.all('phoneNumbers', { query: { orderId, excludeOrders: '1' } }, PHONE_NUMBERS_MOST, context)
      return numbers.members
    }
    if (reference.section === 'customer') return directory.customer(reference.path.split('/')[1] ?? '', context)
    const route = routeOfPath(reference.path)
    if (route === null) throw new OperatorFailure({ kind: 'notOffered', code: reference.section })
    return unlessNotThere(rest.get(route.name, { path: { id: route.id } }, context))
  }

  return async ({ service }, wanted, context) => {
    const sections = new Map<string, unknown[]>()
    const failed = new Map<string, OperatorFailureData>()
    const waiting = (service?.references ?? []).filter(({ section }) => wanted === null || wanted.includes(section))
    let stopped: OperatorFailure | null = null
    for (let reference = waiting.shift(); reference !== undefined && service !== null; reference = waiting.shift()) {
      const { section } = reference
      if (stopped !== null) {
        failed.set(section, stopped.data)
        continue
      }
      try {
        const value = await one(reference, service.orderId, context)
        sections.set(section, [...sections.get(section) ?? [], value])
        const known = new Set([...service.references, ...waiting].map(({ path }) => path))
        if (section === 'mobile' && (wanted === null || wanted.includes('sim'))) waiting.push(...simsIn(value,
          baseUrl).filter(({ path }) => !known.has(path)))
      } catch (error) {
        if (!(error instanceof OperatorFailure)) throw error
        failed.set(section, error.data)
        if (STOPS.has(error.data.kind)) stopped = error
      }
    }
    if (stopped !== null && (sections.size === 0 || stopped.data.kind === 'cancelled')) throw stopped
    const read: ReadSection[] = [...sections].flatMap(([section, values]) => {
      // Half of several records would look like all of them: the section stays as it was.
      if (failed.has(section)) return []
      const found = values.filter(value => value !== null)
      const [only] = found
      const value = found.length === 0 ? null : found.length === 1 ? only : found.flat()
      return [{ nativeId: service?.orderId ?? '', section, raw: value === null ? NONE : JSON.stringify(value) }]
    })
    return { sections: read, failed: [...failed].map(([section, failure]) => ({ section, failure })) }
  }
}

export function createDetailMethods(details: DetailFetcher): Pick<OperatorMethods, 'missingDetails' | 'lineDetails'> {
  return {
    missingDetails: ({ service }) => (service?.sections
      ?? []).filter(({ state }) => state === 'missing').map(({ section }) => section),
    lineDetails: details,
  }
}
