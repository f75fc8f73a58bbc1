import type { Level } from '../../../../shared/model/report.ts'
import type { Closeness, Neighbour } from '../../../../shared/model/neighbour.ts'
import { isDown, isNotWell } from '../../../stores/neighbours.ts'

export const neighbourOrders = ['nearest', 'worst', 'newest'] as const
export type NeighbourOrder = (typeof neighbourOrders)[number]
export type NeighbourListing = { readonly order: NeighbourOrder; readonly onlyBad: boolean }

const severity: Record<Level, number> = { fault: 0, warn: 1, unknown: 2, note: 3, ok: 4 }

/** Worst first: a session that is down weighs as a fault; a line never judged here stands between doubtful and well. */
function weight(neighbour: Neighbour): number {
  if (isDown(neighbour)) return severity.fault
  return neighbour.level === null ? severity.unknown : severity[neighbour.level]
}

/** The neighbours to show, in the order chosen. They come nearest first, and stay so among equals. */
export function listNeighbours(neighbours: readonly Neighbour[], { order, onlyBad }: NeighbourListing): Neighbour[] {
  const listed = onlyBad ? neighbours.filter(isNotWell) : [...neighbours]
  if (order === 'worst') return listed.toSorted((a, b) => weight(a) - weight(b))
  return order === 'newest' ? listed.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? '')) : listed
}

const closenesses: readonly Closeness[] = ['ponPort', 'lineCard', 'accessNode', 'building']

/** How many are down, by what they share with the line, nearest first. */
export function downByCloseness(neighbours: readonly Neighbour[]): { closeness: Closeness; count: number }[] {
  const down = neighbours.filter(isDown)
  return closenesses
    .map(closeness => ({ closeness, count: down.filter(each => each.closeness === closeness).length }))
    .filter(({ count }) => count > 0)
}

const kept = 'lineside.neighbours'

/** The order and filter chosen last on this device. */
export function keptListing(storage: Pick<Storage, 'getItem'> = localStorage): NeighbourListing {
  const [order, onlyBad] = (storage.getItem(kept) ?? '').split(' ')
  return { order: neighbourOrders.find(each => each === order) ?? 'nearest', onlyBad: onlyBad === 'bad' }
}

export function keepListing({ order, onlyBad }: NeighbourListing, storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(kept, `${order} ${onlyBad ? 'bad' : 'all'}`)
}
