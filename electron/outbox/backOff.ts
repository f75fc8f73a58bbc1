const FIRST_MS = 2000
const MOST_MS = 300_000

/**
 * Time to the next try after so many that failed: 2 s growing to 5 min, half to one and a half of it by chance (0..1), so that many do
 * not come at once.
 */
export function backOffMs(failures: number, chance: number, firstMs = FIRST_MS): number {
  const calm = Math.min(Math.max(firstMs, MOST_MS * firstMs / FIRST_MS), firstMs * 2 ** Math.min(20, Math.max(0, failures - 1)))
  return Math.round(calm * (0.5 + chance))
}
