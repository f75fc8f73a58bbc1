import { randomBytes } from 'node:crypto'
import {
  closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { filesOf } from './database.ts'
import type { Migration } from './migrate.ts'

/** A directory of this test's own, removed after it. */
export function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export const newKey = (): Buffer => randomBytes(32)

export const notes: readonly Migration[] = [
  { id: 1, up: db => db.exec('CREATE TABLE note (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT') },
]

/** The same schema one release later. */
export const datedNotes: readonly Migration[] = [
  ...notes,
  { id: 2, up: db => db.exec('ALTER TABLE note ADD COLUMN at INTEGER NOT NULL DEFAULT 0') },
]

/** Overwrites bytes, as a failing disk does. */
export function damage(path: string, offset: number, length = 64): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, offset)
  closeSync(file)
}

/** Copies a database as it is, also while it is open: what a crash, or a careless copy, leaves. */
export function copyDatabase(from: string, toDir: string, except: readonly string[] = []): string {
  for (const file of filesOf(from)) {
    if (existsSync(file) && !except.some(suffix => file.endsWith(suffix))) copyFileSync(file, join(toDir, basename(file)))
  }
  return join(toDir, basename(from))
}

/** The names in a directory, sorted. */
export const namesIn = (dir: string): string[] => readdirSync(dir).toSorted()

/** The files in a directory that hold a text in the clear. */
export const filesHolding = (dir: string, text: string): string[] =>
  namesIn(dir).filter(name => statSync(join(dir, name)).isFile() && readFileSync(join(dir, name)).includes(text))

export function failureOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
