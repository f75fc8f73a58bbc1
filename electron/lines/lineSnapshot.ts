import type { Line } from '../../shared/model/line.ts'

/**
 * What a journal row keeps of the line it is about, as JSON: address and ids, so that it stays readable when the cache is
 * rebuilt or the account removed.
 */
export function snapshotOf(line: Line): string {
  const { address, nativeId, system, accountId, supplier, technology } = line
  return JSON.stringify({ address, nativeId, system, accountId, supplier, technology, circuitNids: line.circuits.map(({ nid }) => nid) })
}
