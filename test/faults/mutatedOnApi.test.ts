import fc from 'fast-check'
import { expect, it } from 'vitest'
import documented from '../../electron/operators/on-api/examples/document.json' with { type: 'json' }
import published from '../../electron/operators/on-api/examples/public.json' with { type: 'json' }
import { readOnApiList } from '../../electron/operators/on-api/listReader.ts'
import { readEndpoints } from '../../electron/operators/on-api/readEndpoints.ts'
import { readEvent } from '../../electron/operators/on-api/readEvent.ts'
import { readOrders } from '../../electron/operators/on-api/readOrder.ts'
import { onApiReader } from '../../electron/operators/on-api/reader.ts'
import { readServices } from '../../electron/operators/on-api/readService.ts'
import { readSubscriptions } from '../../electron/operators/on-api/readSubscription.ts'
import { readTicket, readTicketList } from '../../electron/operators/on-api/readTickets.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import { AccessOrder, AvailableService, Subscription } from '../../shared/model/access.ts'
import type { AccountId, SystemKey } from '../../shared/model/common.ts'
import { Line } from '../../shared/model/line.ts'
import { change, emptying, mutated, respelling } from '../fakes/bodyMutations.ts'

const context = { system: 'onApi:https://co.example/onapi/2.6' as SystemKey, accountId: 'a' as AccountId, seenAt: '2026-11-22T00:00:00.000Z' }
const bodies: readonly unknown[] = [...Object.values(documented), ...Object.values(published)]
const body = fc.constantFrom(...bodies)
const changes = fc.array(fc.oneof(change, emptying, respelling), { minLength: 1, maxLength: 6 })

/** Every text, number and truth value in a body, as text; also inside texts that hold JSON. */
function wordsIn(value: unknown): string {
  return JSON.stringify(value) ?? ''
}
/** Texts of a read value that the app shows as the system's own. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

it('reads any record as a sound line, and shows no word that is not in it', () => {
  fc.assert(fc.property(body, body, body, changes, (record, subscriptions, services, how) => {
    const sections = { subscriptions: mutated(subscriptions, how), services: mutated(services, how) }
    const changed = mutated(Array.isArray(record) ? record[0] : record, how)
    const read = onApiReader.record(changed, context, sections)
    if (read === null) return
    expect(Line.parse(read.line)).toEqual(read.line)
    const all = wordsIn([changed, sections])
    for (const text of textsIn({ ...read.line.access, subscriptions: [], services: [], apartmentNumber: null })) expect(all).toContain(JSON.stringify(text.trim()).slice(1, -1))
    if (read.line.active !== null) expect(read.line.state === 'active').toBe(read.line.active)
  }), { numRuns: 3000 })
})

it('reads what hangs on an access, whatever it has become', () => {
  fc.assert(fc.property(body, changes, (held, how) => {
    const changed = mutated(held, how)
    for (const each of readSubscriptions(changed)) expect(Subscription.parse(each)).toEqual(each)
    for (const each of readServices(changed)) expect(AvailableService.parse(each)).toEqual(each)
    for (const each of readOrders(changed, 'VXO1000017')) expect(AccessOrder.parse(each)).toEqual(each)
    const hint = readEvent(Array.isArray(changed) ? changed[0] : changed)
    if (hint !== null) expect(hint.nativeId).not.toBe('')
    readEndpoints(changed)
    readTicket(changed)
    readTicketList(changed)
  }), { numRuns: 3000 })
})

it('reads keys in any spelling', () => {
  const respellings = fc.array(respelling, { minLength: 1, maxLength: 8 })
  const record = published['GET /accesses/{accessId}']
  const sections = { subscriptions: published['GET /subscriptions/{accessId}'], services: published['GET /services/{accessId}'] }
  const plain = onApiReader.record(record, context, sections)?.line
  fc.assert(fc.property(respellings, how => {
    const read = onApiReader.record(mutated(record, how), context, sections)?.line
    expect(read).toEqual(plain)
  }), { numRuns: 300 })
})

it('reads strings for numbers and truth values', () => {
  const texts = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_key, held: unknown) => (typeof held === 'boolean' || typeof held === 'number' ? String(held) : held)))
  const sections = { subscriptions: published['GET /subscriptions/{accessId}'], services: published['GET /services/{accessId}'] }
  const record = { ...published['GET /accesses/{accessId}'], mduApartmentNumber: '0901' }
  expect(onApiReader.record(texts(record), context, texts(sections) as typeof sections)?.line).toEqual(onApiReader.record(record, context, sections)?.line)
})

it('ends a list of anything as a list or as a failure, whole or cut off', () => {
  fc.assert(fc.property(body, changes, fc.constantFrom('accesses', 'subscriptions', 'services', 'events'), fc.nat(), fc.boolean(), (held, how, list, cut, whole) => {
    const bytes = Buffer.from(wordsIn(mutated(held, how)))
    const reader = readOnApiList(list, context)
    const sent = whole ? bytes : bytes.subarray(0, cut % (bytes.length + 1))
    try {
      const middle = Math.floor(sent.length / 2)
      for (const chunk of [sent.subarray(0, middle), sent.subarray(middle)]) {
        for (const { line } of reader.push(chunk).lines) expect(Line.safeParse(line).success).toBe(true)
      }
      reader.end()
    } catch (error) {
      expect(error).toBeInstanceOf(OperatorFailure)
    }
  }), { numRuns: 3000 })
})
