import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFakeTicketSystem, type FakeFault } from '../../test/fakes/fakeTicketSystem.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { outboxAtWork, type OutboxAtWork } from '../../test/fakes/outboxAtWork.ts'
import { lineIdOf, systemKeyOf } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import { mergeTags } from './kinds/lineValue.ts'

const line: Line = { ...Object.values(lineFixtures('2026-11-21T18:00:00.000Z'))[0]?.line as Line, nativeId: '2408ZE000100100' }
const access: Line = { ...line, id: lineIdOf(systemKeyOf('onApi', 'https://co.example'), '510001'), system: systemKeyOf('onApi', 'https://co.example'), nativeId: '510001' }
const settleMs = 60_000
const late = fc.integer({ min: 1, max: settleMs - 5000 })

const fault: fc.Arbitrary<FakeFault> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<FakeFault>({ kind: 'none' }) },
  { weight: 1, arbitrary: fc.constant<FakeFault>({ kind: 'unreachable' }) },
  { weight: 1, arbitrary: fc.constant<FakeFault>({ kind: 'busy' }) },
  { weight: 2, arbitrary: fc.constant<FakeFault>({ kind: 'lost' }) },
  { weight: 2, arbitrary: late.map((sightMs): FakeFault => ({ kind: 'lostReply', sightMs })) },
  { weight: 2, arbitrary: late.map((ms): FakeFault => ({ kind: 'lateCommit', ms })) },
  { weight: 1, arbitrary: late.map((ms): FakeFault => ({ kind: 'lateSight', ms })) },
)

type Deed = { readonly do: 'ticket'; readonly files: number } | { readonly do: 'comment'; readonly at: number; readonly words: number } | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'kill'; readonly ticks: number } | { readonly do: 'solve'; readonly at: number }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2 }).map((files): Deed => ({ do: 'ticket', files })) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('comment' as const), at: fc.nat(9), words: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: settleMs }).map((ms): Deed => ({ do: 'wait', ms })) },
  { weight: 2, arbitrary: fc.nat(25).map((ticks): Deed => ({ do: 'kill', ticks })) },
  { weight: 1, arbitrary: fc.nat(9).map((at): Deed => ({ do: 'solve', at })) },
)

test.each([
  ['a list newest first, page by page, and files', line, 'newestFirst'], ['a list without order, and status changes', access, 'unordered'],
] as const)('random faults and kills never make two of anything, and lose nothing, with %s', async (_, of, list) => {
  const isAccess = of === access
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 14 }), fc.array(fault, { minLength: 1, maxLength: 60 }), async (deeds, faults) => {
    const clock = createManualClock()
    const db = memoryJournal()
    const ids = { next: 0 }
    const files = new Map<string, string>()
    let nth = 0
    // Faults come to an end, as they do.
    const system = createFakeTicketSystem(clock, of, () => faults[nth++] ?? { kind: 'none' }, list)
    const open = (): OutboxAtWork => {
      const at = outboxAtWork({ db, clock, line: of, operator: killed => system.operatorUntil(killed), settleMs, ids, files })
      at.start(false)
      return at
    }
    let outbox = open()
    const tickets: OutboxEntry[] = []
    const wanted = new Map<string, string[]>()
    const solved = new Set<string>()
    for (const each of deeds) {
      const ticket = 'at' in each ? tickets[each.at % Math.max(1, tickets.length)] : undefined
      if (each.do === 'ticket') {
        const fileIds = Array.from({ length: isAccess ? 0 : each.files }, () => {
          files.set(`file-${files.size}`, `photo-${files.size}.jpg`)
          return `file-${files.size - 1}`
        })
        const entry = await outbox.service.addTicket({
          lineId: of.id, subject: 'No light', comment: `Ticket ${tickets.length}`, contactName: '', contactPhone: '', technicalSpecifications: '', fileIds, problemType: 'NO_LINK',
        })
        tickets.push(entry)
        wanted.set(entry.id, [`Ticket ${tickets.length - 1}`])
      } else if (each.do === 'comment' && ticket !== undefined) {
        const body = `Words  ${each.words}`
        await outbox.service.addComment({ lineId: of.id, ticket: { at: 'outbox', entryId: ticket.id }, body, fileIds: [] })
        wanted.get(ticket.id)?.push(body)
      } else if (each.do === 'solve' && ticket !== undefined) {
        const at = { lineId: of.id, ticket: { at: 'outbox' as const, entryId: ticket.id } }
        await (isAccess ? outbox.service.changeTicket({ ...at, status: 'IN_PROGRESS_CO', responsible: 'co', base: { status: null, responsible: null } })
          : outbox.service.setSolved({ ...at, solved: true, base: null }))
        solved.add(ticket.id)
      } else if (each.do === 'wait') await clock.advance(each.ms)
      else if (each.do === 'kill') {
        // In the middle of whatever is under way.
        for (let tick = 0; tick < each.ticks; tick++) await Promise.resolve()
        outbox.kill()
        outbox = open()
      }
    }
    for (let hours = 0; hours < 200 && outbox.unsentCount(of.accountId) > 0; hours++) await clock.advance(600_000)
    system.settle()
    const entries = outbox.service.page({ states: [], lineId: null, search: '', offset: 0, limit: 200 }).entries
    expect(entries.filter(({ state }) => state !== 'sent')).toEqual([])
    expect(outbox.unexpected).toEqual([])
    expect(system.tickets.map(({ reference }) => reference).toSorted()).toEqual(tickets.map(({ reference }) => reference).toSorted())
    for (const { id, reference, body } of tickets) {
      const there = system.tickets.find(ticket => ticket.reference === reference)
      expect(there?.id).toBe(outbox.entry(id)?.remoteId)
      expect(there?.comments.map(comment => comment.body)).toEqual(wanted.get(id))
      if (solved.has(id)) expect(isAccess ? there?.systemStatus : there?.status).toBe(isAccess ? 'IN_PROGRESS_CO' : 'solved')
      const names = there?.comments[0]?.attachments.map(upload => system.uploads.get(upload))
      expect(names).toEqual(body.kind === 'ticket' ? body.attachmentIds.map(each => nameOf(outbox.entry(each))) : null)
    }
  }), { numRuns: 150 })
}, 120_000)

const nameOf = (entry: OutboxEntry | undefined): string | null => (entry?.body.kind === 'attachment' ? entry.body.fileName : null)

test('merged tags hold what both changed', () => {
  const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
  fc.assert(fc.property(tags, tags, tags, (present, base, wanted) => {
    const merged = mergeTags(present, base, wanted)
    for (const tag of ['a', 'b', 'c', 'd', 'e'] as const) {
      const ours = wanted.includes(tag) !== base.includes(tag) ? wanted.includes(tag) : present.includes(tag)
      expect(merged.includes(tag)).toBe(ours)
    }
    expect(mergeTags(merged, base, wanted)).toEqual(merged)
  }))
})
