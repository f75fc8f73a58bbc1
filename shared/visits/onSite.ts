import type { Visit } from '../model/visit.ts'

/** Whole minutes on site; a stretch that still lasts counts up to `until`. A clock that was set back takes nothing away. */
export function onSiteMinutes({ onSite }: Pick<Visit, 'onSite'>, until: string): number {
  const spentMs = onSite.map(({ from, to }) => Math.max(0, Date.parse(to ?? until) - Date.parse(from)))
  return Math.round(spentMs.reduce((sum, each) => sum + each, 0) / 60_000)
}
