import { describe, expect, it } from 'vitest'
import { AccountId } from '../../../shared/model/common.ts'
import type { SyncState } from '../../../shared/model/search.ts'
import { budgetOf, searchCompleteness, standingOf } from './systemHealth.ts'

const nowMs = Date.parse('2026-11-22T10:00:00.000Z')
const at = '2026-11-22T09:00:00.000Z'
const synced: SyncState = {
  accountId: AccountId.parse('reseller'), phase: 'idle', walking: null, linesDone: 5, linesTotal: 5, lineCount: 5, changed: 0, badRecords: 0, startedAt: at,
  completedAt: at, nextAt: null, failure: null, wholeAt: null, onlyChanges: null, detailsComplete: { lines: 1, of: 5, missing: ['phone', 'ip'] }, doneBy: null,
}

describe('what search is complete for', () => {
  it('leaves out what still waits for details', () => {
    const { complete, missing } = searchCompleteness('reseller', synced)
    expect(complete).toContain('endUser')
    expect(complete).not.toContain('phone')
    expect(missing).toEqual(['phone', 'ip'])
  })

  it('promises nothing before the first synchronisation', () => {
    expect(searchCompleteness('reseller', { ...synced, completedAt: null }).complete).toEqual([])
    expect(searchCompleteness('telecomx', undefined)).toEqual({ complete: [], missing: [] })
  })
})

describe('a window of a rate limit', () => {
  it('says what is kept for the engineer, and when only that is left', () => {
    const window = { window: '1H', limit: 1000, left: 640, resetAt: '2026-11-22T10:40:00.000Z' }
    expect(budgetOf(window, nowMs)).toMatchObject({ left: 640, reserve: 100, state: 'open' })
    expect(budgetOf({ ...window, left: 100 }, nowMs).state).toBe('engineerOnly')
    expect(budgetOf({ ...window, left: 0 }, nowMs).state).toBe('used')
  })

  it('is full again once its time is over, and never holds more than its limit', () => {
    expect(budgetOf({ window: '1H', limit: 50, left: 0, resetAt: at }, nowMs)).toMatchObject({ left: 50, state: 'open', resetAt: null })
    expect(budgetOf({ window: '1H', limit: 50, left: 90, resetAt: null }, nowMs).left).toBe(50)
  })
})

describe('how an account stands', () => {
  const account = { hasPassword: true }
  const reach = { accountId: synced.accountId, state: 'reachable' as const, since: at }
  const health = { features: [], unsupportedFields: [], rate: [] }

  it('is the worst of what is known', () => {
    expect(standingOf(account, reach, synced, health, nowMs)).toBe('ok')
    expect(standingOf(account, undefined, undefined, null, nowMs)).toBe('unknown')
    expect(standingOf(account, { ...reach, state: 'unreachable' }, synced, health, nowMs)).toBe('warn')
    expect(standingOf(account, { ...reach, state: 'refused' }, synced, health, nowMs)).toBe('fault')
    expect(standingOf({ hasPassword: false }, reach, synced, health, nowMs)).toBe('fault')
    const refused = { ...health, features: [{ name: 'search', state: 'refused' as const, reason: 'rightMissing', at: null }] }
    expect(standingOf(account, reach, synced, refused, nowMs)).toBe('note')
    expect(standingOf(account, reach, synced, { ...health, rate: [{ window: '24H', limit: 10, left: 0, resetAt: null }] }, nowMs)).toBe('warn')
  })
})
