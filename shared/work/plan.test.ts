import { describe, expect, it } from 'vitest'
import type { Transaction } from '../model/line.ts'
import type { Line } from '../model/line.ts'
import { localDay, planOf, planOfLine, whenOf } from './plan.ts'

const order = (dates: Record<string, string>, over: Partial<Transaction> = {}): Transaction => ({
  uuid: 'u', action: 'new', state: 'processing', open: true, appointmentUrl: null, dates: Object.entries(dates).map(([key, date]) => ({ key, date })), ...over,
})
const today = '2026-11-21'

describe('the next date of an order', () => {
  it('is the first that is still to come, without what was executed or replaced', () => {
    const dates = {
      sitesurvey_plan: '2026-11-22', sitesurvey_executed: '2026-11-20', externalworks_plan: '2026-11-25', expected_completion: '2026-11-24',
      expected_completion_delayed: '2026-12-02', created_at: '2026-11-23T10:00:00Z',
    }
    expect(planOf(order(dates), today)).toEqual({ key: 'externalworks_plan', date: '2026-11-25', window: null })
    expect(planOf(order({ customer_wish: today }), today)).toEqual({ key: 'customer_wish', date: today, window: null })
    expect(planOf(order({ customer_wish: '2026-11-24', replan: '2026-12-01' }), today)).toEqual({ key: 'replan', date: '2026-12-01', window: null })
  })

  it('is the last one where all are past, and none where the order has ended', () => {
    expect(planOf(order({ customer_wish: '2026-11-01', internalworks_plan: '2026-11-10' }), today)?.date).toBe('2026-11-10')
    expect(planOf(order({ customer_wish: '2026-12-01' }, { open: false }), today)).toBeNull()
    expect(planOf(order({ customer_wish: '2026-12-01' }, { open: null, state: 'cancelled' }), today)).toBeNull()
    expect(planOf(order({}), today)).toBeNull()
    expect(planOf(null, today)).toBeNull()
  })
})

describe('where a date stands', () => {
  it.each([
    [null, today, 'none'], [today, today, 'today'], ['2026-11-20', today, 'past'],
    // 21 November 2026 is a Saturday.
    ['2026-11-22', today, 'week'], ['2026-11-23', today, 'later'],
    ['2026-11-29', '2026-11-23', 'week'], ['2026-11-30', '2026-11-23', 'later'], ['2026-11-23', '2026-11-22', 'later'],
    // Over the change of the clocks and of the year.
    ['2026-10-25', '2026-10-24', 'week'], ['2027-01-03', '2026-12-31', 'week'],
  ] as const)('%s on %s: %s', (date, on, when) => {
    expect(whenOf(date, on)).toBe(when)
  })

  it('begins at midnight here, not in Greenwich', () => {
    expect(localDay(new Date('2026-11-20T23:30:00Z'))).toBe('2026-11-21')
    expect(localDay(new Date('2026-07-01T21:59:00Z'))).toBe('2026-07-01')
  })
})

describe('what is planned at a line beside its order', () => {
  const window = { from: '08:00', to: '12:00', word: 'MORNING' }
  const request = (of: 'request' | 'account', startDate: string | null) => ({ of, startDate, installWindow: window }) as Line['request']
  const service = { orderId: '5001' } as Line['service']
  const serviceOrder = (over: object) => ({ orderId: '5001', state: 'open', plannedDate: null, wishDate: null, ...over }) as Parameters<typeof planOfLine>[2][number]
  const at = (line: Partial<Line>, orders: Parameters<typeof planOfLine>[2] = []) =>
    planOfLine({ state: 'processing', request: null, service: null, ...line } as Line, null, orders, '2026-11-22')

  it('is the wish date of a request with its window, until the line is there', () => {
    expect(at({ request: request('request', '2026-11-24') })).toEqual({ key: 'request_wish', date: '2026-11-24', window })
    expect(at({ request: request('account', '2026-11-24') })?.key).toBe('go_live')
    expect(at({ request: request('account', '2026-11-24'), state: 'active' })).toBeNull()
    expect(at({ request: request('request', null) })).toBeNull()
  })

  it('is the date of a service order about this service that is not over', () => {
    expect(at({ service }, [serviceOrder({ wishDate: '2026-11-30' }), serviceOrder({ plannedDate: '2026-11-25', wishDate: '2026-11-23' })]))
      .toEqual({ key: 'service_order_planned', date: '2026-11-25', window: null })
    expect(at({ service }, [serviceOrder({ orderId: '5002', plannedDate: '2026-11-25' }), serviceOrder({ orderId: null, plannedDate: '2026-11-25' }),
      serviceOrder({ state: 'done', plannedDate: '2026-11-25' })])).toBeNull()
  })
})
