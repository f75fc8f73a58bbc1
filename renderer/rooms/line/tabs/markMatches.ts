export type Piece = { readonly from: number; readonly text: string; readonly marked: boolean }

/** A text cut where something sought occurs, whatever the case; the first 500 places are marked. */
export function markMatches(text: string, sought: string): Piece[] {
  const needle = sought.trim().toLowerCase()
  if (needle === '') return [{ from: 0, text, marked: false }]
  const pieces: Piece[] = []
  const lower = text.toLowerCase()
  let from = 0
  for (let marks = 0; marks < 500; marks += 1) {
    const at = lower.indexOf(needle, from)
    if (at === -1) break
    if (at > from) pieces.push({ from, text: text.slice(from, at), marked: false })
    pieces.push({ from: at, text: text.slice(at, at + needle.length), marked: true })
    from = at + needle.length
  }
  if (from < text.length) pieces.push({ from, text: text.slice(from), marked: false })
  return pieces
}
