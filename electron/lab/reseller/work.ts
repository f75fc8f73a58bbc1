import { Dice } from '../random.ts'
import type { ResellerNetwork } from './network.ts'

export type LabServiceOrder = { id: number; customerId: number; orderId: number; type: string; status: string; createdAt: string }
export type LabCallLog = { id: number; customerId: number; subject: string; information: string; caller: string; createdAt: string; seenFromMs: number }

const FIRST = 7000
const TYPES = ['NewInternetConnection', 'Porting', 'Termination', 'ChangeSpeed']
const STATUSES = ['pending', 'in_progress', 'completed', 'waiting_for_supplier']

/** What is provisioned and what was said on the telephone: a few of each for every customer, and what tests add. */
export class ResellerWork {
  readonly #network: ResellerNetwork
  readonly #now: () => number
  readonly #statuses = new Map<number, string>()
  readonly #logs: LabCallLog[] = []
  #nextLog = 900_001

  constructor(network: ResellerNetwork, now: () => number) {
    this.#network = network
    this.#now = now
  }

  /** Of a customer: two, about the services whose number is its own. */
  serviceOrdersOf(customerId: number): LabServiceOrder[] {
    const at = customerId - 1000
    return at < 0 || at >= this.#network.customers ? [] : [0, 1].flatMap((nth) => this.serviceOrder(FIRST + at * 2 + nth) ?? [])
  }

  serviceOrder(id: number): LabServiceOrder | null {
    const at = Math.floor((id - FIRST) / 2)
    if (id < FIRST || at >= this.#network.customers) return null
    const dice = new Dice(this.#network.seed, id)
    return {
      id, customerId: 1000 + at, orderId: 5000 + at, type: dice.pick(1, TYPES), status: this.#statuses.get(id)
        ?? dice.pick(2, STATUSES),
      createdAt: new Date(Date.UTC(2026, 9, 1 + dice.int(3, 28), 9)).toISOString(),
    }
  }

  /** Cancels what is still open; false where it is too late. */
  cancel(id: number): boolean {
    const order = this.serviceOrder(id)
    if (order === null || /completed|cancelled/.test(order.status)) return false
    this.#statuses.set(id, 'cancelled')
    return true
  }

  callLogs(customerId: number): LabCallLog[] {
    const seeded: LabCallLog[] = [{
      id: 800_000 + customerId, customerId, subject: 'Storing gemeld', information: 'Klant belt over traag internet.',
      caller: 'Jan de Vries', createdAt: '2026-10-02 14:03:11', seenFromMs: 0,
    }]
    return [...seeded, ...this.#logs.filter((log) => log.customerId === customerId && log.seenFromMs <= this.#now())]
  }

  addCallLog(log: Pick<LabCallLog, 'customerId' | 'subject' | 'information' | 'caller'>, sightMs: number): LabCallLog {
    const now = this.#now()
    const added = { ...log, id: this.#nextLog++, createdAt: new Date(now).toISOString().slice(0, 19).replace('T', ' '),
      seenFromMs: now + sightMs }
    this.#logs.push(added)
    return added
  }
}
