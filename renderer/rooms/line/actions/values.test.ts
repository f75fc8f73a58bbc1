import { describe, expect, it } from 'vitest'
import { OntNumber, Tag } from '../../../../shared/model/outbox.ts'
import { lineFixtures } from '../../../../test/fakes/lineFixtures.ts'
import { contactOf, contactProblems, contactText, isEmail, isTag, lastChange, normalSerial, reportedSerial, serialProblem, tagged } from './values.ts'

const views = lineFixtures('2026-11-21T18:00:00.000Z')

describe('a serial', () => {
  it.each([
    [' gnx0 12e1234\r\n', 'GNX012E1234'], [']C1ALCLB3A12345', 'ALCLB3A12345'], ['alcl-b3a1\u200b2345', 'ALCL-B3A12345'],
  ])('%j is sent as %s', (typed, sent) => {
    expect(normalSerial(typed)).toBe(sent)
    expect(OntNumber.parse(sent)).toBe(sent)
  })

  it.each([
    ['', null, 'empty'], ['  ', null, 'empty'], ['AB12', null, 'length'], ['A'.repeat(41), null, 'length'], ['GNX/012E1234', null, 'letters'],
    ['gnx012e1234', 'GNX012E1234', 'same'], ['GNX012E1234', 'GNX012E1235', null],
  ] as const)('%j over %j: %s', (typed, present, problem) => {
    expect(serialProblem(typed, present)).toBe(problem)
  })

  it('is taken from the newest report that names one', () => {
    expect(reportedSerial(views.neverTested)).toBeNull()
    const { reports } = views.ontNotRanged
    const newest = reports[0]
    if (newest === undefined) throw new Error('no report')
    const named = { ...newest, states: [{ key: 'ontSerial', place: 'ont' as const, instance: '', value: 'ALCL1', raw: 'ALCL1' }] } as typeof newest
    expect(reportedSerial({ reports: [{ ...newest, states: [] }, named] })).toBe('ALCL1')
  })
})

it('takes the tags that the system takes', () => {
  for (const tag of ['office', 'a/b=c:d_e-f', '0']) expect([isTag(tag), Tag.safeParse(tag).success]).toEqual([true, true])
  for (const tag of ['', 'not ok', 'ü', 'a'.repeat(121)]) expect([isTag(tag), Tag.safeParse(tag).success]).toEqual([false, false])
})

describe('a contact', () => {
  it('needs a name and a Dutch number, and an e-mail address only where one is given', () => {
    expect(contactProblems({ name: 'Teun', phone: '+31 6 12345678', email: '' })).toEqual({})
    expect(contactProblems({ name: ' ', phone: '12345', email: 'teun' })).toEqual({ name: true, phone: true, email: true })
    expect([isEmail('teun+x@nextpertise.nl'), isEmail('teun@'), isEmail('a b@c.nl')]).toEqual([true, false, false])
  })

  it('is the one that the system calls first', () => {
    const contact = (name: string, primary: boolean) => ({ uuid: null, name, email: '', phoneNumber: '0612345678', primary })
    expect(contactOf({ contacts: [contact('A', false), contact('B', true)] })).toEqual({ name: 'B', phoneNumber: '0612345678', email: null })
    expect(contactOf({ contacts: [] })).toBeNull()
    expect(contactText({ name: 'B', phoneNumber: '0612345678', email: null })).toBe('B, 0612345678')
  })
})

it('bases a change on the one that waits before it', () => {
  const entry = (nid: string, wanted: string) => ({ body: { kind: 'ont', nid, base: null, wanted } }) as Parameters<typeof lastChange>[2][number]
  expect(lastChange('ont', 'n1', [entry('n2', 'X'), entry('n1', 'NEW'), entry('n1', 'OLD')])?.wanted).toBe('NEW')
  expect(lastChange('tags', 'n1', [entry('n1', 'NEW')])).toBeUndefined()
})

it('offers the tags of the carrier first, then of each circuit', () => {
  const { line } = views.healthyFibre
  expect(tagged(line)[0]).toMatchObject({ nid: line.nativeId, isCarrier: true })
  expect(tagged(line).slice(1).every(({ isCarrier }) => !isCarrier)).toBe(true)
})
