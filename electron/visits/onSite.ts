import type { Visit } from '../../shared/model/visit.ts'

type Stretches = Pick<Visit, 'onSite'>

/** The stretches after arriving or leaving at a moment; nothing changes where the engineer is there, or gone, already. */
export function withOnSite({ onSite }: Stretches, there: boolean, at: string): Visit['onSite'] {
  const last = onSite.at(-1)
  const isThere = last !== undefined && last.to === null
  if (there === isThere) return onSite
  if (there) return [...onSite, { from: at, to: null }]
  return onSite.map(stretch => (stretch === last ? { ...stretch, to: at > stretch.from ? at : stretch.from } : stretch))
}
