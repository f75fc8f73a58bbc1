import { z } from 'zod'

/** A moment in UTC, ISO 8601 with `Z` (`2026-11-21T18:00:00.000Z`). */
export const UtcTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)
export type UtcTime = z.infer<typeof UtcTime>

/** A moment as a source gave it. `zone: 'assumed'` marks a text without a zone, read as UTC (domain.md section 4). */
export const SourceTime = z.object({ utc: UtcTime, zone: z.enum(['given', 'assumed']), text: z.string() })
export type SourceTime = z.infer<typeof SourceTime>

/** A calendar date without time, `YYYY-MM-DD`. */
export const CalendarDate = z.string()

export const AccountId = z.string().min(1).max(64).brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>
/** `<systemKey>|<native id>`; with a derived key where the system gave no id. */
export const LineId = z.string().min(3).max(400).brand<'LineId'>()
export type LineId = z.infer<typeof LineId>
export const CheckId = z.string().min(1).max(64).brand<'CheckId'>()
export type CheckId = z.infer<typeof CheckId>
export const ReportId = z.string().min(1).max(64).brand<'ReportId'>()
export type ReportId = z.infer<typeof ReportId>

/** The kinds of system Lineside can speak to. */
export const SystemKind = z.enum(['nextpertise', 'onApi', 'reseller', 'telecomx'])
export type SystemKind = z.infer<typeof SystemKind>
/** One system: its kind and base address, `nextpertise:https://api.example`. Two accounts at one system share it. */
export const SystemKey = z.string().brand<'SystemKey'>()
export type SystemKey = z.infer<typeof SystemKey>

/** Key of the system behind a base address; a trailing slash and the host's case make no difference. */
export function systemKeyOf(kind: SystemKind, baseUrl: string): SystemKey {
  const url = new URL(baseUrl)
  return SystemKey.parse(`${kind}:${url.origin}${url.pathname.replace(/\/+$/, '')}`)
}

/** Identity of a line: system and native id, never the account it came through. */
export function lineIdOf(system: SystemKey, nativeId: string): LineId {
  return LineId.parse(`${system}|${nativeId}`)
}

/** The kind in a system's key, or in a line's id, which begins with its system's key. Throws where it is none. */
export const systemKindOf = (of: string): SystemKind => SystemKind.parse(of.slice(0, of.indexOf(':')))
