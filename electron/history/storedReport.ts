import type { Level, Report } from '../../shared/model/report.ts'
import { Level as Levels } from '../../shared/model/report.ts'

/**
 * A report as it stands in the journal, for going through hundreds at once: parsed, and looked at no further than that its
 * readings are lists of objects. What leaves the core whole goes through the schema instead. Null for anything else.
 */
export function readStored(body: string | undefined): Report | null {
  if (body === undefined) return null
  try {
    const read: unknown = JSON.parse(body)
    return hasReadings(read) ? read : null
  } catch {
    return null
  }
}

function hasReadings(read: unknown): read is Report {
  return typeof read === 'object' && read !== null && 'measurements' in read && 'states' in read
    && isListOfObjects(read.measurements) && isListOfObjects(read.states)
}

const isListOfObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.every(each => typeof each === 'object' && each !== null)

/** Worst grade or state in a report; null where nothing in it is graded. */
export function levelOf({ measurements, states }: Pick<Report, 'measurements' | 'states'>): Level | null {
  const found = new Set<string | null>([...measurements.map(({ grade }) => grade), ...states.map(({ level }) => level)])
  return Levels.options.find(level => found.has(level)) ?? null
}
