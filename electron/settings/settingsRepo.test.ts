import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../shared/model/settings.ts'
import { journalMigrations } from '../storage/journalSchema.ts'
import { migrate } from '../storage/migrate.ts'
import { createSettings } from './settingsRepo.ts'

function journal(): Database.Database {
  const db = new Database(':memory:')
  migrate(db, journalMigrations)
  return db
}

test('starts with the defaults and keeps a change over a restart', () => {
  const db = journal()
  const seen: string[] = []
  const settings = createSettings(db, next => seen.push(next.theme))
  expect(settings.get()).toEqual(defaultSettings)
  settings.change({ theme: 'dark', syncIntervalMinutes: 15 })
  expect(seen).toEqual(['dark'])
  expect(createSettings(db).get()).toEqual({ ...defaultSettings, theme: 'dark', syncIntervalMinutes: 15 })
})

test('a value nobody understands falls back alone', () => {
  const db = journal()
  createSettings(db).change({ language: 'nl' })
  db.prepare('INSERT INTO setting VALUES (?, ?)').run('settings.theme', '"sepia"')
  db.prepare('INSERT INTO setting VALUES (?, ?)').run('settings.logLevel', 'not json')
  expect(createSettings(db).get()).toEqual({ ...defaultSettings, language: 'nl' })
})
