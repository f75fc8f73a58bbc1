import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleBody, exampleResult } from '../../../test/fakes/documentExamples.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { nidIn } from './nid.ts'
import { readAvailableChecks, readLoginAttempts, readRemoteReport, readReportList } from './readDiagnostics.ts'
import { readEndUser, readEndUsers } from './readEndUser.ts'
import { readEvents } from './readEvents.ts'
import { readComments, readTicket, readTickets } from './readTickets.ts'
import { readDate, readTime, wireTime } from '../readTime.ts'
import { readTransaction } from './readTransaction.ts'
import { methods } from './requests.ts'
import { withoutSecrets } from '../secrets.ts'
import { readProfile } from './testConnection.ts'
import { walksOf } from './walks.ts'

describe('dates of every kind', () => {
  it.each([
    ['2022-04-02T08:12:45Z', '2022-04-02T08:12:45.000Z', 'given'], ['2022-04-02T10:12:45+02:00', '2022-04-02T08:12:45.000Z', 'given'],
    ['2020-04-15T11:49:55', '2020-04-15T11:49:55.000Z', 'assumed'], ['2018-02-01 15:58:48', '2018-02-01T15:58:48.000Z', 'assumed'],
    ['2018-02-01 15:58:48.25', '2018-02-01T15:58:48.250Z', 'assumed'], [1_686_042_326_845, '2023-06-06T09:05:26.845Z', 'given'],
    ['1686042326845', '2023-06-06T09:05:26.845Z', 'given'], ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z', 'given'],
  ])('reads %s', (value, utc, zone) => {
    expect(readTime(value)).toEqual({ utc, zone, text: String(value) })
  })

  it.each([null, undefined, '', 'null', 'yesterday', '2023-02-29T10:00:00Z', '2023-13-01 00:00:00', '2023-01-01 25:00:00', '2020-04-15', 0, 17, 1_686_042_326, true, {}, []])(
    'takes %s for no moment', value => { expect(readTime(value)).toBeNull() })

  it('reads dates as dates, without a zone to shift them', () => {
    expect(readDate('2020-11-26')).toBe('2020-11-26')
    expect(readDate('2020-11-26T23:30:00Z')).toBe('2020-11-26')
    for (const none of ['2020-02-30', '26-11-2020', '', null, 20_201_126]) expect(readDate(none)).toBeNull()
  })

  it('gives back every moment it can write', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2001-01-02'), max: new Date('2099-12-31'), noInvalidDate: true }), date => {
      expect(readTime(date.toISOString())?.utc).toBe(date.toISOString())
      expect(readTime(date.getTime())?.utc).toBe(date.toISOString())
      expect(wireTime(date.toISOString())).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/)
    }))
    fc.assert(fc.property(fc.anything(), value => { readTime(value); readDate(value) }))
  })
})

describe('secrets in operator data', () => {
  const planted = 'hunter2-geheim'
  it.each<[string, unknown]>([
    ['a password', { provisioning: { password: planted } }],
    ['any spelling', { 'RADIUS-Secret': planted, tunnelPassword: planted, ApiKey: planted, access_token: planted, preSharedKey: planted }],
    ['numbers and lists', { passwords: [planted, { value: planted }], token: 7 }],
    ['a number that is a password', { password: 20_261_121_999 }],
    ['JSON in a text', { response: JSON.stringify({ a: { password: planted } }) }],
    ['JSON in JSON in a text', { response: JSON.stringify({ inner: JSON.stringify([{ radius_secret: planted }]) }) }],
    ['cut-off JSON in a text', { response: `{"password":"${planted}","rest":` }],
    ['words', { note: `password: ${planted}, done`, log: `token=${planted}&x=1` }],
    ['XML', { note: `<password>${planted}</password>` }],
    ['named values', { fields: [{ name: 'password', value: planted }] }],
    ['headers', { headers: { Authorization: `Basic ${planted}` }, text: `Bearer ${planted}-and-more` }],
  ])('are replaced: %s', (_, value) => {
    const text = JSON.stringify(withoutSecrets(value))
    expect(text).not.toContain(planted)
    expect(text).not.toContain('20261121999')
    expect(text).toContain('[secret]')
  })

  it('leave everything else as it is, and copy nothing without need', () => {
    const value = { password: null, token_type: 'Bearer', hasPassword: true, authentication: false, nested: [{ text: 'passport' }], secret: '' }
    expect(withoutSecrets(value)).toBe(value)
    const clean = { a: 1 }
    const mixed = { clean, password: planted }
    expect((withoutSecrets(mixed) as { clean: unknown }).clean).toBe(clean)
    expect(mixed.password).toBe(planted)
  })

  it('never come through, wherever they are planted', () => {
    const shell = fc.letrec(tie => ({
      at: fc.oneof({ depthSize: 'small' },
        fc.constantFrom('password', 'radiusSecret', 'api-key', 'auth_token').map(key => ({ [key]: planted })),
        fc.tuple(fc.string(), tie('at')).map(([key, held]) => ({ [`k${key}`]: held })),
        fc.tuple(fc.jsonValue(), tie('at')), tie('at').map(held => JSON.stringify(held)), tie('at').map(held => ({ text: JSON.stringify({ held }) }))),
    })).at
    fc.assert(fc.property(shell, value => { expect(JSON.stringify(withoutSecrets(value))).not.toContain(planted) }), { numRuns: 500 })
    fc.assert(fc.property(fc.anything(), value => { withoutSecrets(value) }))
  })

  it('go from transactions and events of the document', () => {
    expect(JSON.stringify(exampleResult('get_recent_transaction'))).toContain('bz3aahmmr9ts')
    expect(JSON.stringify(withoutSecrets(exampleResult('get_recent_transaction')))).not.toContain('bz3aahmmr9ts')
    expect(JSON.stringify(withoutSecrets(exampleResult('list_api_keys')))).not.toContain('4cYKDJLX')
  })
})

describe('documented replies', () => {
  it('transaction: state, link and every date in the system’s order', () => {
    expect(readTransaction(exampleResult('get_recent_transaction'))).toEqual({
      uuid: '7119168a-242d-4e6d-bd76-a885b9a16723', action: 'terminate', state: 'new', open: true, appointmentUrl: null, onDemand: null, onDemandRequested: null, ontRegistration: null, replanPossible: null,
      dates: [
        { key: 'created_at', date: '2021-07-28T15:29:55.000Z' }, { key: 'last_updated', date: '2021-07-28T15:29:55.000Z' },
        { key: 'customer_wish', date: '2021-07-28' },
      ],
    })
    expect(readTransaction({ uuid: 'x', expected_completion_date_delayed: '2020-01-02', replan_date_x: true, sitesurvey_plan_date: null, appointment_url: 'javascript:alert(1)' }))
      .toMatchObject({ dates: [{ key: 'expected_completion_delayed', date: '2020-01-02' }], appointmentUrl: null })
    expect(readTransaction({ uuid: null })).toBeNull()
  })

  it('events, zone unknown marked', () => {
    const [event] = readEvents(exampleResult('list_events'))
    expect(event).toMatchObject({
      uuid: '0e71dc30-62fd-11ec-a664-111111111111', at: { utc: '2020-04-15T11:49:55.000Z', zone: 'assumed' }, type: 'apirequest',
      method: 'broadband.order_connection', username: 'teun@nextpertise.nl', correlationId: '83d71d5d-e07c-4061-8f8e-5a3b91a31a14',
    })
    expect(JSON.parse(event?.detail ?? '')).toMatchObject({ request: { zipcode: '2408ZE' }, response: { orderid: '2408ZE000100200' } })
  })

  it('end users', async () => {
    expect(readEndUser((exampleResult('get_enduser') as { enduser: unknown }).enduser)).toMatchObject({ companyName: 'Nextpertise Office', address: { houseNumber: '10' } })
    expect((await readEndUsers(exampleBody('list_endusers'))).map(({ companyName }) => companyName)).toEqual(['Nextpertise Office', 'Dierenhoekje'])
    expect(readEndUser({ company_name: 'x' })).toBeNull()
  })

  it('end users by the thousand, in parts, the same as in one go', async () => {
    const record = fc.record({ uuid: fc.uuid(), company_name: fc.string(), more: fc.jsonValue() })
    await fc.assert(fc.asyncProperty(fc.array(record, { maxLength: 5 }), fc.nat(3), fc.boolean(), async (some, space, key) => {
      const many = Array.from({ length: 300 }, () => some).flat()
      const body = (name: string): Uint8Array => Buffer.from(JSON.stringify({ result: { [name]: many } }, null, space))
      expect(await readEndUsers(body('endusers'))).toEqual(await readEndUsers(body(key ? 'End-Users' : 'ENDUSERS')))
      expect(await readEndUsers(body('endusers'))).toHaveLength(many.length)
    }), { numRuns: 50 })
    const half = exampleBody('list_endusers').subarray(0, 300)
    await expect(readEndUsers(half)).rejects.toMatchObject({ data: { kind: 'notJson' } })
    await expect(readEndUsers(Buffer.from('{"error":{"code":"001"}}'))).rejects.toMatchObject({ data: { code: '001' } })
    expect(await readEndUsers(Buffer.from('{"result":{"endusers":[]}}'))).toEqual([])
    expect(await readEndUsers(Buffer.from('{"result":{"endusers":[null, 7, {"uuid":"u"}, "x", [{}] ]}}'))).toHaveLength(1)
  })

  it('offered checks, hyphen or underscore, and words of tomorrow', () => {
    expect(readAvailableChecks(exampleResult('list_available_diagnostics'))).toEqual({ provider: 'KPNWBA', kinds: ['authenticationLog', 'delt', 'selt'], unknownKinds: [], numberOfTests: 1 })
    expect(readAvailableChecks({ available_diagnostics: ['fiber_check', 'ONT-LAN-check', 'sfp-dance', 'delt', 'delt'] }))
      .toEqual({ provider: null, kinds: ['fibreCheck', 'ontLanCheck', 'delt'], unknownKinds: ['sfp-dance'], numberOfTests: null })
  })

  it('reports: here when complete, in error, or plainly there; running otherwise', () => {
    for (let nth = 0; nth < 6; nth++) expect(readRemoteReport(exampleResult('get_report', nth))).toMatchObject({ state: 'here' })
    expect(readRemoteReport(exampleResult('get_report', 5))).toMatchObject({ provider: 'DELTA', body: { ont_check_details: { name: 'R1.S1.LT1.PON8.ONT14' } } })
    expect(readRemoteReport({ report: { status: 'error', error_details: 'no' } }).state).toBe('here')
    expect(readRemoteReport({ report: { status: null, ont_check_details: { adminStatus: 'UP' } } }).state).toBe('here')
    for (const running of [null, undefined, {}, { report: null }, { report: {} }, { report: { status: 'pending', x_details: {} } }, { report: { status: null, error_details: {} } }]) {
      expect(readRemoteReport(running)).toEqual({ state: 'running' })
    }
  })

  it('report list: newest first, though the document’s comes back oldest first', () => {
    expect(readReportList(exampleResult('list_reports'))).toEqual([
      { remoteId: 'f6c19280-ee28-4776-8194-905d0daf5691', kind: 'delt', status: 'complete', updatedAt: '2018-02-02T13:04:58.000Z' },
      { remoteId: '0259de0a-1944-4add-8384-5a8d39d1519c', kind: 'delt', status: 'complete', updatedAt: '2018-02-01T15:58:48.000Z' },
    ])
  })

  it('authentication log: newest first, without what came before the window', () => {
    const attempts = readLoginAttempts(exampleResult('get_authlog'), '2018-01-29T17:18:00Z')
    expect(attempts.map(({ at, status }) => [at.utc, status])).toEqual([['2018-02-02T19:16:10.000Z', 'incorrect'], ['2018-01-29T18:15:00.000Z', 'ok']])
    expect(readLoginAttempts({ log_entries: [{ datetime: '2018-02-01 10:00:00', loginstatus: '' }] }, '2018-01-01T00:00:00Z'))
      .toMatchObject([{ status: 'unknown', rawStatus: '', username: null, at: { zone: 'assumed' } }])
    expect(readLoginAttempts({ log_entries: [] }, '2018-01-01T00:00:00Z')).toEqual([])
    for (const unreadable of [{}, { log_entries: null }, { log_entries: 'none' }, { log_entries: [{ datetime: 'yesterday' }] }]) {
      expect(() => readLoginAttempts(unreadable, '2018-01-01T00:00:00Z')).toThrow(OperatorFailure)
    }
  })

  it('tickets', () => {
    expect(readTickets(exampleResult('list_tickets'))).toMatchObject([{ id: '12345', nid: '2408ZE000080100', status: 'closed', requester: 'johndoe@company.com', updatedAt: '2020-04-02T15:02:21.000Z' }])
    expect(readTicket(exampleResult('get_ticket'))).toMatchObject({ id: '12345', status: 'new' })
    expect(readComments(exampleResult('get_ticket'))).toMatchObject([{ author: 'johndo@company.com', createdAt: '2020-04-10T13:40:35.000Z', attachments: [] }])
    expect(readComments({ comments: [
      { body: ' Unknown ', attachments: [{ file_name: 'a.jpg', size: 1234, url: 'https://f.example/a' }, { file_name: 'b', size: null, url: 'http://f.example/b' }, { size: -1 }] },
    ] })).toEqual([{ body: 'Unknown', createdAt: null, author: null, attachments: [
      { name: 'a.jpg', bytes: 1234, url: 'https://f.example/a' }, { name: 'b', bytes: null, url: null }, { name: '', bytes: null, url: null },
    ] }])
    expect(readTicket({ id: 5, status: 'escalated' })).toMatchObject({ id: '5', status: 'unknown', subject: '' })
  })

  it('profile', () => {
    expect(readProfile(exampleResult('get_profile', 0, '/user/v1'))).toEqual({
      name: 'Teun Ouwehand', oneTimeCodeEnabled: true, roles: ['incontrol-ordering'],
      whitelist: [{ subnet: '10.20.30.44/32', description: 'Development VPS' }, { subnet: '1.2.3.4/30', description: 'Nextpertise Office' }],
    })
  })

  it('of no shape at all crash nothing', () => {
    fc.assert(fc.property(fc.jsonValue(), value => {
      for (const wrap of [value, { events: value }, { report: value }, { list: value }, { log_entries: value }, { tickets: value }, { comments: value },
        { endusers: value }, { available_diagnostics: value }, { security: { whitelist: value }, roles: value, user: value }]) {
        readRemoteReport(wrap); readReportList(wrap); readComments(wrap); readEndUser(wrap); readProfile(wrap)
        for (const read of [readTransaction, readEvents, readTickets, readAvailableChecks, (each: unknown) => readLoginAttempts(each, '2018-01-01T00:00:00Z')]) {
          try { read(wrap) } catch (error) { expect(error).toBeInstanceOf(OperatorFailure) }
        }
      }
    }))
  })
})

describe('a reply without its list', () => {
  it('is refused instead of being read as none', () => {
    for (const read of [readEvents, readTickets, readAvailableChecks]) {
      for (const reply of [{}, { events: null, tickets: null, available_diagnostics: null }, { events: 'x', tickets: {}, available_diagnostics: 3 }]) {
        expect(() => read(reply)).toThrow(OperatorFailure)
      }
    }
    expect(readTickets({ tickets: [] })).toEqual([])
    expect(() => readTransaction('later')).toThrow(OperatorFailure)
    expect(readTransaction(null)).toBeNull()
  })
})

describe('requests', () => {
  it('fit the document’s own examples', () => {
    for (const [name, params] of [
      ['list_connections', { filter: { nid: '2408ZE000100100' } }], ['list_connections', { pagination: { per_page: 2, page: 1 }, filter: { zipcode: '2408ZE' } }],
      ['diagnose', { type: 'delt', nid: '2408ZE000100102' }], ['get_authlog', { nid: '2408ZE000100102', after: '2018-01-29T17:18:00Z' }],
      ['list_reports', { nid: '1062AB001370101', pagination: { per_page: 10, page: 1 }, sort: { updated: 'DESC' } }],
      ['create_ticket', {
        subject: 'Connection down', comment: 'Help', nid: '2408ZE000100100', reference: '#123', contact: { name: 'John Doe', phone: '0612345678' }, attachments: [],
      }],
    ] as const) expect(methods[name].params.safeParse(params).error, name).toBeUndefined()
  })

  it.each([
    ['diagnose', { type: 'melt', nid: '2408ZE000100102' }], ['diagnose', { type: 'delt', nid: '2408 ZE' }], ['get_authlog', { nid: '2408ZE000100102', after: '2018-01-29T17:18:00.000Z' }],
    ['list_connections', { filter: { state: ['active'] } }], ['list_connections', { filter: { unknown: 'x' } }], ['get_ticket', { id: '12' }],
    ['create_ticket', { subject: 's', comment: 'c', reference: 'r', contact: { phone: '+31612345678' }, attachments: [] }], ['get_profile', { username: 'x' }],
  ] as const)('refuse what breaks the schema of %s: %j', (name, params) => {
    expect(methods[name].params.safeParse(params).success).toBe(false)
  })

  it('never repeat what disturbs or creates', () => {
    const never = Object.entries(methods).filter(([, { repeat }]) => repeat === 'never').map(([name]) => name)
    expect(never).toEqual([
      'diagnose', 'force_disconnect', 'create_ticket', 'update_ticket', 'upload', 'set_tags', 'change_contact', 'change_ont', 'revise_transaction',
      'replan_transaction',
    ])
  })
})

describe('walks', () => {
  it('are one per state and cell of the scope, with stable keys', () => {
    const walks = walksOf({ states: ['active', 'processing'], cities: ['Ede', 'Den Haag'], postcodePrefixes: ['24', '2408ze'], tags: [] })
    expect(walks).toHaveLength(8)
    expect(walks[1]).toEqual({ key: 'ACTIVE|city=Ede|zipcode=2408ZE', state: 'active', filter: { city: 'Ede', zipcode: '2408ZE' } })
    expect(new Set(walks.map(({ key }) => key)).size).toBe(8)
    expect(walksOf({ states: ['cancelled'], cities: [], postcodePrefixes: [], tags: [] })).toEqual([{ key: 'CANCELLED', state: 'cancelled', filter: {} }])
    expect(walksOf({ states: ['active'], cities: [], postcodePrefixes: [], tags: ['a|b', 'a|b'] })).toEqual([{ key: 'ACTIVE|carrier_tags=a%7Cb', state: 'active', filter: { carrier_tags: 'a|b' } }])
  })
})

describe('NIDs', () => {
  it('are known however they are typed', () => {
    for (const typed of ['2408ZE000100101', ' 2408ze 00010 0101', '2408-ZE-00010-0101', '2408ze00010010a']) expect(nidIn(typed)).not.toBeNull()
    for (const none of ['2408ZE', '2408ZE00010010', '2408ZE0001001011', 'Zuidpoolsingel 10', '']) expect(nidIn(none)).toBeNull()
  })
})
