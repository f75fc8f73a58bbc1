import type { Visit } from '../../shared/model/visit.ts'
import { safeName } from './safeName.ts'

/** Name of what is made of a visit: `2026-11-21 Zuidpoolsingel 10.pdf`. No NID, no person. */
export function fileNameOf({ startedAt, label, timeZone }: Pick<Visit, 'startedAt' | 'label' | 'timeZone'>, extension: string): string {
  // Sweden writes dates as ISO 8601 does.
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(new Date(startedAt))
  return safeName(`${day} ${label.split(',')[0] ?? ''}.${extension}`)
}
