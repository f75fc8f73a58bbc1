import { DAY_MS, SECOND_MS } from '../clock.ts'
import { Dice } from '../random.ts'
import { secondOf } from './network.ts'

/** A change of an object (ON-API 2.6, `/events`); `accessId` is the access it is about, for the path. */
export type LabEvent = {
  type: 'CREATE' | 'UPDATE' | 'DELETE'
  objectType: 'accesses' | 'orders' | 'subscriptions' | 'tickets'
  objectId: string
  accessId: string
  timeMs: number
}

const TYPES = ['UPDATE', 'UPDATE', 'UPDATE', 'CREATE', 'DELETE'] as const
const OBJECTS = ['accesses', 'subscriptions', 'orders', 'tickets'] as const
const SALT = { type: 1, object: 2, access: 3, time: 4 }

/** Events of a network, oldest first. */
export class Events {
  readonly #now: () => number
  #events: LabEvent[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  add(event: Omit<LabEvent, 'timeMs'>): void {
    this.#events.push({ ...event, timeMs: this.#now() })
  }

  /** Events as after some days off: spread over them, about accesses of the network and some that never were there. */
  fill(seed: number, count: number, days: number, accessIdAt: (nth: number) => string): void {
    const dice = new Dice(seed, count)
    const fromMs = this.#now() - days * DAY_MS
    const made = Array.from({ length: count }, (_, nth): LabEvent => {
      const accessId = accessIdAt(dice.int(SALT.access + 10 * nth, 1_000_000))
      const objectType = dice.pick(SALT.object + 10 * nth, OBJECTS)
      return {
        type: dice.pick(SALT.type + 10 * nth, TYPES),
        objectType,
        objectId: objectType === 'accesses' ? accessId : objectType === 'tickets' ? `TT${nth}` : `${objectType.slice(0, 3).toUpperCase()}-${nth}`,
        accessId,
        timeMs: Math.floor(fromMs + (nth / count) * (days * DAY_MS - 2 * SECOND_MS)),
      }
    })
    this.#events = [...made, ...this.#events].toSorted((a, b) => a.timeMs - b.timeMs)
  }

  clear(): void {
    this.#events = []
  }

  /** Events after a second, without those of the second that runs. */
  since(sinceMs: number | null): readonly LabEvent[] {
    const untilMs = secondOf(this.#now())
    return this.#events.filter(({ timeMs }) => timeMs < untilMs && (sinceMs === null || secondOf(timeMs) > sinceMs))
  }
}
