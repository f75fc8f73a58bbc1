import type { Line } from '../../shared/model/line.ts'

/** Address and ids kept with every journal row of a line, as JSON text: the row stays readable without cache or account. */
export function snapshotOf(line: Line): string {
  const { id, system, accountId, nativeId, address, technology, supplier } = line
  return JSON.stringify({ id, system, accountId, nativeId, address, technology, supplier, circuits: line.circuits.map(({ nid }) => nid) })
}
