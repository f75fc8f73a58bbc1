import type Database from 'better-sqlite3'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { DisconnectEvent } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line, OnlineState } from '../../shared/model/line.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, NotFound } from '../services.ts'
import { createActionRepo } from './actionRepo.ts'
import type { PollPlan, Sleep } from './polling.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'

export type ForceDisconnectDependencies = {
  readonly db: Database.Database
  readonly operatorFor: (id: LineId) => Operator | null
  readonly lineOf: (id: LineId) => Line | null
  readonly isReachable: (id: LineId) => boolean
  /** Told when an action was begun and when its outcome is known. */
  readonly noted: (id: LineId) => void
  readonly now: () => Date
  readonly newId: () => string
  readonly sleep: Sleep
  readonly plan?: PollPlan
}

/** Looks at the session every two to ten seconds, for five minutes. */
export const watchPlan: PollPlan = { firstMs: 2000, growth: 1.5, mostMs: 10_000, forMs: 5 * 60_000 }

/** What one look at the session gave. */
type Look = {
  readonly online: OnlineState; readonly newestOkAt: string | null; readonly logRead: boolean
  readonly failure: OperatorFailureData | null
}

/**
 * Drops the session of a circuit, once and never again by itself, then watches until it is back: a log-in that was not
 * there before, or offline and online again. Gives up after five minutes (`notBack`; `unknown` where nothing shows that it
 * was dropped). Writes an `action` row before the request leaves. Throws NotFound, Conflict, and OperatorFailure where the
 * system refused. Leaving the stream ends the watching only.
 */
export function createForceDisconnect(given: ForceDisconnectDependencies) {
  const actions = createActionRepo(given.db)
  const plan = given.plan ?? watchPlan
  const busy = new Set<string>()

  return async function* forceDisconnect(id: LineId, circuitNid: string, signal: AbortSignal): AsyncGenerator<DisconnectEvent> {
    const line = given.lineOf(id)
    if (line === null) throw new NotFound('line')
    if (!line.circuits.some(({ nid }) => nid === circuitNid)) throw new NotFound('circuit')
    const operator = given.operatorFor(id)
    const send = operator?.methods.forceDisconnect
    if (operator === null || send === undefined) throw new OperatorFailure({ kind: 'notOffered' })
    if (!given.isReachable(id)) throw new OperatorFailure({ kind: 'unreachable' })
    if (busy.has(circuitNid)) throw new Conflict('disconnecting')
    busy.add(circuitNid)

    const actionId = given.newId()
    let outcome = 'left'
    let begun = false
    let last: DisconnectEvent = { stage: 'sending', elapsedMs: 0, online: 'unknown', lastLoginAt: null, failure: null }
    try {
      yield last
      const before = await lookAt(line, circuitNid, operator, given.now(), { signal, urgency: 'engineer' })
      const requestedAt = given.now()
      actions.begin({
        id: actionId, kind: 'forceDisconnect', lineId: id, accountId: line.accountId,
        at: requestedAt.toISOString(), outcome: 'sending',
        body: { circuit: circuitNid },
      }, snapshotOf(line))
      begun = true
      given.noted(id)
      const elapsed = () => given.now().getTime() - requestedAt.getTime()
      let failure: OperatorFailureData | null = null
      try {
        // Not the caller's signal: a request that is cut off may have dropped the session all the same.
        await send(circuitNid, { signal: new AbortController().signal, urgency: 'engineer' })
      } catch (error) {
        outcome = error instanceof OperatorFailure && error.ambiguous ? 'unknown' : 'failed'
        if (!(error instanceof OperatorFailure) || !error.ambiguous) throw error
        failure = error.data
      }
      outcome = failure === null ? 'sent' : 'unknown'
      const stageSent = failure === null ? 'sent' : 'unknown'
      yield last = { stage: stageSent, elapsedMs: elapsed(), online: before.online, lastLoginAt: before.newestOkAt, failure }

      let wasOffline = before.online === 'offline'
      let logRead = false
      let delayMs = plan.firstMs
      for (let waitedMs = 0; waitedMs < plan.forMs && !signal.aborted; delayMs = Math.min(plan.mostMs, delayMs * plan.growth)) {
        await given.sleep(delayMs, signal)
        waitedMs += delayMs
        const look = await lookAt(line, circuitNid, operator, requestedAt, { signal, urgency: 'background' })
        logRead ||= look.logRead
        const known = before.newestOkAt ?? (before.logRead ? '' : requestedAt.toISOString())
        const loggedIn = look.newestOkAt !== null && look.newestOkAt > known
        const back = loggedIn || (wasOffline && look.online === 'online')
        wasOffline ||= look.online === 'offline'
        last = {
          stage: back ? 'back' : 'watching', elapsedMs: elapsed(), online: look.online,
          lastLoginAt: look.newestOkAt ?? last.lastLoginAt, failure: look.failure,
        }
        if (back) {
          outcome = 'back'
          yield last
          return
        }
        yield last
      }
      if (signal.aborted) return
      // Online all the time: without a log nothing could have shown the new session, with one nothing shows that the old one ended.
      const stage = last.online === 'online' && !wasOffline ? logRead ? 'unknown' : 'back' : 'notBack'
      outcome = stage
      yield last = { ...last, stage, elapsedMs: elapsed() }
    } catch (error) {
      if (!signal.aborted || error instanceof OperatorFailure) throw error
    } finally {
      busy.delete(circuitNid)
      if (begun) {
        actions.end(actionId, outcome, { circuit: circuitNid, elapsedMs: last.elapsedMs, lastLoginAt: last.lastLoginAt })
        given.noted(id)
      }
    }
  }
}

/** Session state and newest accepted log-in; what cannot be read is unknown, with the reason. */
async function lookAt(line: Line, circuitNid: string, operator: Operator, since: Date, context: CallContext): Promise<Look> {
  const { loginAttempts, lineByNid } = operator.methods
  const after = `${new Date(since.getTime() - 86_400_000).toISOString().slice(0, 19)}Z`
  const [log, seen] = await Promise.allSettled([
    loginAttempts?.(circuitNid, after, context) ?? null,
    line.nativeId === null ? null : lineByNid?.(line.nativeId, context) ?? null,
  ])
  const failed = [log, seen].find(each => each.status === 'rejected')?.reason as unknown
  if (failed !== undefined && !(failed instanceof OperatorFailure)) throw failed
  const attempts = log.status === 'fulfilled' ? log.value?.attempts ?? [] : []
  const live = seen.status === 'fulfilled' ? seen.value?.line ?? null : null
  return {
    online: live?.circuits.find(({ nid }) => nid === circuitNid)?.online ?? live?.online ?? 'unknown',
    newestOkAt: attempts.filter(({ status }) => status === 'ok').map(({ at }) => at.utc).toSorted().at(-1) ?? null,
    logRead: log.status === 'fulfilled' && log.value !== null,
    failure: failed?.data ?? null,
  }
}
