/** Whole days from 7 to 3650; null for anything else. */
export function parseKeepDays(typed: string): number | null {
  const days = /^\s*\d{1,4}\s*$/.test(typed) ? Number(typed) : null
  return days !== null && days >= 7 && days <= 3650 ? days : null
}
