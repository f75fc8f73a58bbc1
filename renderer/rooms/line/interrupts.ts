import type { LineView } from '../../../shared/contract/lines.ts'
import { isRunning } from './checkOffers.ts'

/** How long a session state may be relied on before something is called undisturbed because of it. */
const freshMs = 15 * 60_000

/**
 * Whether a disturbing check has nothing left to interrupt: the circuit is offline as the system said just now, and so is
 * every other circuit on the line. Where that is not known, it is taken to be in use.
 */
export function isDownAlready(
  view: Pick<LineView, 'line' | 'parts' | 'checks'>,
  circuitNid: string | null,
  nowMs: number,
): boolean {
  const { circuits } = view.line
  const chosen = circuits.find(({ nid }) => nid === circuitNid && nid !== null)
  const part = view.parts.find(each => each.part === 'line')
  const isFresh = part?.at !== null && part?.at !== undefined && part.state === 'fresh' && nowMs - Date.parse(part.at) <= freshMs
  // Another test on the circuit may be what took it down for a moment.
  const isTested = view.checks.some(check => isRunning(check) && (check.kind === 'delt' || check.kind === 'selt'))
  return isFresh && !isTested && chosen?.online === 'offline' && circuits.every(({ online }) => online !== 'online')
}
