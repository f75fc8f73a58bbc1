import type { SyncScope } from '../../../shared/model/account.ts'
import type { LineState } from '../../../shared/model/line.ts'
import type { Walk } from '../operator.ts'

/** Values of `filter.state` (document, list_connections). */
const WIRE_STATES = { processing: 'PROCESSING', active: 'ACTIVE', terminated: 'TERMINATED', cancelled: 'CANCELLED' } as const

export function wireState(state: LineState): (typeof WIRE_STATES)[LineState] {
  return WIRE_STATES[state]
}

/** Lines per page. The document names no most; 500 is what the design was measured with. */
export const LINES_PER_PAGE = 500

function choices(key: string, values: readonly string[]): Readonly<Record<string, string>>[] {
  const different = [...new Set(values.map(value => value.trim()))]
  return different.length === 0 ? [{}] : different.map(value => ({ [key]: value }))
}

/**
 * One walk per state and cell of the scope: restrictions of one kind add up, kinds restrict each other. Filters are the
 * document's (`city`, `zipcode`, `carrier_tags`); `city` and `zipcode` match parts, so that a cell may give a few lines more.
 */
export function walksOf(scope: SyncScope): readonly Walk[] {
  const cells = choices('city', scope.cities).flatMap(city =>
    choices('zipcode', scope.postcodePrefixes.map(prefix => prefix.toUpperCase())).flatMap(zipcode =>
      choices('carrier_tags', scope.tags).map(tag => ({ ...city, ...zipcode, ...tag }))))
  return [...new Set(scope.states)].flatMap(state => cells.map(filter => {
    const parts = Object.entries(filter).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    return { key: [WIRE_STATES[state], ...parts].join('|'), state, filter }
  }))
}
