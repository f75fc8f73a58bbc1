import { describe, expect, it } from 'vitest'
import { formatMoment } from './moment.ts'
import { createText } from './text.ts'

const local = (...parts: [number, number, number, number, number]): number => new Date(...parts).getTime()
const now = local(2026, 10, 21, 18, 0)
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('formatMoment', () => {
  it('leaves out the date of today and this year', () => {
    expect(formatMoment(local(2026, 10, 21, 4, 5), 'en', now)).toBe('04:05')
    expect(plain(formatMoment(local(2026, 10, 20, 14, 35), 'en', now))).toBe('20 Nov 14:35')
    expect(plain(formatMoment(local(2026, 10, 20, 14, 35), 'nl', now))).toBe('20 nov 14:35')
    expect(plain(formatMoment(local(2025, 10, 21, 14, 35), 'en', now))).toBe('21 Nov 2025 14:35')
  })

  it('is complete where nothing says what today is', () => {
    expect(plain(formatMoment(now, 'en', null))).toBe('21 Nov 2026 18:00')
  })

  it('is in the zone asked for', () => {
    const at = Date.parse('2026-11-20T23:30:00Z')
    expect(plain(formatMoment(at, 'en', null, 'Asia/Tokyo'))).toBe('21 Nov 2026 08:30')
    expect(formatMoment(at, 'en', Date.parse('2026-11-21T10:00:00Z'), 'Europe/Stockholm')).toBe('00:30')
    expect(plain(createText('nl', null, 'America/New_York')('path.reading.loggedIn', { atMs: at }))).toBe('ingelogd 20 nov 2026 18:30')
  })

  it('holds the date together where a line breaks', () => {
    expect(formatMoment(local(2025, 2, 3, 9, 7), 'en', now)).toBe('3\u00a0Mar\u00a02025 09:07')
  })
})

it('writes numbers with a true minus sign on a screen, plainly in what leaves it', () => {
  expect(createText('en', () => now)('path.reading.sends', { dbm: -6.4 })).toBe('sends −6.4 dBm')
  expect(createText('nl', () => now)('path.reading.sends', { dbm: -6.4 })).toBe('zendt −6,4 dBm')
  expect(createText('en')('path.reading.sends', { dbm: -6.4 })).toBe('sends -6.4 dBm')
})

describe('moments in words', () => {
  const atMs = local(2026, 10, 21, 14, 35)
  it('follow the clock of the screen', () => {
    expect(createText('en', () => now)('path.reading.loggedIn', { atMs })).toBe('logged in 14:35')
    expect(createText('nl', () => now)('path.reading.loggedIn', { atMs })).toBe('ingelogd 14:35')
  })
  it('are complete in what leaves the screen', () => {
    expect(plain(createText('en')('path.reading.loggedIn', { atMs }))).toBe('logged in 21 Nov 2026 14:35')
  })
})
