import { expect, it, vi } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { CheckKind, Report } from '../../shared/model/report.ts'
import type { TicketDraft } from '../../shared/model/ticket.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { LineStore } from './line.ts'
import { createOldResultsStore } from './oldResults.ts'
import { createTicketsStore } from './tickets.ts'
import type { TicketsClient } from './tickets.ts'

const made = '2026-11-21T14:30:00.000Z'
const opened = '2026-11-22T10:00:00.000Z'
const again = '2026-11-22T10:02:00.000Z'
const fixture = lineFixtures(made).healthyFibre
const prefilled: TicketDraft = {
  lineId: fixture.line.id, subject: 'From the verdict', comment: '', contactName: '', contactPhone: '', technicalSpecifications: 'old values',
}

type SetUp = { kept?: boolean; isReachable?: boolean; brings?: readonly CheckKind[]; view?: LineView; now?: string }

/** A line whose checks bring new reports when they are told to end, and a ticket form on it. */
async function setUp({ kept = false, isReachable = true, brings = [], view = fixture, now = opened }: SetUp = {}) {
  let held = view
  const ends = Promise.withResolvers<void>()
  const runChecks = vi.fn(async (_kinds: CheckKind[]) => {
    await ends.promise
    const fresh = held.reports.filter(({ kind }) => brings.some(each => each === kind))
      .map((report): Report => ({ ...report, id: ReportId.parse(`again ${report.id}`), receivedAt: again, measuredAt: null }))
    held = { ...held, reports: [...fresh, ...held.reports] }
  })
  const line = { getState: () => ({ view: held, runChecks }) } as object as LineStore
  const client: TicketsClient = {
    tickets: {
      draft: async () => ({ draft: prefilled, kept }), forLine: async () => ({ tickets: [], sent: [], failure: null }), saveDraft: async () => undefined,
    },
  } as object as TicketsClient
  const tickets = createTicketsStore(client)
  const store = createOldResultsStore({ line, tickets, isReachable, language: 'en', now: () => new Date(now) })
  store.getState().follow()
  await tickets.getState().startForm(view.line.id)
  const specifications = () => tickets.getState().form?.draft?.technicalSpecifications ?? ''
  return { store, tickets, runChecks, specifications, end: async () => { ends.resolve(); await vi.waitFor(() => expect(store.getState().phase).not.toBe('running')) } }
}

it('asks nothing where the results are fresh', async () => {
  const { store, specifications } = await setUp({ now: '2026-11-21T15:00:00.000Z' })
  expect(store.getState()).toMatchObject({ phase: 'none', old: [] })
  expect(specifications()).toBe('old values')
})

it('asks first, and names the old reports', async () => {
  const { store } = await setUp()
  expect(store.getState().phase).toBe('ask')
  expect(store.getState().old.map(({ kind }) => kind)).toEqual(['fibreCheck', 'authenticationLog'])
})

it('uses them as they are: a draft just filled in says their age, one from before gets it once', async () => {
  const now = await setUp()
  now.store.getState().useThem()
  expect(now.specifications()).toBe('old values')
  const before = await setUp({ kept: true })
  before.store.getState().useThem()
  before.store.getState().useThem()
  expect(before.specifications()).toMatch(/^old values\nNot measured again for this ticket: Fibre check of 2026-11-21 14:27 UTC \(19 hours old\)[^\n]*$/)
})

it('runs them again, waits, and puts the new results in place of what nobody changed', async () => {
  const { store, runChecks, specifications, end } = await setUp({ brings: ['fibreCheck', 'authenticationLog'] })
  const run = store.getState().runThem(['fibreCheck', 'authenticationLog'])
  expect(store.getState().phase).toBe('running')
  await end()
  await run
  expect(runChecks).toHaveBeenCalledExactlyOnceWith(['fibreCheck', 'authenticationLog'])
  expect(store.getState()).toMatchObject({ phase: 'replaced', withoutResult: [] })
  expect(specifications()).not.toContain('old values')
  expect(specifications()).toContain('2026-11-22 10:02 UTC')
})

it('keeps every word typed meanwhile, and says which check brought nothing', async () => {
  const { store, tickets, specifications, end } = await setUp({ brings: ['fibreCheck'] })
  void store.getState().runThem(['fibreCheck', 'authenticationLog'])
  tickets.getState().type({ technicalSpecifications: 'old values, and what I saw', comment: 'no light' })
  await end()
  expect(store.getState()).toMatchObject({ phase: 'added', withoutResult: ['authenticationLog'] })
  expect(specifications()).toMatch(/^old values, and what I saw\n\nMeasured again, 2026-11-22 10:00 UTC:\n/)
  expect(tickets.getState().form?.draft?.comment).toBe('no light')
})

it('says that nothing came, and leaves the old ones with their age', async () => {
  const { store, specifications, end } = await setUp({ kept: true })
  void store.getState().runThem(['fibreCheck'])
  await end()
  expect(store.getState()).toMatchObject({ phase: 'failed', withoutResult: ['fibreCheck'] })
  expect(specifications()).toContain('Not measured again')
})

it('goes on without waiting: what comes later is not put into the ticket', async () => {
  const { store, specifications, end } = await setUp({ brings: ['fibreCheck'] })
  const run = store.getState().runThem(['fibreCheck'])
  store.getState().goOn()
  await end()
  await run
  expect(store.getState().phase).toBe('left')
  expect(specifications()).toBe('old values')
})

it('does not stand in the way offline: the age goes in by itself', async () => {
  const { store, specifications } = await setUp({ kept: true, isReachable: false })
  expect(store.getState().phase).toBe('offline')
  expect(specifications()).toContain('Not measured again')
})
