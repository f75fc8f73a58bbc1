/** The IANA zone of this name as this machine knows it; `otherwise` where it knows none: moments would be told in none. */
export function knownTimeZone(name: string, otherwise: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return otherwise
  }
}
