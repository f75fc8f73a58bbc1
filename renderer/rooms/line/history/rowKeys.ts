import type { KeyboardEvent } from 'react'

/** Which row a key leads to from row `at` of `count`; null where the key does not move among rows. */
export function rowAfterKey(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown': return Math.min(count - 1, at + 1)
    case 'ArrowUp': return Math.max(0, at - 1)
    case 'Home': return 0
    case 'End': return count - 1
    default: return null
  }
}

/** Arrows, Home and End on a row's own button, marked `data-row`, move the focus among those of the table. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const rows = [...event.currentTarget.closest('tbody')?.querySelectorAll<HTMLElement>('[data-row]') ?? []]
  const next = rowAfterKey(event.key, rows.indexOf(event.currentTarget), rows.length)
  if (next === null) return
  event.preventDefault()
  rows[next]?.focus()
}
