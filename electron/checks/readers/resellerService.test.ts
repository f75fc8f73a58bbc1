import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readServiceBody } from './resellerService.ts'

const registered = (answer: unknown) => readServiceBody('sipRegistration',
  { sipRegistration: answer }).states.find(({ key }) => key === 'sipRegistered')
const usage = (answer: unknown) => readServiceBody('mobileDataUsage',
  { mobileDataUsage: [{ phoneNumber: '0612345678', usage: answer }] })

describe('SIP registration', () => {
  it.each([[{ registered: true }], ['Registered'], [{ status: 'OK (12 ms)' }],
    [{ registration_status: 'REGISTERED', userAgent: 'Yealink' }], [true],
    [[{ is_registered: 'true' }]]])('reads %j as registered', answer => {
    expect(registered(answer)).toMatchObject({ value: 'registered', level: 'ok' })
  })
  it.each([[{ registered: false }], ['Unregistered'], [{ status: 'not registered' }], [{ state: 'expired' }],
    [{ registered: false, status: 'Unregistered' }]])('reads %j as not registered', answer => {
    expect(registered(answer)).toMatchObject({ value: 'notRegistered', level: 'fault' })
  })
  it('makes nothing up', () => {
    expect(registered({ something: 1 })?.value ?? null).toBeNull()
    expect(registered(null)?.value ?? null).toBeNull()
  })
})

describe('mobile data', () => {
  it.each([
    [{ dataUsage: 10_240, bundle: 20_480, unit: 'MB' }, 50, '10 GB'],
    [{ data_usage_mb: 20_480, bundle_mb: 20_480 }, 100, '20 GB'], [{ used: '30 GB', limit: '20 GB' }, 150, '30 GB'],
    [{ usedBytes: 1_073_741_824, limitBytes: 2_147_483_648 }, 50, '1 GB'],
  ])('reads %j', (answer, percent, used) => {
    const read = usage(answer)
    expect(read.measurements).toEqual([expect.objectContaining({ key: 'mobileDataUsedPercent', value: percent, unit: '%' })])
    expect(read.states.find(({ key }) => key === 'mobileDataUsed')?.raw).toBe(used)
  })
  it('shows a number without its unit as it is, and compares nothing with it', () => {
    const read = usage({ dataUsage: 123, bundle: 200 })
    expect(read.measurements).toEqual([])
    expect(read.states.find(({ key }) => key === 'mobileDataUsed')?.raw).toBe('123')
  })
})

it('survives anything', () => {
  fc.assert(fc.property(fc.jsonValue(), value => {
    for (const kind of ['sipRegistration', 'mobileDataUsage'] as const) for (const body of [value, { [kind]: value },
      { [kind]: [{ phoneNumber: '06', usage: value }] }]) readServiceBody(kind, body)
  }), { numRuns: 300 })
})
