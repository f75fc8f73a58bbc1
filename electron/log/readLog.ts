import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LogEntry } from '../../shared/contract/app.ts'
import type { LogLevel } from './log.ts'

export const LOG_FILE = 'lineside.log'
/** The n-th file before the current one. */
export function previousLogFile(nth: number): string {
  return `lineside.${nth}.log`
}

const DETAIL_MOST = 4000
const RANK: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 }
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

/** A line of a file: the entry, which start of the app wrote it and as its how-manieth. */
type LogLine = { readonly entry: LogEntry; readonly run: unknown; readonly nth: unknown }

export function atLeast(entry: LogEntry, minimum: LogLevel): boolean {
  return RANK[entry.level] >= RANK[minimum]
}

/** Fields of an event as one line of text for the view. */
export function shown(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' ').slice(0, DETAIL_MOST)
}

/** One line of a file as an entry, or null where it is none (cut off, foreign). */
function entryOf(line: string): LogLine | null {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed !== 'object' || parsed === null) return null
    const { level, at, event, run, nth, ...rest } = { ...parsed } as Record<string, unknown>
    const name = LEVELS.find(each => each === level)
    if (name === undefined || typeof at !== 'string' || typeof event !== 'string') return null
    return { entry: { at, level: name, event, detail: shown(rest) }, run, nth }
  } catch {
    return null
  }
}

/** Entries of the current and the previous file, newest first, without the lines to `skip`. Files that cannot be read give none. */
export function readLogFiles({ dir, limit, minimum, skip }: {
  dir: string; limit: number; minimum: LogLevel; skip: (line: LogLine) => boolean
}): LogEntry[] {
  const entries: LogEntry[] = []
  for (const name of [LOG_FILE, previousLogFile(1)]) {
    for (const text of linesOf(join(dir, name)).toReversed()) {
      if (entries.length >= limit) return entries
      const line = entryOf(text)
      if (line !== null && !skip(line) && atLeast(line.entry, minimum)) entries.push(line.entry)
    }
  }
  return entries
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}
