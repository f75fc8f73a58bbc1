import type { AccountHealth, Feature } from '../../../shared/model/accountHealth.ts'
import { LiveKind } from '../../../shared/model/report.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { FEATURES, TICKET_WRITING } from './endpoints.ts'
import type { FeatureName } from './endpoints.ts'
import { readEndpoints } from './readEndpoints.ts'
import type { Offered } from './readEndpoints.ts'

export type Features = {
  /** Asks once; what cannot be learnt stays unknown and is tried. Throws only where cancelled. */
  ensure(context: CallContext): Promise<void>
  /** Asks again. Throws OperatorFailure. */
  learn(context: CallContext): Promise<void>
  /** Whether the operator has said what it offers: it is ON-API that answers at this address. */
  isKnown(): boolean
  /** Why the operator does not offer it (`notListed`, `http501`), or null. */
  missing(name: FeatureName): string | null
  noteWorks(name: FeatureName | typeof TICKET_WRITING): void
  /** It answered that it does not have it. */
  noteMissing(name: FeatureName, status: number): void
  health(missingRights: readonly string[]): AccountHealth
  forget(): void
}

/** After so long an endpoint that was not there is tried again. */
const MISSING_FOR_MS = 86_400_000
const ASK_AGAIN_MS = 600_000

/** What this operator offers: by its own list (`GET /`), and by what its endpoints answer. `ask` gives the parsed list, null for 404. */
export function createFeatures({ ask, now }: { readonly ask: (context: CallContext) => Promise<unknown>; readonly now: () => number }): Features {
  let offered: Offered | null = null
  let askedMs = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null
  const worked = new Map<FeatureName | typeof TICKET_WRITING, number>()
  const gone = new Map<FeatureName, { readonly reason: string; readonly atMs: number }>()
  const utc = (ms: number): string => new Date(ms).toISOString()

  const learn = async (context: CallContext): Promise<void> => {
    askedMs = now()
    const found = readEndpoints(await ask(context))
    // A list that names nothing known is no list of ours: then everything is tried.
    offered = found.names.size === 0 ? null : found
  }
  const missing = (name: FeatureName): string | null => {
    const noted = gone.get(name)
    if (noted !== undefined && now() - noted.atMs < MISSING_FOR_MS) return noted.reason
    return offered !== null && !offered.names.has(name) ? 'notListed' : null
  }
  const featureOf = (name: FeatureName | typeof TICKET_WRITING, refused: boolean): Feature => {
    const reason = missing(name === TICKET_WRITING ? 'tickets' : name)
    const at = (name === TICKET_WRITING ? undefined : gone.get(name)?.atMs) ?? worked.get(name) ?? (offered === null ? null : askedMs)
    const state = reason !== null ? 'notOffered' : refused ? 'refused' : worked.has(name) || offered !== null ? 'works' : 'unknown'
    return { name, state, reason: reason ?? (refused ? 'rightMissing' : null), at: at === null ? null : utc(at) }
  }

  return {
    learn,
    async ensure(context) {
      if (offered !== null || now() - askedMs < ASK_AGAIN_MS) return asking ?? undefined
      asking = learn(context).catch((error: unknown) => {
        if (!(error instanceof OperatorFailure)) throw error
        // Whoever gave up does not decide for the others.
        if (error.data.kind === 'cancelled') askedMs = Number.NEGATIVE_INFINITY
      }).finally(() => { asking = null })
      await asking
      if (context.signal.aborted) throw new OperatorFailure({ kind: 'cancelled' })
    },
    isKnown: () => offered !== null,
    missing,
    noteWorks(name) {
      worked.set(name, now())
      if (name !== TICKET_WRITING) gone.delete(name)
    },
    noteMissing(name, status) {
      gone.set(name, { reason: `http${status}`, atMs: now() })
    },
    health(missingRights) {
      const refused = new Set(missingRights)
      return {
        features: ([...FEATURES, TICKET_WRITING] as const).map(name => featureOf(name, refused.has(name))), unsupportedFields: [...offered?.unsupportedFields ?? []], rate: [],
      }
    },
    forget() {
      offered = null
      askedMs = Number.NEGATIVE_INFINITY
      gone.clear()
    },
  }
}

/** Live queries that are worth offering. */
export function liveKindsOf(features: Pick<Features, 'missing'>, missingRights: readonly string[]): LiveKind[] {
  return LiveKind.options.filter(kind => features.missing(kind) === null && !missingRights.includes(kind))
}
