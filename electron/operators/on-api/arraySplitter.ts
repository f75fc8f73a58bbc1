import { OperatorFailure } from '../operatorFailure.ts'

const QUOTE = 0x22, COMMA = 0x2c, BACKSLASH = 0x5c
const OPEN_LIST = 0x5b, CLOSE_LIST = 0x5d, OPEN_OBJECT = 0x7b, CLOSE_OBJECT = 0x7d
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
/** No record of a list is nearly as long; one that is, is given up, not kept. */
const ELEMENT_MOST_BYTES = 4_000_000

/** One element of the list: its JSON text, or null where it is too long to be one. */
export type ElementText = string | null

/** White space, and what separates values; a list of numbers has no business here. */
function isBetween(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === COMMA
}

/**
 * Takes a JSON list apart as its bytes come, without holding more than one element: a list at the top, or the lists in an object
 * that wraps them. `isRecord` says by the beginning of such an object whether it is itself the only record instead.
 * Quotes, escapes and nesting are followed; whether an element is sound JSON is for its reader to say.
 */
export function createArraySplitter(isRecord: (beginning: string) => boolean) {
  let state: 'start' | 'list' | 'element' | 'wrapper' | 'record' | 'done' = 'start'
  let depth = 0
  /** Depth in the wrapping object, 0 where the list is at the top. */
  let outer = 0
  let sawList = false
  let inText = false
  let escaped = false
  let length = 0
  let pieces: Uint8Array[] = []
  let atByte = 0

  const keep = (chunk: Uint8Array, from: number, to: number): void => {
    if (to <= from || (state === 'wrapper' && sawList)) return
    length += to - from
    // A copy: the chunk's sender may use its memory again.
    if (length <= ELEMENT_MOST_BYTES) pieces.push(chunk.slice(from, to))
    else pieces = []
  }
  const take = (): ElementText => {
    const tooLong = length > ELEMENT_MOST_BYTES
    const [only] = pieces
    const bytes = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces)
    pieces = []
    length = 0
    return tooLong ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  }
  const beginning = (): string => Buffer.concat(pieces).toString('utf8')

  /** Follows texts and nesting; true where the byte belongs to the structure. */
  const isStructure = (byte: number): boolean => {
    if (inText) {
      if (escaped) escaped = false
      else if (byte === BACKSLASH) escaped = true
      else if (byte === QUOTE) inText = false
      return false
    }
    if (byte === QUOTE) inText = true
    return byte !== QUOTE
  }

  return {
    /** Elements that the pieces so far complete. @throws OperatorFailure `notJson` where it begins like neither list nor object */
    push(chunk: Uint8Array): ElementText[] {
      const found: ElementText[] = []
      let from = 0
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at] ?? 0
        if (state === 'done') break
        if (state === 'start') {
          if (isBetween(byte) || (atByte + at < BYTE_ORDER_MARK.length && BYTE_ORDER_MARK[atByte + at] === byte)) continue
          if (byte !== OPEN_LIST && byte !== OPEN_OBJECT) throw new OperatorFailure({ kind: 'notJson' })
          state = byte === OPEN_OBJECT ? 'wrapper' : 'list'
          sawList = byte === OPEN_LIST
          depth = 1
          from = at
        } else if (state === 'list') {
          if (isBetween(byte)) continue
          if (byte === CLOSE_LIST) {
            state = outer > 0 ? 'wrapper' : 'done'
            depth = outer
            from = at + 1
            continue
          }
          state = 'element'
          depth = 0
          from = at
          at--
        } else if (!isStructure(byte)) {
          continue
        } else if (byte === OPEN_LIST && state === 'wrapper') {
          keep(chunk, from, at)
          from = at
          if (!sawList && isRecord(beginning())) {
            state = 'record'
            depth++
          } else {
            outer = depth
            sawList = true
            state = 'list'
            pieces = []
            length = 0
          }
        } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
          depth++
        } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
          if (state === 'element' && depth === 0) {
            // A stray brace is part of what its reader will refuse; the list ends right behind a bare value.
            if (byte === CLOSE_OBJECT) continue
            keep(chunk, from, at)
            found.push(take())
            state = 'list'
            from = at
            at--
          } else if (--depth === 0) {
            keep(chunk, from, at + 1)
            from = at + 1
            if (state === 'element') {
              found.push(take())
              state = 'list'
            } else {
              // An object without a list in it is a record, or what its reader makes of it.
              if (state === 'record' || !sawList) found.push(take())
              state = 'done'
            }
          }
        } else if (byte === COMMA && state === 'element' && depth === 0) {
          keep(chunk, from, at)
          found.push(take())
          state = 'list'
        }
      }
      if (state === 'element' || state === 'wrapper' || state === 'record') keep(chunk, from, chunk.length)
      atByte += chunk.length
      return found
    },
    /** Whether what came was one record that is in no list. */
    isLone: () => !sawList,
    /** @throws OperatorFailure `notJson` where nothing came, `badReply` where it ended in the middle */
    end(): void {
      if (state === 'start') throw new OperatorFailure({ kind: 'notJson' })
      if (state !== 'done') throw new OperatorFailure({ kind: 'badReply', code: 'ENDED_EARLY' })
    },
  }
}
export type ArraySplitter = ReturnType<typeof createArraySplitter>
