import { describe, expect, it } from 'vitest'
import type { WatchChange } from '../../../../shared/model/watch.ts'
import { createText } from '../../../../shared/text/text.ts'
import { changeOf } from '../../../../test/fakes/fakeWatch.ts'
import { changeWords, discreetChangeWords } from './changeWords.ts'

const at = '2026-11-21T14:30:00.000Z'
const nowMs = Date.parse(at)
const en = createText('en', () => nowMs)
const nl = createText('nl', () => nowMs)
const change = (over: Partial<WatchChange>): WatchChange => changeOf('c', at, over)

describe('words of a change', () => {
  const table: readonly (readonly [Partial<WatchChange>, screen: string, notification: string])[] = [
    [{}, 'Session: Offline → Online', 'Session: Offline → Online'],
    [{ kind: 'port', key: 'ontLanOperational', instance: '1', from: 'up', to: 'down', direction: 'worse' },
      'LAN port (1): up → down', 'LAN port (1): up → down'],
    [{ kind: 'light', key: 'rxPowerAtOntDbm', from: '-18.25', to: '-26.1' },
      'Light at the ONT: −18.25 dBm → −26.1 dBm', 'Light at the ONT: −18.25 dBm → −26.1 dBm'],
    [{ kind: 'reading', key: 'macAddress', from: null, to: '00:11:22:33:44:55', direction: 'better' },
      'MAC address learned: now 00:11:22:33:44:55', 'MAC address learned: better'],
    [{ kind: 'box', key: 'ontRanging', from: 'ranged', to: null, direction: 'worse' },
      'Ranging: was ranged, now no value', 'Ranging: was ranged, now no value'],
    [{ kind: 'login', key: 'login', from: null, to: 'incorrect', direction: 'worse' }, 'New log-in: refused', 'New log-in: refused'],
    [{ kind: 'login', key: 'login', from: null, to: 'van.dam@provider.example' },
      'New log-in: van.dam@provider.example', 'New log-in attempt'],
  ]
  it.each(table)('%o', (over, screen, notification) => {
    expect(changeWords(en, change(over), nowMs)).toBe(screen)
    expect(discreetChangeWords(en, change(over))).toBe(notification)
  })

  it('speaks the engineer\'s language', () => {
    expect(changeWords(nl, change({ kind: 'light', key: 'rxPowerAtOntDbm', from: '-18.25', to: '-26.1' }), nowMs))
      .toContain('−18,25 dBm → −26,1 dBm')
  })

  it('writes a moment as a time', () => {
    expect(changeWords(en, change({ kind: 'login', key: 'login', from: null, to: '2026-11-21T14:12:00.000Z' }), nowMs)).toMatch(/: \d\d:12$/)
  })
})
