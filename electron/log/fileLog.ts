import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { createStream } from 'rotating-file-stream'
import type { RotatingFileStream } from 'rotating-file-stream'
import type { LogEntry } from '../../shared/contract/app.ts'
import type { Log, LogFields, LogLevel } from './log.ts'
import { redactText } from './patterns.ts'
import { redact } from './redact.ts'

export type LogReader = {
  /** Newest first, from memory, the current and the previous file. */
  readLog(options: { limit: number; minimum: LogLevel }): LogEntry[]
}

export type FileLog = Log & LogReader & {
  readonly file: string
  setLevel(level: LogLevel): void
  /** Writes what is waiting; the log may not be used afterwards. */
  close(): Promise<void>
}

export type FileLogOptions = {
  readonly directory: string
  readonly level: LogLevel
  readonly now?: () => number
  /** Tells this start of the app from earlier ones in the files. */
  readonly run?: string
  readonly maxFileBytes?: number
}

const NAME = 'lineside.log'
const MB = 1024 * 1024
const FILE_BYTES = 5 * MB
/** Beside the current file: five in all. */
const OLD_FILES = 4
const OWNER_ONLY = 0o600
const REMEMBERED_MOST = 2000
const RETRY_MS = 30_000
const DETAIL_MOST = 4000
const RANK: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 }
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

type Remembered = { readonly nth: number; readonly entry: LogEntry }

function shown(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' ').slice(0, DETAIL_MOST)
}

/** One line of a file as an entry, or null where it is none (cut off, foreign). */
function entryOf(line: string): { entry: LogEntry; run: unknown; nth: unknown } | null {
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

/**
 * The app's log: five files of 5 MB that only their owner may read, every event through `redact`. A log that cannot be written
 * never stops the app: it stays in memory, and the file is tried again later.
 */
export function createFileLog({ directory, level, now = Date.now, run = String(now()), maxFileBytes = FILE_BYTES }: FileLogOptions): FileLog {
  const file = join(directory, NAME)
  const remembered: Remembered[] = []
  let stream: RotatingFileStream | null = null
  let tryAgainAt = 0
  let nth = 0
  let closed = false

  const lost = (): void => {
    const broken = stream
    stream = null
    tryAgainAt = now() + RETRY_MS
    broken?.destroy()
  }
  const open = (): RotatingFileStream | null => {
    if (stream !== null || closed || now() < tryAgainAt) return stream
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      const opened = createStream(index => typeof index === 'number' ? `lineside.${index}.log` : NAME, {
        path: directory, size: `${maxFileBytes}B`, rotate: OLD_FILES, mode: OWNER_ONLY,
      })
      opened.on('error', () => { if (stream === opened) lost() })
      stream = opened
    } catch {
      lost()
    }
    return stream
  }
  const logger = pino({
    level, base: null, messageKey: 'event', timestamp: false, formatters: { level: label => ({ level: label }) },
  }, { write: line => { try { open()?.write(line) } catch { lost() } } })

  const write = (as: LogLevel, event: string, fields: LogFields): void => {
    if (closed || !logger.isLevelEnabled(as)) return
    const clean = redact(fields)
    const name = redactText(event)
    const at = new Date(now()).toISOString()
    nth++
    remembered.push({ nth, entry: { at, level: as, event: name, detail: shown(clean) } })
    if (remembered.length > REMEMBERED_MOST) remembered.splice(0, remembered.length - REMEMBERED_MOST)
    // Own names last: a field may not pretend to be one of them.
    logger[as]({ ...clean, at, run, nth }, name)
  }

  const fromFiles = (): { entry: LogEntry; run: unknown; nth: unknown }[] => ['lineside.1.log', NAME].flatMap(name => {
    try {
      return readFileSync(join(directory, name), 'utf8').split('\n').map(entryOf).filter(each => each !== null)
    } catch {
      return []
    }
  })

  return {
    file,
    debug: (event, fields = {}) => write('debug', event, fields),
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, fields = {}) => write('error', event, fields),
    readLog({ limit, minimum }) {
      const enough = ({ level: each }: LogEntry): boolean => RANK[each] >= RANK[minimum]
      const recent = remembered.map(({ entry }) => entry).filter(enough).toReversed()
      if (recent.length >= limit) return recent.slice(0, limit)
      const oldest = remembered[0]?.nth ?? Number.POSITIVE_INFINITY
      const older = fromFiles().filter(each => each.run !== run || (typeof each.nth === 'number' && each.nth < oldest))
        .map(({ entry }) => entry).filter(enough).toReversed()
      return [...recent, ...older].slice(0, limit)
    },
    setLevel(to) { logger.level = to },
    close() {
      closed = true
      const last = stream
      stream = null
      if (last === null || last.destroyed) return Promise.resolve()
      return new Promise(resolve => {
        last.once('close', () => resolve())
        last.once('error', () => resolve())
        last.end(() => resolve())
      })
    },
  }
}
