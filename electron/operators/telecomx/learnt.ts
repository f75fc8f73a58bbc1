import type { Feature } from '../../../shared/model/accountHealth.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { LoggedIn } from './logIn.ts'
import type { Kind } from './nativeId.ts'
import { areaOf, ownersOf } from './owners.ts'
import type { Owner, OwnerIds } from './owners.ts'
import { ONE_ACCOUNT } from './rest.ts'
import type { Rest } from './rest.ts'

const KINDS: readonly Kind[] = ['request', 'account']

/** What is known of an account: whose lines it works for, and what it may ask. */
export type Learnt = {
  /** Whose lines there are: as the account's settings say, else as the log-in said. @throws OperatorFailure where neither did yet. */
  owners(): readonly Owner[]
  heard(who: LoggedIn): void
  answered(area: string, at: string): void
  anythingAnswered(): boolean
  /** One question that may be asked, so that a log-in says who we are. @throws OperatorFailure `rightMissing` where none may be. */
  learn(rest: Rest, context: CallContext): Promise<void>
  features(missing: readonly string[]): Feature[]
}

/** `configured`: ids in the account's settings; no document lists customers or resellers (README of the systems). */
export function createLearnt(configured: OwnerIds): Learnt {
  const isConfigured = configured.customerIds.length + configured.resellerIds.length > 0
  const answers = new Map<string, string>()
  let who: LoggedIn | null = null
  let failed: OperatorFailure | null = null

  const known = (): readonly Owner[] | null => (isConfigured ? ownersOf(configured) : who === null ? null : ownersOf(who))
  return {
    owners() {
      const owners = known()
      // To guess would be to forget, at the next walk, the lines of whoever was left out.
      if (owners === null) throw failed ?? new OperatorFailure({ kind: 'notOffered', code: 'customerIds' })
      return owners
    },
    heard: said => { who = said },
    answered: (area, at) => { answers.set(area, at) },
    anythingAnswered: () => answers.size > 0,
    async learn(rest, context) {
      for (const kind of KINDS) {
        try {
          await rest.list(kind, known()?.[0] ?? null, { offset: 0, limit: 1, full: false }, context)
          return
        } catch (error) {
          if (!(error instanceof OperatorFailure)) throw error
          failed = error
          if (error.data.refusal !== 'rightMissing') throw error
        }
      }
      throw failed ?? new OperatorFailure({ kind: 'refused', refusal: 'rightMissing' })
    },
    features(missing) {
      const owners = known()
      if (owners === null) return []
      const areas = [...KINDS.flatMap(kind => owners.map(owner => areaOf(kind, owner))), ONE_ACCOUNT]
      return areas.map(name => {
        if (missing.includes(name)) return { name, state: 'refused', reason: 'rightMissing', at: null }
        const at = answers.get(name) ?? null
        return { name, state: at === null ? 'unknown' : 'works', reason: null, at }
      })
    },
  }
}
