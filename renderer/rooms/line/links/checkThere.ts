import type { LineId } from '../../../../shared/model/common.ts'

/** *Check there* holds for as long as its line takes to open. */
const heldMs = 60_000

let wanted: { readonly lineId: LineId; readonly atMs: number } | null = null

/** The engineer goes to another line to have it checked at once. */
export function wantCheck(lineId: LineId, nowMs: number): void {
  wanted = { lineId, atMs: nowMs }
}

/** Whether this line is to be checked now that it is here; true once. */
export function takeWantedCheck(lineId: LineId, nowMs: number): boolean {
  const isIt = wanted?.lineId === lineId && nowMs - wanted.atMs < heldMs
  if (isIt || (wanted !== null && nowMs - wanted.atMs >= heldMs)) wanted = null
  return isIt
}

/** Another line was opened instead. */
export function dropWantedCheck(lineId: LineId): void {
  if (wanted !== null && wanted.lineId !== lineId) wanted = null
}
