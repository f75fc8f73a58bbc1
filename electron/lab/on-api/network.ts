import { accessIdOf, generateAccess, indexOfAccessId, nationalUuid } from './access.ts'
import { FEWEST, showcaseAccesses } from './showcase.ts'
import { SECOND_MS } from '../clock.ts'
import type { AccessAddress, LabAccess } from './access.ts'
import type { LabEvent } from './events.ts'

export type AccessPatch = Partial<Omit<LabAccess, 'index' | 'accessId' | 'address'>> & { address?: Partial<AccessAddress> }
export type NewAccess = Omit<AccessPatch, 'address'> & { address: Partial<AccessAddress> & Pick<AccessAddress, 'street' | 'number' | 'postcode' | 'city'> }

/** Lists that know when their records changed. */
export type Versioned = 'accesses' | 'subscriptions' | 'services'
export const VERSIONED: readonly Versioned[] = ['accesses', 'subscriptions', 'services']

export const ACCESSES = { min: FEWEST, max: 1_000_000, standard: 300 }

/** All accesses of a network. Access i is generated when it is asked for; only changes are kept. */
export class Network {
  readonly seed: number
  readonly startedMs: number
  readonly #now: () => number
  readonly #generated: number
  readonly #special: readonly LabAccess[]
  readonly #changed = new Map<number, LabAccess>()
  readonly #removed = new Set<number>()
  readonly #added: LabAccess[] = []
  readonly #changedMs: Readonly<Record<Versioned, Map<number, number>>> = {
    accesses: new Map(), subscriptions: new Map(), services: new Map(),
  }
  readonly #onChange: (event: Omit<LabEvent, 'timeMs'>) => void

  constructor(seed: number, accesses: number, now: () => number, onChange: (event: Omit<LabEvent, 'timeMs'>) => void) {
    if (!Number.isInteger(accesses) || accesses < ACCESSES.min || accesses > ACCESSES.max) {
      throw new RangeError(`a network has ${ACCESSES.min} to ${ACCESSES.max} accesses, not ${accesses}`)
    }
    this.seed = seed
    this.startedMs = now()
    this.#now = now
    this.#generated = accesses
    this.#special = showcaseAccesses(seed)
    this.#onChange = onChange
  }

  /** Indexes ever handed out; removed accesses leave gaps. */
  get size(): number {
    return this.#generated + this.#added.length
  }

  get count(): number {
    return this.size - this.#removed.size
  }

  /** The access at an index below `size`, or null if it was removed. */
  at(index: number): LabAccess | null {
    if (this.#removed.size > 0 && this.#removed.has(index)) return null
    return (this.#changed.size > 0 ? this.#changed.get(index) : undefined) ?? this.#original(index)
  }

  #original(index: number): LabAccess {
    return this.#special[index] ?? this.#added[index - this.#generated] ?? generateAccess(this.seed, index)
  }

  byId(accessId: string): LabAccess | null {
    const special = this.#special.findIndex((access) => access.accessId === accessId)
    if (special >= 0) return this.at(special)
    const added = this.#added.findIndex((access) => access.accessId === accessId)
    if (added >= 0) return this.at(this.#generated + added)
    const index = indexOfAccessId(this.seed, accessId)
    return index !== null && index >= this.#special.length && index < this.#generated ? this.at(index) : null
  }

  /** Every access, in order. */
  *all(): Generator<LabAccess> {
    for (let index = 0; index < this.size; index++) {
      const access = this.at(index)
      if (access !== null) yield access
    }
  }

  /** Accesses whose record in a list changed after a second, as `If-Modified-Since` names it. */
  *changedSince(list: Versioned, sinceMs: number): Generator<LabAccess> {
    for (const [index, ms] of this.#changedMs[list]) {
      const access = secondOf(ms) > sinceMs ? this.at(index) : null
      if (access !== null) yield access
    }
  }

  /** Changes an access; false where the network knows none. */
  change(accessId: string, { address, ...patch }: AccessPatch): boolean {
    const access = this.byId(accessId)
    if (!access) return false
    this.#changed.set(access.index, { ...access, ...patch, address: { ...access.address, ...address } })
    this.#note(access.index, VERSIONED)
    this.#onChange({ type: 'UPDATE', objectType: 'accesses', objectId: accessId, accessId })
    if (patch.suspended !== undefined || patch.services !== undefined || patch.state !== undefined || patch.fixedIps !== undefined) {
      this.#onChange({ type: 'UPDATE', objectType: 'subscriptions', objectId: `SUB-${1_000_000 + access.index}-1`, accessId })
    }
    return true
  }

  /** What is wrong with an access from now on: nothing of its record changes. */
  setCondition(accessId: string, condition: LabAccess['condition']): boolean {
    const access = this.byId(accessId)
    if (!access) return false
    this.#changed.set(access.index, { ...access, condition })
    return true
  }

  /** Takes an access out of the network: no list tells, only an event. */
  remove(accessId: string): boolean {
    const access = this.byId(accessId)
    if (!access) return false
    this.#removed.add(access.index)
    this.#onChange({ type: 'DELETE', objectType: 'accesses', objectId: accessId, accessId })
    return true
  }

  add({ address, ...wish }: NewAccess): LabAccess {
    const index = this.size
    const base = generateAccess(this.seed, index)
    const access: LabAccess = {
      ...base, accessId: accessIdOf(this.seed, index), state: 'CONNECTED', condition: 'healthy', fixedIps: [], suspended: false, services: 1,
      uuid: nationalUuid(index), ...wish,
      address: { littera: '', premises: 'RESIDENTIAL_HOUSE', apartment: null, distinguisher: null, outlet: null, ...address },
    }
    this.#added.push(access)
    this.#note(index, VERSIONED)
    this.#onChange({ type: 'CREATE', objectType: 'accesses', objectId: access.accessId, accessId: access.accessId })
    return access
  }

  /** Notes that records changed without telling how: what an operator's own jobs do. */
  touch(accessId: string, lists: readonly Versioned[] = VERSIONED): boolean {
    const access = this.byId(accessId)
    if (access) this.#note(access.index, lists)
    return access !== null
  }

  #note(index: number, lists: readonly Versioned[]): void {
    for (const list of lists) this.#changedMs[list].set(index, this.#now())
  }
}

/** The second a moment lies in, as HTTP dates can name it. */
export function secondOf(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS
}
