import { indexOfUuid } from '../random.ts'
import { isCondition } from './conditions.ts'
import { connectionOf } from './connection.ts'
import { BLOCK, UUIDS, carrierNid, cityAt, furnish, generateLine, nidAt, postcodeAt, stateAt } from './line.ts'
import { blockOf } from './places.ts'
import { selectLines } from './select.ts'
import { Sessions } from './sessions.ts'
import { specialLines } from './showcase.ts'
import { DOCUMENTED_TRANSACTIONS, transactionOf } from './transactions.ts'
import type { LabAddress, LabContact, LabLine, LabNote, LabState, LineWish } from './line.ts'
import type { Online } from './sessions.ts'
import type { LineFilter, LineSort } from './select.ts'
import type { LabOrder } from './transactions.ts'

export type LinePatch = {
  state?: LabState
  active?: boolean
  condition?: string
  tags?: readonly string[]
  ontNumber?: string | null
  contact?: LabContact
  enduserUuid?: string
  order?: LabOrder
  address?: Partial<LabAddress>
}

export type NewLine = LineWish & {
  street: string
  housenr: number
  housenrext?: string
  zipcode: string
  city: string
  sequence?: number
}

/** A line and which of its circuits a NID names (null: the carrier itself). */
export type Found = { line: LabLine; circuit: number | null }

/** Smallest and largest lab. */
export const LINES = { min: 20, max: 1_000_000, standard: 400 }

const LOOKS_PER_CHANGE = 3

/** All lines of a lab. Line i is generated when it is asked for; only changes and filter results are kept. */
export class LabWorld {
  readonly seed: number
  readonly sessions: Sessions
  /** From the last thing an order waited for to the line that works. */
  readonly deliveryMs: number
  readonly #now: () => number
  readonly #generated: number
  readonly #special: readonly LabLine[]
  readonly #specialByNid = new Map<string, number>()
  readonly #changed = new Map<number, LabLine>()
  readonly #removed = new Set<number>()
  readonly #added: LabLine[] = []
  readonly #selections = new Map<string, Uint32Array>()
  readonly #looks = new Map<number, number>()
  #returns: number[] = []
  #version = 0

  constructor(seed: number, lines: number, now: () => number, reconnectMs: number) {
    if (!Number.isInteger(lines) || lines < LINES.min || lines > LINES.max) {
      throw new RangeError(`a lab has ${LINES.min} to ${LINES.max} lines, not ${lines}`)
    }
    this.seed = seed
    this.#now = now
    this.#generated = lines
    this.sessions = new Sessions(now, reconnectMs)
    this.deliveryMs = reconnectMs
    this.#special = specialLines(seed).slice(0, lines)
    for (const line of this.#special) if (line.nid !== null) this.#specialByNid.set(line.nid, line.index)
  }

  /** Grows with every change, so that whoever caches replies knows when to forget them. */
  get version(): number {
    return this.#version
  }

  /** Indexes ever handed out; removed lines leave gaps. */
  get size(): number {
    return this.#generated + this.#added.length
  }

  get count(): number {
    return this.size - this.#removed.size
  }

  isRemoved(index: number): boolean {
    return this.#removed.has(index)
  }

  /** The line at an index below `size`, also if it was removed from the network. */
  line(index: number): LabLine {
    const changed = this.#changed.size === 0 ? undefined : this.#changed.get(index)
    if (changed) return changed
    const fixed = index < this.#special.length ? this.#special[index] : this.#added[index - this.#generated]
    return fixed ?? generateLine(this.seed, index)
  }

  stateOf(index: number): LabState {
    return this.#isPlain(index) ? stateAt(this.seed, index) : this.line(index).state
  }

  postcodeOf(index: number): string {
    return this.#isPlain(index) ? postcodeAt(this.seed, index) : this.line(index).address.zipcode
  }

  cityOf(index: number): string {
    return this.#isPlain(index) ? cityAt(this.seed, index) : this.line(index).address.city
  }

  nidOf(index: number): string | null {
    return this.#isPlain(index) ? nidAt(this.seed, index) : this.line(index).nid
  }

  #isPlain(index: number): boolean {
    return index >= this.#special.length && index < this.#generated && (this.#changed.size === 0 || !this.#changed.has(index))
  }

  /** The line of a carrier or circuit NID, or null if the network knows none. */
  byNid(nid: string): Found | null {
    const carrier = `${nid.slice(0, 13)}00`
    const index = this.#indexOfCarrier(carrier)
    if (index === null || this.#removed.has(index)) return null
    if (nid === carrier) return { line: this.line(index), circuit: null }
    const line = this.line(index)
    const circuit = Number(nid.slice(13)) - 1
    return circuit >= 0 && circuit < line.vlans.length ? { line, circuit } : null
  }

  #indexOfCarrier(carrier: string): number | null {
    const special = this.#specialByNid.get(carrier)
    if (special !== undefined) return special
    const added = this.#added.findIndex((line) => line.nid === carrier)
    if (added >= 0) return this.#generated + added
    const block = blockOf(this.seed, carrier.slice(0, 6))
    if (block === null) return null
    for (let index = block * BLOCK; index < (block + 1) * BLOCK; index++) {
      if (index >= this.#special.length && index < this.#generated && nidAt(this.seed, index) === carrier) return index
    }
    return null
  }

  /** The line of one of our own uuids (end user, transaction, contact ...), or null. */
  byUuid(kind: keyof typeof UUIDS, uuid: string): LabLine | null {
    const index = indexOfUuid(kind === 'enduser' ? this.seed : 0, UUIDS[kind], uuid)
    if (index !== null && index < this.size && !this.#removed.has(index)) return this.line(index)
    if (kind === 'transaction') {
      const nid = DOCUMENTED_TRANSACTIONS.get(uuid)
      return nid === undefined ? null : (this.byNid(nid)?.line ?? null)
    }
    return null
  }

  /** The wire form of a line, as `list_connections` gives it. */
  connection(line: LabLine): Record<string, unknown> {
    return connectionOf(line, this.sessions.of(line), this.#now())
  }

  /** Indexes of the lines that match, in order; kept until something changes. */
  select(filter: LineFilter, sort: LineSort): Uint32Array {
    const key = JSON.stringify([filter, sort])
    const kept = this.#selections.get(key)
    if (kept) return kept
    const selection = selectLines(this, filter, sort)
    if (this.#selections.size >= 32) this.#selections.clear()
    this.#selections.set(key, selection)
    return selection
  }

  /** Forgets what was derived. */
  touch(): void {
    this.#version++
    this.#selections.clear()
  }

  /** Forgets what was derived if a session has come back by itself since. */
  refresh(nowMs: number): void {
    if (this.#returns.length === 0 || !this.#returns.some((ms) => ms <= nowMs)) return
    this.#returns = this.#returns.filter((ms) => ms > nowMs)
    this.touch()
  }

  /** Adds a line at an address and returns it. */
  addLine(wish: NewLine): LabLine {
    const { street, housenr, housenrext = '', zipcode, city, sequence = 1, ...rest } = wish
    const nid = carrierNid(zipcode, housenr, sequence)
    const line = furnish(
      this.seed,
      this.size,
      nid,
      {
        street,
        housenr,
        housenrext,
        zipcode,
        city,
        province: 'Zuid-Holland',
        municipality: city,
        latitude: '52.1300000',
        longitude: '4.6600000',
      },
      { state: 'ACTIVE', ...rest },
    )
    this.#added.push(line)
    this.touch()
    return line
  }

  /** Takes a line out of the network; false if the NID is unknown. */
  removeLine(nid: string): boolean {
    const found = this.byNid(nid)
    if (!found) return false
    this.#removed.add(found.line.index)
    this.touch()
    return true
  }

  /** Changes a line; false if the NID or the condition is unknown. */
  changeLine(nid: string, patch: LinePatch): boolean {
    const found = this.byNid(nid)
    if (!found || (patch.condition !== undefined && !isCondition(patch.condition))) return false
    const { address, ...rest } = patch
    const line: LabLine = { ...found.line, ...rest, address: { ...found.line.address, ...address } }
    if (patch.condition !== undefined && patch.condition !== found.line.condition) {
      line.changedMs = this.#now() - (this.#now() % 1000)
      this.sessions.forget(line)
    }
    if (patch.state !== undefined && patch.active === undefined) line.active = patch.state === 'ACTIVE'
    this.#changed.set(line.index, line)
    this.touch()
    return true
  }

  /** Notes what was asked of a line; nothing where the NID is unknown. */
  note(nid: string, noted: LabNote): void {
    const line = this.byNid(nid)?.line
    if (!line) return
    this.#changed.set(line.index, { ...line, noted: [...(line.noted ?? []), noted] })
    this.touch()
  }

  /** Ends the order of a line, which works from now on; nothing where there is no open one. */
  deliver(nid: string): void {
    const line = this.byNid(nid)?.line
    const order = line ? transactionOf(line, this.#now()) : null
    if (!line || !order?.open) return
    this.changeLine(nid, {
      ...(line.state === 'PROCESSING' ? { state: 'ACTIVE' as const } : {}),
      order: { ...order, state: 'finished', open: false, replanPossible: false, updatedMs: this.#now() },
    })
  }

  /** A live look at a line by its NID: a restless one changes at every third. */
  looked(nid: string): void {
    const line = this.byNid(nid)?.line
    const other = line?.traits?.restless
    if (!line || other === undefined) return
    const looks = (this.#looks.get(line.index) ?? 0) + 1
    this.#looks.set(line.index, looks)
    if (looks % LOOKS_PER_CHANGE === 0) this.changeLine(nid, { condition: line.condition === other ? 'healthy' : other })
  }

  /** Replaces the tags of a carrier or circuit; false if the NID is unknown. */
  setTags(nid: string, tags: readonly string[]): boolean {
    const found = this.byNid(nid)
    if (!found) return false
    const { line, circuit } = found
    this.#changed.set(
      line.index,
      circuit === null ? { ...line, tags } : { ...line, circuitTags: { ...line.circuitTags, [nid]: tags } },
    )
    this.touch()
    return true
  }

  /** Forces the session of a line; false if the NID is unknown. */
  setSession(nid: string, online: Online): boolean {
    const found = this.byNid(nid)
    if (!found) return false
    this.sessions.set(found.line, online)
    this.touch()
    return true
  }

  /** Throws the session out, see `Sessions.disconnect`. */
  disconnect(line: LabLine): number | null {
    const backAtMs = this.sessions.disconnect(line)
    if (backAtMs !== null) this.#returns.push(backAtMs)
    this.touch()
    return backAtMs
  }
}
