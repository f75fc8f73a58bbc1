import { Conflict } from '../services.ts'

/** Which window writes a draft: the one that opened it last, so that two never overwrite each other unnoticed. */
export function createDraftHolders() {
  const holders = new Map<string, string>()
  return {
    open(draft: string, window: string | undefined): void {
      if (window !== undefined) holders.set(draft, window)
    },
    /** Throws Conflict `draftElsewhere` where another window opened it since. */
    check(draft: string, window: string | undefined): void {
      const holder = holders.get(draft)
      if (window !== undefined && holder !== undefined && holder !== window) throw new Conflict('draftElsewhere')
    },
  }
}
