import type { InternetRequest, RequestOffer } from '../../../../shared/model/internetRequest.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { say } from '../../../../shared/text/words.ts'

const dayMs = 86_400_000

/** Whole days that offers still hold; 0 is the last one, null where they have expired. */
export function daysLeft(expiresAt: string, nowMs: number): number | null {
  const left = Date.parse(expiresAt) - nowMs
  return left < 0 ? null : Math.floor(left / dayMs)
}

/** `between 07:30 and 12:00`, or the system's own word where it is not known. */
export function windowWords({ from, to, word }: NonNullable<InternetRequest['installWindow']>, text: Text): string {
  if (from !== null && to !== null) return text('request.window.between', { from, to })
  if (from !== null) return text('request.window.from', { from })
  return to === null ? say(text, `request.window.word.${word.toUpperCase()}`, word) : text('request.window.until', { to })
}

/** Which prices the system gave at all: a column that no offer has is left out. */
export function pricesGiven(offers: readonly RequestOffer[]): { readonly when: 'initiation' | 'monthly'; readonly who: 'cost' | 'wholesale' | 'customer' }[] {
  return (['initiation', 'monthly'] as const).flatMap(when => (['cost', 'wholesale', 'customer'] as const)
    .filter(who => offers.some(offer => offer[when][who] !== null)).map(who => ({ when, who })))
}

/** How the offers of a request stand. */
export function offersState({ offers, hasOffers, answeredAt }: Pick<InternetRequest, 'offers' | 'hasOffers' | 'answeredAt'>): 'here' | 'unknown' | 'none' | 'waiting' {
  if (offers.length > 0) return 'here'
  if (hasOffers === true) return 'unknown'
  return answeredAt === null ? 'waiting' : 'none'
}
