import { describe, expect, it } from 'vitest'
import type { AccountId, SystemKey } from '../../../shared/model/common.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readOnApiList } from './listReader.ts'

const context = { system: 'onApi:https://co.example/onapi/2.6' as SystemKey, accountId: 'a' as AccountId, seenAt: '2026-11-22T00:00:00.000Z' }
const read = (list: string, body: unknown, size = 7) => {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const reader = readOnApiList(list, context)
  const all = { lines: [] as string[], sections: [] as string[], hints: [] as unknown[], bad: [] as { index: number; reason: string }[] }
  for (let from = 0; from < bytes.length; from += size) {
    const { lines, sections, hints, bad } = reader.push(bytes.subarray(from, from + size))
    all.lines.push(...lines.map(({ line }) => line.nativeId ?? ''))
    all.sections.push(...(sections ?? []).map(({ nativeId, section, raw }) => `${nativeId} ${section} ${raw ?? 'none'}`))
    all.hints.push(...(hints ?? []))
    all.bad.push(...bad)
  }
  reader.end()
  return all
}
const failureOf = (list: string, body: unknown): unknown => {
  try {
    read(list, body)
    return null
  } catch (error) {
    return error instanceof OperatorFailure ? error.data : error
  }
}

describe('reading a list of ON-API', () => {
  it('counts records that are none, and reads the others', () => {
    expect(read('accesses', '[{"accessId":"a1"},{"city":"Ede"},7,{"accessId":},{"access_id":17},null]')).toMatchObject({
      lines: ['a1', '17'],
      bad: [{ index: 1, reason: 'names no access' }, { index: 2, reason: 'no record' }, { index: 3, reason: 'no JSON' }, { index: 5, reason: 'no record' }],
    })
  })

  it('keeps subscriptions and services by their access, secrets replaced', () => {
    expect(read('subscriptions', [{ accessId: 'a1', subscriptions: [{ service: 'bb', password: 'geheim' }] }, { accessId: 'a2', subscriptions: [] }]).sections)
      .toEqual(['a1 subscriptions {"accessId":"a1","subscriptions":[{"service":"bb","password":"[secret]"}]}', 'a2 subscriptions {"accessId":"a2","subscriptions":[]}'])
    expect(read('services', { accessId: 'a1', services: [{ service: 'bb' }] }).sections).toEqual(['a1 services {"accessId":"a1","services":[{"service":"bb"}]}'])
  })

  it('takes an only access that is no list', () => {
    expect(read('accesses', { accessId: 'a1', subscriptions: [{ service: 'bb' }] }).lines).toEqual(['a1'])
  })

  it('reads events as hints: of accesses, and of what hangs on one by the path, or by an id of its own where no path says which', () => {
    expect(read('events', [
      { type: 'CREATE', objectType: 'order', objectId: 'o1', path: '/onapi/2.6/order/o1', time: '2019-02-04T13:03:16.1252' },
      { type: 'DELETE', objectType: 'access', objectId: 'a1', time: '2019-02-04T13:03:16.5230' },
      { type: 'UPDATE', objectType: 'accesses', objectId: 'a2', path: '/onapi/2.6/accesses/a2' },
      { type: 'UPDATE', objectType: 'subscriptions', objectId: 's1', path: '/onapi/2.6/subscriptions/a3/', time: 'yesterday' },
      { type: 'DELETE', objectType: 'subscriptions', objectId: 's2' },
      { type: 'UPDATE', objectType: 'subscriptions', objectId: 's3', path: '/onapi/2.6/subscriptions/s3' },
    ])).toMatchObject({
      hints: [
        { nativeId: 'a1', change: 'removed', at: '2019-02-04T13:03:16.523Z' }, { nativeId: 'a2', change: 'changed', at: null },
        { nativeId: 'a3', change: 'changed', at: null }, { nativeId: 's2', change: 'changed', at: null }, { nativeId: 's3', change: 'changed', at: null },
      ],
      bad: [],
    })
  })

  it.each<[string, unknown, object | null]>([
    ['accesses', [], null], ['events', [], null], ['accesses', { accesses: [] }, null],
    ['accesses', [{ city: 'Ede' }], { kind: 'badReply', code: 'accesses' }],
    ['accesses', {}, { kind: 'badReply', code: 'accesses' }],
    ['events', { cause: 'Error number 12345' }, { kind: 'rejected', detail: 'Error number 12345' }],
    ['accesses', { cause: 'An unknown error has occurred' }, { kind: 'rejected', detail: 'An unknown error has occurred' }],
    ['accesses', '<html>', { kind: 'notJson' }], ['accesses', '[{"accessId":"a1"},', { kind: 'badReply', code: 'ENDED_EARLY' }],
    ['tickets', [], { kind: 'notOffered', code: 'tickets' }],
  ])('says of %s %j what is wrong', (list, body, failure) => {
    expect(failureOf(list, body)).toEqual(failure)
  })
})
