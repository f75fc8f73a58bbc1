import type { ReactNode } from 'react'
import type { Range } from './placeMatches.ts'

/** A text with what matched marked; ranges are ascending and do not overlap. */
export function Marked({ text, ranges }: { text: string; ranges: readonly Range[] }): ReactNode {
  if (ranges.length === 0) return text
  const parts: ReactNode[] = []
  let at = 0
  for (const [from, to] of ranges) {
    if (from < at) continue
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  parts.push(text.slice(at))
  return parts
}
