import type { AccountId } from '../../shared/model/common.ts'
import type { OutboxBody, OutboxKind, OutboxState } from '../../shared/model/outbox.ts'
import type { Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { classify, mayPass } from './classify.ts'
import type { Handlers } from './kinds/handlers.ts'
import { because, type KindHandler, type Sight, type Work } from './kinds/kind.ts'
import { needsOf, type Needs } from './needs.ts'
import type { EntryChange, KeptEntry, OutboxRepo } from './outboxRepo.ts'

/** What to do with an entry after a step: nothing more, the next step at once or later, or wait for what it needs. */
export type Next = { readonly goes: 'done' | 'awaits' } | { readonly goes: 'later'; readonly ms: number }

/** How far the looks of a settling entry are. Kept in memory only: after a restart they begin anew, whatever the clock says. */
export type Settling = { nth: number; elapsedMs: number }

export type StepDependencies = {
  readonly repo: OutboxRepo
  readonly handlers: Handlers
  readonly operatorOf: (accountId: AccountId) => Operator | undefined
  readonly usernameOf: (accountId: AccountId) => string | null
  readonly signal: AbortSignal
  /** Least time from a doubtful attempt to the next, ms. */
  readonly settleMs: number
  readonly nowText: () => string
  /** Time to the next try after so many that failed, with jitter, ms. */
  readonly backOffMs: (failures: number) => number
  /** Now and so many ms, as text. */
  readonly inMs: (ms: number) => string
  readonly changed: (entry: KeptEntry) => void
  readonly onUnexpected: (error: unknown) => void
}

/** When the system is looked at, as parts of the settle time: soon, as most that arrived is there; and once it is over. */
const lookMoments = [0.02, 0.12, 0.35, 0.65, 1] as const
/** Tries of a look that the system answers with a refusal. */
const looksRefusedMost = 6

/** Attempts after which an answer that leaves it open, but is the system's own, goes to the engineer. */
const doubtfulRefusalsMost = 4

/** One step of an entry: send it, look for it, or find what keeps it. Never throws. */
export function createStep(given: StepDependencies) {
  const { repo } = given
  const settling = new Map<string, Settling>()
  /** Tries in a row that came to nothing. */
  const failures = new Map<string, number>()

  const change = (entry: KeptEntry, from: readonly OutboxState[], to: EntryChange): KeptEntry | undefined => {
    const changed = repo.change(entry.id, from, to, given.nowText())
    if (changed !== undefined) given.changed(changed)
    return changed
  }
  const finish = (entry: KeptEntry, from: readonly OutboxState[], to: EntryChange): Next => {
    change(entry, from, { nextAttemptAt: null, ...to })
    settling.delete(entry.id)
    failures.delete(entry.id)
    return { goes: 'done' }
  }
  const unsent: readonly OutboxState[] = ['waiting', 'sending', 'settling']
  const sent = (entry: KeptEntry, remoteId: string | null): Next =>
    // Also one that was given up with its account meanwhile: it is there, and the journal says so.
    finish(entry, [...unsent, 'discarded'], { state: 'sent', remoteId, failure: null, conflict: null, unsure: false })

  const tryAgain = (entry: KeptEntry, error: unknown, to: EntryChange): Next => {
    const { what, failure, retryAfterMs } = classify(error)
    if (what === 'unknown') given.onUnexpected(error)
    if (what === 'closing' && given.signal.aborted) {
      change(entry, unsent, to)
      return { goes: 'done' }
    }
    const failed = (failures.get(entry.id) ?? 0) + 1
    failures.set(entry.id, failed)
    const ms = Math.max(given.backOffMs(failed), retryAfterMs)
    change(entry, unsent, { failure, nextAttemptAt: given.inMs(ms), ...to })
    return { goes: 'later', ms }
  }

  /** What a look says, other than that it may be sent. */
  const act = (entry: KeptEntry, sight: Exclude<Sight, { is: 'absent' }>): Next => {
    if (sight.is === 'there') return sent(entry, sight.remoteId)
    // From here the engineer answers for it: sent again as it is, it is not looked for once more.
    const asked = { state: 'needsYou', failure: sight.failure, unsure: false } as const
    return finish(entry, unsent, sight.is === 'moved' ? { ...asked, conflict: sight.conflict, present: sight.present } : asked)
  }

  const lookFailed = (entry: KeptEntry, error: unknown, to: EntryChange): Next => {
    const lasting = classify(error).what === 'engineer'
    // A ticket that was only just made may not show yet.
    const young = 'ticket' in entry.body && entry.body.ticket.at === 'outbox'
    if (!lasting || ((mayPass(error) || young) && (failures.get(entry.id) ?? 0) < looksRefusedMost)) return tryAgain(entry, error, to)
    return finish(entry, unsent, { state: 'needsYou', failure: classify(error).failure, ...to })
  }

  const settle = async <Kind extends OutboxKind>(entry: KeptEntry, handler: KindHandler<Kind>, work: Work<Kind>): Promise<Next> => {
    const { look } = handler
    if (look === null) {
      change(entry, unsent, { state: 'waiting', unsure: false })
      return { goes: 'later', ms: 0 }
    }
    const at = settling.get(entry.id) ?? { nth: 0, elapsedMs: 0 }
    settling.set(entry.id, at)
    const due = (lookMoments[at.nth] ?? 1) * given.settleMs
    if (at.elapsedMs < due) {
      const ms = due - at.elapsedMs
      // The wait itself is what counts as time gone by.
      at.elapsedMs = due
      change(entry, unsent, { nextAttemptAt: given.inMs(ms) })
      return { goes: 'later', ms }
    }
    let sight: Sight
    try {
      sight = await look(work)
    } catch (error) {
      return lookFailed(entry, error, {})
    }
    failures.delete(entry.id)
    if (sight.is !== 'absent') return act(entry, sight)
    at.nth += 1
    if (at.nth < lookMoments.length) return { goes: 'later', ms: 0 }
    settling.delete(entry.id)
    // What the system itself answers so every time will not be otherwise the next time.
    if (entry.failure?.code === 'rejected' && entry.attempts >= doubtfulRefusalsMost) {
      return finish(entry, unsent, { state: 'needsYou', unsure: false })
    }
    const ms = given.backOffMs(entry.attempts)
    change(entry, unsent, { state: 'waiting', unsure: false, nextAttemptAt: given.inMs(ms) })
    return { goes: 'later', ms }
  }

  const send = async <Kind extends OutboxKind>(entry: KeptEntry, handler: KindHandler<Kind>, work: Work<Kind>): Promise<Next> => {
    let mark: string | null
    try {
      const before = await handler.before(work)
      if (before.sight.is !== 'absent') return act(entry, before.sight)
      mark = before.mark
    } catch (error) {
      return lookFailed(entry, error, {})
    }
    if (given.signal.aborted) return { goes: 'done' }
    const leaving = change(entry, ['waiting'], {
      state: 'sending', unsure: true, attempts: entry.attempts + 1, mark, failure: null, conflict: null, nextAttemptAt: null,
    })
    // Discarded while it was looked at.
    if (leaving === undefined) return { goes: 'done' }
    let remoteId: string | null
    try {
      remoteId = await handler.send({ ...work, entry: leaving })
    } catch (error) {
      return notSent(leaving, handler.look !== null, error)
    }
    return sent(leaving, remoteId)
  }

  const notSent = (entry: KeptEntry, canLook: boolean, error: unknown): Next => {
    const { what, failure } = classify(error)
    const arrived = error instanceof OperatorFailure ? error.ambiguous : what === 'unknown'
    if (arrived && canLook) {
      if (what === 'unknown') given.onUnexpected(error)
      change(entry, ['sending'], { state: 'settling', failure })
      settling.delete(entry.id)
      return { goes: 'later', ms: 0 }
    }
    if (what === 'engineer' && (!arrived || entry.attempts >= doubtfulRefusalsMost)) {
      return finish(entry, unsent, { state: 'needsYou', failure, unsure: false })
    }
    return tryAgain(entry, error, { state: 'waiting', unsure: false })
  }

  const needsYou = (entry: KeptEntry, code: string): Next => finish(entry, unsent, { state: 'needsYou', failure: because(code) })

  const next = async <Kind extends OutboxKind>(
    entry: KeptEntry, body: Extract<OutboxBody, { kind: Kind }>, handler: KindHandler<Kind>, needs: Extract<Needs, { are: 'met' }>,
  ): Promise<Next> => {
    const operator = given.operatorOf(entry.accountId)
    if (operator === undefined) return needsYou(entry, 'accountGone')
    const work: Work<Kind> = {
      entry, body, operator, context: { signal: given.signal, urgency: entry.attempts === 0 ? 'engineer' : 'background' },
      username: given.usernameOf(entry.accountId), ticketId: needs.ticketId, attachmentIds: needs.attachmentIds,
    }
    // Found on its way at the start: the app ended before an answer came.
    if (entry.state === 'sending') {
      if (change(entry, ['sending'], { state: 'settling', failure: because('interrupted') }) === undefined) return { goes: 'done' }
      return { goes: 'later', ms: 0 }
    }
    return entry.state === 'settling' ? settle(entry, handler, work) : send(entry, handler, work)
  }

  return {
    async step(id: string): Promise<Next> {
      const entry = repo.get(id)
      if (entry === undefined || !unsent.includes(entry.state)) return { goes: 'done' }
      try {
        const needs = needsOf(entry.body, repo.get)
        if (needs.are === 'awaited') {
          const told = needs.failure?.code === entry.failure?.code && entry.nextAttemptAt === null
          if (!told) change(entry, unsent, { failure: needs.failure, nextAttemptAt: null })
          return { goes: 'awaits' }
        }
        if (needs.are === 'gone') return finish(entry, unsent, { state: 'needsYou', failure: needs.failure })
        const { body } = entry
        switch (body.kind) {
          case 'ticket': return await next(entry, body, given.handlers.ticket, needs)
          case 'ticketComment': return await next(entry, body, given.handlers.ticketComment, needs)
          case 'ticketSolved': return await next(entry, body, given.handlers.ticketSolved, needs)
          case 'ticketChange': return await next(entry, body, given.handlers.ticketChange, needs)
          case 'attachment': return await next(entry, body, given.handlers.attachment, needs)
          case 'tags': return await next(entry, body, given.handlers.tags, needs)
          case 'contact': return await next(entry, body, given.handlers.contact, needs)
          case 'ont': return await next(entry, body, given.handlers.ont, needs)
          case 'callLog': return await next(entry, body, given.handlers.callLog, needs)
        }
      } catch (error) {
        // The journal itself failed (a full disk): what is in it counts, and is tried again.
        given.onUnexpected(error)
        const failed = (failures.get(id) ?? 0) + 1
        failures.set(id, failed)
        return { goes: 'later', ms: given.backOffMs(failed) }
      }
    },
    /** Forgets how often it failed: the engineer asked for it. */
    fresh(id: string): void {
      failures.delete(id)
    },
    /** Begins its looks anew. */
    settleAnew(id: string): void {
      settling.delete(id)
    },
  }
}
export type Step = ReturnType<typeof createStep>
