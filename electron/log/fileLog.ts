import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { createStream } from 'rotating-file-stream'
import type { RotatingFileStream } from 'rotating-file-stream'
import type { LogEntry } from '../../shared/contract/app.ts'
import type { Log, LogFields, LogLevel } from './log.ts'
import { redactText } from './patterns.ts'
import { LOG_FILE, atLeast, previousLogFile, readLogFiles, shown } from './readLog.ts'
import { redact } from './redact.ts'

export type FileLog = Log & {
  readonly file: string
  /** Newest first, from memory, the current and the previous file. */
  readLog(wanted: { limit: number; minimum: LogLevel }): { entries: LogEntry[]; file: string }
  setLevel(level: LogLevel): void
  /** Writes what is waiting; the log may not be used afterwards. */
  close(): Promise<void>
}

export type FileLogOptions = {
  readonly dir: string
  /** `info` unless told. */
  readonly level?: LogLevel
  readonly now?: () => number
  /** Tells this start of the app from earlier ones in the files. */
  readonly run?: string
  readonly maxFileBytes?: number
}

const MB = 1024 * 1024
const FILE_BYTES = 5 * MB
/** Beside the current file: five in all. */
const OLD_FILES = 4
const OWNER_ONLY = 0o600
const REMEMBERED_MOST = 2000
const RETRY_MS = 30_000
type Remembered = { readonly nth: number; readonly entry: LogEntry }

/**
 * The app's log: five files of 5 MB that only their owner may read, every event through `redact`. A log that cannot be written
 * never stops the app: it stays in memory, and the file is tried again later.
 */
export function openFileLog(options: FileLogOptions): FileLog {
  const { dir, level = 'info', now = Date.now, run = String(now()), maxFileBytes = FILE_BYTES } = options
  const file = join(dir, LOG_FILE)
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
      mkdirSync(dir, { recursive: true, mode: 0o700 })
      const opened = createStream(index => typeof index === 'number' ? previousLogFile(index) : LOG_FILE, {
        path: dir, size: `${maxFileBytes}B`, rotate: OLD_FILES, mode: OWNER_ONLY,
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

  return {
    file,
    debug: (event, fields = {}) => write('debug', event, fields),
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error: (event, fields = {}) => write('error', event, fields),
    readLog({ limit, minimum }) {
      const recent = remembered.map(({ entry }) => entry).filter(entry => atLeast(entry, minimum)).toReversed()
      const oldest = remembered[0]?.nth ?? Number.POSITIVE_INFINITY
      const older = recent.length >= limit ? [] : readLogFiles({
        dir, limit: limit - recent.length, minimum,
        skip: line => line.run === run && typeof line.nth === 'number' && line.nth >= oldest,
      })
      return { entries: [...recent, ...older].slice(0, limit), file }
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
