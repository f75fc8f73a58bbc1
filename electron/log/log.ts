import type { LogEntry } from '../../shared/contract/app.ts'

export type LogLevel = LogEntry['level']
/** What goes with an event: flat, and redacted before it is written. */
export type LogFields = Readonly<Record<string, unknown>>

/** An event name (`sync.page`) plus a flat object. Never URLs, bodies or customers' data; ids shortened. */
export type Log = {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** A log that keeps nothing. */
export const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
