import { hashText, mix } from '../random.ts'

/** A test as its uuid tells it. */
export type StartedTest = {
  /** Index of the line, below 2 ** 24. */
  index: number
  /** Last two digits of the NID: 0 for the carrier, 1 and up for its circuits. */
  circuit: number
  /** Index of the kind of test, below 8. */
  type: number
  startedMs: number
}

const SALT = { high: 711, low: 712 }

/** A version 4 uuid that says which test was started when, so that a lab that starts again still knows it. */
export function reportUuid(nid: string, { index, circuit, type, startedMs }: StartedTest): string {
  const head = index + circuit * 2 ** 24 + type * 2 ** 29
  const high = Math.floor(startedMs / 2 ** 26)
  const middle = Math.floor(startedMs / 2 ** 14) % 2 ** 12
  const low = startedMs % 2 ** 14
  // Binds the rest to this line, so that another lab's uuid is not taken for ours.
  const bound = hashText(nid)
  const tail = hex(mix(bound, head | 0, SALT.high), 8) + hex(mix(bound, startedMs | 0, SALT.low) >>> 16, 4)
  return `${hex(head, 8)}-${hex(high, 4)}-4${hex(middle, 3)}-${hex(0x8000 + low, 4)}-${tail}`
}

/** Reads what `reportUuid` wrote. Any uuid gives something: only the one made again from it is proof. */
export function readReportUuid(uuid: string): StartedTest {
  const head = bits(uuid, 0, 8)
  return {
    index: head % 2 ** 24,
    circuit: Math.floor(head / 2 ** 24) % 2 ** 5,
    type: Math.floor(head / 2 ** 29),
    startedMs: bits(uuid, 9, 13) * 2 ** 26 + bits(uuid, 15, 18) * 2 ** 14 + (bits(uuid, 19, 23) % 2 ** 14),
  }
}

function bits(uuid: string, from: number, to: number): number {
  return Number.parseInt(uuid.slice(from, to), 16)
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
