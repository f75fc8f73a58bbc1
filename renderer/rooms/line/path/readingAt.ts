import type { LineView } from '../../../../shared/contract/lines.ts'
import type { PathPart } from '../../../../shared/model/verdict.ts'

/** When a part's reading was known. A length from the address check is as old as that, which only the line's parts tell. */
export function readingAt(part: Pick<PathPart, 'at' | 'reading'>, parts: LineView['parts']): string | null {
  if (part.at !== null || part.reading?.key !== 'lengthKnown') return part.at
  return parts.find(each => each.part === 'addressCheck')?.at ?? null
}
