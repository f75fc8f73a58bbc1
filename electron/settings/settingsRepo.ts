import type Database from 'better-sqlite3'
import { defaultSettings, Settings } from '../../shared/model/settings.ts'
import type { SettingsService } from '../services.ts'

/**
 * The engineer's choices, one journal row each. A value that a newer or broken app left behind falls back to its default
 * alone; the others stay.
 */
export function createSettings(db: Database.Database, onChange: (settings: Settings, before: Settings) => void = () => {}): SettingsService {
  const read = db.prepare<[], { key: string; value: string }>(`SELECT key, value FROM setting WHERE key LIKE 'settings.%'`)
  const write = db.prepare<[string, string]>('INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')

  const load = (): Settings => {
    const stored: Record<string, unknown> = {}
    for (const { key, value } of read.all()) stored[key.slice('settings.'.length)] = parsed(value)
    const settings: Record<string, unknown> = { ...defaultSettings }
    for (const [key, schema] of Object.entries(Settings.shape)) {
      const result = schema.safeParse(stored[key])
      if (result.success) settings[key] = result.data
    }
    return Settings.parse(settings)
  }

  let current = load()
  return {
    get: () => current,
    change(part) {
      db.transaction(() => {
        for (const [key, value] of Object.entries(part)) {
          if (value !== undefined) write.run(`settings.${key}`, JSON.stringify(value))
        }
      })()
      const before = current
      current = load()
      onChange(current, before)
      return current
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
