/** What one answer says of the system's clock: its `Date` header, and when on this machine the request left and the answer came. */
export type ClockSample = { readonly dateHeader: string; readonly sentMs: number; readonly receivedMs: number }

/** The header has whole seconds, cut off (RFC 9110, 6.6.1), so that on average it is half a second behind. */
const CUT_OFF_MS = 500
/** A slower answer may have been dated at any moment of its way. */
const ROUND_TRIP_MOST_MS = 3000
const SAMPLES = 5
/** Less than this is within what a header of whole seconds can tell: the clocks agree. */
const NOISE_MS = 1000

/** By how much a system's clock is ahead of this machine's, from its last few answers. */
export function createClockOffset() {
  const offsets: number[] = []
  return {
    /** Corrected for half the way there and back; an answer that says no time, or took too long, is passed over. */
    hear({ dateHeader, sentMs, receivedMs }: ClockSample): void {
      const roundTripMs = receivedMs - sentMs
      const theirsMs = Date.parse(dateHeader)
      if (!Number.isFinite(theirsMs) || roundTripMs < 0 || roundTripMs > ROUND_TRIP_MOST_MS) return
      offsets.push(Math.round(theirsMs + CUT_OFF_MS - (sentMs + roundTripMs / 2)))
      if (offsets.length > SAMPLES) offsets.shift()
    },
    /** Milliseconds, positive where the system is ahead; the median, 0 where the clocks agree, null before the first answer. */
    offsetMs(): number | null {
      const ordered = offsets.toSorted((a, b) => a - b)
      const median = ordered[Math.floor((ordered.length - 1) / 2)]
      return median === undefined ? null : Math.abs(median) < NOISE_MS ? 0 : median
    },
  }
}
export type ClockOffset = ReturnType<typeof createClockOffset>
