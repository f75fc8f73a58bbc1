import type { Finding, FindingParams } from '../../shared/model/verdict.ts'

/** A user name by its beginning: enough to compare, not enough to log in with. */
export const shortenedUser = (name: string): string => name.length === 0 ? '' : `${name.slice(0, 3)}…`

/** The half of a MAC address that names the maker; the other half is the customer's device. */
export const makersHalf = (mac: string): string => mac.replace(/^((?:[0-9a-f]{2}[:-]?){3})[:-]?(?:[0-9a-f]{2}[:-]?){3}$/i, '$1…')

/** A finding whose words name neither a user nor a customer's device in full. */
export function discreetFinding<F extends Pick<Finding, 'params'>>(finding: F): F {
  const params: FindingParams = Object.fromEntries(Object.entries(finding.params).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value]
    if (/user|login/i.test(key) || /^[^\s@]+@[^\s@]+$/.test(value)) return [key, shortenedUser(value)]
    return [key, makersHalf(value)]
  }))
  return { ...finding, params }
}
