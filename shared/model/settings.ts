import { z } from 'zod'

export const Language = z.enum(['en', 'nl'])
export type Language = z.infer<typeof Language>

/**
 * A limit of the engineer's own, in the unit of the reading. It stands in for limits of standards, community and assumptions,
 * never for those that a report or an operator gives (docs/decisions/0008-limits.md). Null narrows or bounds nothing.
 */
export const EngineerLimit = z.object({
  /** Measurement key, `noiseMarginDownDb`. */
  key: z.string().min(1).max(80),
  supplier: z.string().max(80).nullable(),
  technology: z.string().max(80).nullable(),
  lower: z.number().nullable(),
  warnLower: z.number().nullable(),
  warnUpper: z.number().nullable(),
  upper: z.number().nullable(),
}).refine(({ lower, warnLower, warnUpper, upper }) => {
  const given = [lower, warnLower, warnUpper, upper].filter(limit => limit !== null)
  return given.length > 0 && given.every((limit, index) => index === 0 || limit >= (given[index - 1] ?? limit))
    && (lower === null || upper === null || lower < upper)
}, 'limits must rise: lower, lower warning, upper warning, upper')
export type EngineerLimit = z.infer<typeof EngineerLimit>

/** How *Watch this line* behaves. */
export const WatchSettings = z.object({
  /** Seconds between two looks at the session; checks of box, port and light follow every fifth look. */
  intervalSeconds: z.number().int().min(15).max(600),
  notifications: z.boolean(),
  sound: z.boolean(),
})
export type WatchSettings = z.infer<typeof WatchSettings>

/** Words to begin a ticket with; `{headline}` and the like stand for what the line says (renderer/rooms/tickets/templates.ts). */
export const TicketTemplate = z.object({
  id: z.string().min(1).max(64), name: z.string().trim().min(1).max(80), subject: z.string().max(200), text: z.string().trim().min(1).max(10_000),
})
export type TicketTemplate = z.infer<typeof TicketTemplate>

/** What the engineer chose; kept in the journal. */
export const Settings = z.object({
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
  /** Minutes between background synchronisations; 0 is only on request. */
  syncIntervalMinutes: z.number().int().min(0).max(1440),
  /** Extra certificate authorities, as paths of PEM files. */
  extraCaFiles: z.array(z.string().max(1000)).max(20),
  proxy: z.object({ mode: z.enum(['system', 'none', 'explicit']), url: z.string().max(500) }),
  logLevel: z.enum(['warn', 'info', 'debug']),
  limits: z.array(EngineerLimit).max(200),
  watch: WatchSettings,
  /** The engineer's own; those built in are in the text catalogue. */
  ticketTemplates: z.array(TicketTemplate).max(50),
  /** Id of the template that a new ticket begins with, own or built in; empty for none. */
  firstTemplate: z.string().max(64),
  /** Days that what the engineer did is kept after it was sent or finished; never less for unsent work. */
  keepDays: z.number().int().min(7).max(3650),
  /** Minutes without input after which Lineside locks; 0 is never. */
  idleLockMinutes: z.number().int().min(0).max(480),
})
export type Settings = z.infer<typeof Settings>
export const defaultSettings: Settings = {
  language: 'en', theme: 'system', syncIntervalMinutes: 60, extraCaFiles: [], proxy: { mode: 'system', url: '' }, logLevel: 'info',
  limits: [], watch: { intervalSeconds: 30, notifications: true, sound: false }, ticketTemplates: [], firstTemplate: 'fault',
  keepDays: 180, idleLockMinutes: 0,
}
