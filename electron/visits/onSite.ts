import type { Visit } from '../../shared/model/visit.ts'

type Stretches = Pick<Visit, 'onSite'>

/** Whole minutes on site; a stretch that still lasts counts up to `until`. A clock that was set back takes nothing away. */
export function onSiteMinutes({ onSite }: Stretches, until: string): number {
  const spentMs = onSite.map(({ from, to }) => Math.max(0, Date.parse(to ?? until) - Date.parse(from)))
  return Math.round(spentMs.reduce((sum, each) => sum + each, 0) / 60_000)
}

/** The stretches after arriving or leaving at a moment; nothing changes where the engineer is there, or gone, already. */
export function withOnSite({ onSite }: Stretches, there: boolean, at: string): Visit['onSite'] {
  const last = onSite.at(-1)
  const isThere = last !== undefined && last.to === null
  if (there === isThere) return onSite
  if (there) return [...onSite, { from: at, to: null }]
  return onSite.map(stretch => (stretch === last ? { ...stretch, to: at > stretch.from ? at : stretch.from } : stretch))
}
