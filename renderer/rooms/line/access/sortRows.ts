export type SortKey = string | number | null

/** Rows by one column, those without a value last in both directions; numbers inside texts count as numbers. */
export function sortRows<Row>(rows: readonly Row[], keyOf: (row: Row) => SortKey, descending: boolean): Row[] {
  const compare = new Intl.Collator('en', { numeric: true }).compare
  return rows.map(row => ({ row, key: keyOf(row) })).toSorted((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
    const order = typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : compare(String(a.key), String(b.key))
    return descending ? -order : order
  }).map(({ row }) => row)
}
