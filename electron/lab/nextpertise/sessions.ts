import { Dice, hashText } from '../random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, utc } from '../clock.ts'
import { isOffline } from './conditions.ts'
import { circuitNid } from './line.ts'
import { loginOf } from './connection.ts'
import type { LabLine } from './line.ts'

export type Online = 'online' | 'offline' | 'unknown'
/** `set`: somebody forced it since the lab began. */
export type Session = { online: Online; lastIpv4: string | null; lastUsername: string; set: boolean }
export type AuthEntry = { username: string; loginstatus: 'ok' | 'incorrect'; datetime: string }

const SALT = { keys: 401, unknown: 402, period: 403, phase: 404, jitter: 405 }
/** Conditions in which a router that was thrown out does not log in again. */
const NEVER_RETURNS = new Set(['sessionLost', 'neverLogsIn', 'wrongPassword', 'loginRefused', 'blocked', 'disabled'])
const KEPT_MS = 30 * DAY_MS
/** The system itself is not exact about `after`: its example answers with an entry 33 s older. */
const AFTER_SLACK_MS = MINUTE_MS

/** Whether the session of a line is down by its condition; over a bonded line's other pair it stays up. */
export function isDown({ condition, traits }: LabLine): boolean {
  return isOffline(condition) && traits?.badPair === undefined
}

/** When the line last went up or down: with its condition, else five hours ago where it is down and as long as it is calm. */
export function lastChangeMs(line: LabLine, nowMs: number, calmMs: number): number {
  if (line.changedMs !== undefined && line.changedMs <= nowMs) return line.changedMs
  return nowMs - (isDown(line) ? 5 * HOUR_MS : calmMs)
}

type Forced = { online: Online; sinceMs: number; backAtMs: number | null }

/** Sessions and login logs, derived from a line's condition, plus what was forced since the start. */
export class Sessions {
  readonly startedMs: number
  readonly reconnectMs: number
  readonly #now: () => number
  readonly #forced = new Map<string, Forced>()

  constructor(now: () => number, reconnectMs: number) {
    this.#now = now
    this.startedMs = now()
    this.reconnectMs = reconnectMs
  }

  /** Session of the data circuit, or null where the system shows none. */
  of(line: LabLine): Session | null {
    if (line.provisioning !== 'ppp' || line.state !== 'ACTIVE') return null
    const nid = circuitNid(line, 0)
    const forced = this.#forced.size === 0 || nid === null ? undefined : this.#forced.get(nid)
    const dice = new Dice(0, line.index)
    if (!forced && line.verbatim === undefined && dice.perMille(SALT.keys, 80) && line.condition === 'healthy') return null
    const { username, address } = loginOf(line)
    const lastUsername = line.condition === 'otherUser' ? `user${line.index}@old.example.nl` : username
    if (forced) {
      const back = forced.backAtMs !== null && forced.backAtMs <= this.#now()
      return { online: back ? 'online' : forced.online, lastIpv4: address, lastUsername, set: true }
    }
    if (isDown(line)) {
      return { online: 'offline', lastIpv4: line.condition === 'neverLogsIn' ? null : address, lastUsername, set: false }
    }
    return {
      online: dice.perMille(SALT.unknown, 30) && line.condition === 'healthy' ? 'unknown' : 'online',
      lastIpv4: address,
      lastUsername,
      set: false,
    }
  }

  /** Puts the data circuit into a state until further notice. */
  set(line: LabLine, online: Online): void {
    const nid = circuitNid(line, 0)
    if (nid !== null) this.#forced.set(nid, { online, sinceMs: this.#now(), backAtMs: online === 'online' ? this.#now() : null })
  }

  /** Forgets what was forced: the condition alone says how the session is. */
  forget(line: LabLine): void {
    const nid = circuitNid(line, 0)
    if (nid !== null) this.#forced.delete(nid)
  }

  /** Throws the session out; it is back after `reconnectMs`, or never where the condition says so. Returns when it comes back. */
  disconnect(line: LabLine): number | null {
    const nid = circuitNid(line, 0)
    const stays = NEVER_RETURNS.has(line.condition) || (isDown(line) && line.condition !== 'stuckSession')
    const backAtMs = stays ? null : this.#now() + this.reconnectMs
    if (nid !== null) this.#forced.set(nid, { online: 'offline', sinceMs: this.#now(), backAtMs })
    return backAtMs
  }

  /** Login attempts of a circuit, oldest first, of at most 30 days (section Broadband-diagnostics, get_authlog). */
  authlog(line: LabLine, afterMs: number | null): AuthEntry[] {
    if (line.provisioning !== 'ppp') return []
    const nowMs = this.#now()
    const fromMs = Math.max(afterMs === null ? nowMs - 7 * DAY_MS : afterMs - AFTER_SLACK_MS, nowMs - KEPT_MS)
    const { username } = loginOf(line)
    const attempts = this.#attempts(line, fromMs, nowMs)
    const forced = this.#forced.get(circuitNid(line, 0) ?? '')
    const backAtMs = forced?.backAtMs ?? null
    if (backAtMs !== null && backAtMs <= nowMs) attempts.push([backAtMs, 'ok'])
    if (line.changedMs !== undefined && !isDown(line)) attempts.push([line.changedMs, 'ok'])
    return attempts
      .filter(([ms]) => ms >= fromMs && ms <= nowMs)
      .toSorted(([a], [b]) => a - b)
      .map(([ms, loginstatus]) => ({
        username: line.condition === 'otherUser' ? `user${line.index}@old.example.nl` : username,
        loginstatus,
        datetime: utc(ms),
      }))
  }

  #attempts(line: LabLine, fromMs: number, nowMs: number): [number, 'ok' | 'incorrect'][] {
    const dice = new Dice(0, line.index)
    const calmMs = dice.between(SALT.period, 30, 90) * HOUR_MS
    const every = (
      periodMs: number,
      untilMs: number,
      status: 'ok' | 'incorrect',
      sinceMs = fromMs,
    ): [number, 'ok' | 'incorrect'][] => {
      const phaseMs = dice.int(SALT.phase, periodMs)
      const list: [number, 'ok' | 'incorrect'][] = []
      for (let slot = Math.floor((Math.max(sinceMs, fromMs) - phaseMs) / periodMs); ; slot++) {
        const ms = slot * periodMs + phaseMs + (hashText(`${line.index}/${slot}`) % Math.ceil(periodMs / 10))
        if (ms > untilMs) return list
        if (ms >= sinceMs && ms >= fromMs) list.push([ms - (ms % 1000), status])
      }
    }
    switch (line.condition) {
      case 'neverLogsIn':
        return []
      case 'wrongPassword':
        return every(5 * MINUTE_MS, nowMs, 'incorrect', nowMs - 6 * HOUR_MS)
      case 'flapping':
        return every(9 * MINUTE_MS, nowMs, 'ok', nowMs - 26 * HOUR_MS)
      case 'unstable':
        return every(2 * HOUR_MS, nowMs, 'ok', nowMs - 26 * HOUR_MS)
      case 'loginRefused': {
        const changedMs = this.startedMs - 2 * HOUR_MS
        return [
          ...every(20 * HOUR_MS, changedMs, 'ok'),
          [changedMs - 20 * MINUTE_MS, 'ok'],
          ...every(7 * MINUTE_MS, nowMs, 'incorrect', changedMs),
        ]
      }
      case 'stuckSession':
        return [...every(calmMs, this.startedMs - DAY_MS, 'ok'), [this.startedMs - 25 * MINUTE_MS, 'ok']]
      default:
        return isDown(line)
          ? [
              ...every(20 * HOUR_MS, this.startedMs - 26 * HOUR_MS, 'ok'),
              [this.startedMs - 5 * HOUR_MS - dice.int(SALT.jitter, HOUR_MS), 'ok'],
            ]
          : every(calmMs, nowMs, 'ok')
    }
  }
}
