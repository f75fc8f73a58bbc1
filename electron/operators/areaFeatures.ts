import type { Feature } from '../../shared/model/accountHealth.ts'

export type AreaFeatures = {
  /** A call of this area was answered. */
  answered(area: string): void
  list(): Feature[]
}

/**
 * What works for an account, by the areas that rights are given for: as far as calls were answered or refused since the account was
 * opened. `missing`: areas that were refused for want of a right; the session asks for those no more by itself.
 */
export function createAreaFeatures({ areas, missing, now }: {
  readonly areas: readonly string[]; readonly missing: () => readonly string[]; readonly now: () => string
}): AreaFeatures {
  const at = new Map<string, string>()
  return {
    answered: area => void at.set(area, now()),
    list() {
      const refused = new Set(missing())
      return [...new Set(areas)].map(name => {
        if (refused.has(name)) return { name, state: 'refused', reason: 'rightMissing', at: null }
        const answeredAt = at.get(name) ?? null
        return { name, state: answeredAt === null ? 'unknown' : 'works', reason: null, at: answeredAt }
      })
    },
  }
}
