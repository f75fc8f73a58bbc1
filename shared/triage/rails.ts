import type { PathPart, PathPartName } from '../model/verdict.ts'

/** How the connection into and out of a part is drawn: carrying, not known, or hidden behind a fault. */
export type Rail = 'live' | 'unknown' | 'hidden' | 'end'

const carries = (part: PathPart): boolean => part.state !== 'unknown' && part.state !== 'fault'

function between(before: PathPart | undefined, after: PathPart | undefined): Rail {
  if (before === undefined || after === undefined) return 'end'
  if (before.beyondFault || after.beyondFault || before.state === 'fault') return 'hidden'
  return carries(before) && (carries(after) || after.state === 'fault') ? 'live' : 'unknown'
}

/** The connections of each part with its neighbours, from the operator to the home. */
export function railsOf(path: readonly PathPart[]): { readonly into: Rail; readonly out: Rail }[] {
  return path.map((part, index) => ({ into: between(path[index - 1], part), out: between(part, path[index + 1]) }))
}

/** The part with the fault that makes this one look dead; null where it does not, or where the fault is on no part before it. */
export function hiddenBy(path: readonly PathPart[], index: number): PathPartName | null {
  if (path[index]?.beyondFault !== true) return null
  return path.slice(0, index).findLast(({ state }) => state === 'fault')?.part ?? null
}
