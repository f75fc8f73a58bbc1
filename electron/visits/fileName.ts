import type { Visit } from '../../shared/model/visit.ts'
import { safeName } from './safeName.ts'

/** Name of what is made of a visit: `2026-11-21 Zuidpoolsingel 10.pdf`. No NID, no person. */
export const fileNameOf = ({ startedAt, label }: Pick<Visit, 'startedAt' | 'label'>, extension: string): string =>
  safeName(`${startedAt.slice(0, 10)} ${label.split(',')[0] ?? ''}.${extension}`)
