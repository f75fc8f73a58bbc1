import { z } from 'zod'

export const Language = z.enum(['en', 'nl'])
export type Language = z.infer<typeof Language>

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
})
export type Settings = z.infer<typeof Settings>
export const defaultSettings: Settings = {
  language: 'en', theme: 'system', syncIntervalMinutes: 60, extraCaFiles: [], proxy: { mode: 'system', url: '' }, logLevel: 'info',
}
