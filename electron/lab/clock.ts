export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** YYYY-MM-DDThh:mm:ssZ, the document's only form with a zone. */
export function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

/** YYYY-MM-DDThh:mm:ss without a zone, as in events. */
export function zoneless(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19)
}

/** YYYY-MM-DD hh:mm:ss without a zone, as in list_reports. */
export function zonelessSpaced(ms: number): string {
  return zoneless(ms).replace('T', ' ')
}

export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
