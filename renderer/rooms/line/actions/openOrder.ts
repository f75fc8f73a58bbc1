import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Transaction } from '../../../../shared/model/line.ts'

const ended: ReadonlySet<string> = new Set(['finished', 'cancelled'])

/** The order that runs on a line, as it was last fetched; null where none does or the system gave it no id. */
export function openOrder({ transaction }: Pick<LineView, 'transaction'>): (Transaction & { readonly uuid: string }) | null {
  if (transaction === null || transaction.uuid === null) return null
  if (transaction.open === false || ended.has(transaction.state ?? '')) return null
  return { ...transaction, uuid: transaction.uuid }
}
