import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkOf, lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { Channel } from '../../test/fakes/channel.ts'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import type { DisconnectEvent, LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { ObservationsInput } from '../../shared/model/observation.ts'
import type { Client } from '../clientContext.tsx'
import { createLineStore } from './line.ts'

const now = '2026-11-21T14:30:00.000Z'
const lines = lineFixtures(now)
const byId = new Map<LineId, LineView>(Object.values(lines).map(view => [view.line.id, view]))
const healthy = lines.healthyFibre
const dark = lines.ontNotRanged

function fakeClient() {
  const refreshes = new Map<LineId, Channel<LineView>>()
  const runs: Channel<CheckEvent>[] = []
  const disconnects = new Channel<DisconnectEvent>()
  const saved: ObservationsInput[] = []
  const saving = { fails: false }
  const client = {
    lines: {
      open: async ({ lineId }: { lineId: LineId }) => {
        const view = byId.get(lineId)
        if (view === undefined) throw new Error('no such line')
        return view
      },
      refresh: async ({ lineId }: { lineId: LineId }) => {
        const channel = new Channel<LineView>()
        refreshes.set(lineId, channel)
        return channel
      },
      saveObservations: async (input: ObservationsInput) => {
        if (saving.fails) throw new Error('disk full')
        saved.push(input)
        return { observations: { ...input, updatedAt: now }, verdict: healthy.verdict }
      },
      forceDisconnect: async () => disconnects,
      credentials: async () => ({ username: 'user@realm', password: 'secret' }),
      pin: async () => undefined,
    },
    verdicts: {
      mark: async (given: { lineId: LineId; mark: 'right' | 'wrong' }) => {
        if (saving.fails) throw new Error('disk full')
        return { id: 'mark-1', at: now, was: null, note: null, ...given, verdict: { ruleId: healthy.verdict.lead?.ruleId } }
      },
      unmark: async () => {
        if (saving.fails) throw new Error('disk full')
      },
    },
    checks: {
      follow: async () => new Channel<CheckEvent>().end(),
      run: async () => {
        const channel = new Channel<CheckEvent>()
        runs.push(channel)
        return channel
      },
    },
  }
  return { client: client as object as Pick<Client, 'lines' | 'checks' | 'verdicts'>, refreshes, runs, disconnects, saved, saving }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

describe('line store', () => {
  it('shows the kept line at once, then what arrives', async () => {
    const { client, refreshes } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    expect(store.getState().view?.line.id).toBe(healthy.line.id)
    expect(store.getState().refreshing).toBe(true)
    refreshes
      .get(healthy.line.id)
      ?.push({ ...healthy, line: { ...healthy.line, online: 'offline' } })
      .end()
    await settle()
    expect(store.getState()).toMatchObject({ refreshing: false, view: { line: { online: 'offline' } } })
  })

  it('reads again what is kept without asking the system, and keeps the rest of the screen', async () => {
    const { client, refreshes } = fakeClient()
    const open = vi.fn<typeof client.lines.open>((...input) => client.lines.open(...input))
    const store = createLineStore({ ...client, lines: { ...client.lines, open } })
    void store.getState().open(healthy.line.id)
    await settle()
    refreshes.get(healthy.line.id)?.push({ ...healthy, line: { ...healthy.line, online: 'offline' } }).end()
    await settle()
    open.mockResolvedValueOnce({ ...healthy, reports: [], verdict: dark.verdict })
    await store.getState().reread()
    expect(store.getState().view).toMatchObject({ reports: [], verdict: dark.verdict, line: { online: 'offline' } })
    open.mockRejectedValueOnce(new Error('locked'))
    await store.getState().reread()
    expect(store.getState().view?.verdict).toBe(dark.verdict)
  })

  it('asks once more after a refresh during which it was asked again', async () => {
    const { client, refreshes } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    const first = refreshes.get(healthy.line.id)
    void store.getState().refresh()
    void store.getState().refresh()
    await settle()
    expect(refreshes.get(healthy.line.id)).toBe(first)
    first?.push(healthy).end()
    await settle()
    const second = refreshes.get(healthy.line.id)
    expect(second).not.toBe(first)
    expect(store.getState().refreshing).toBe(true)
    second?.push(healthy).end()
    await settle()
    expect(refreshes.get(healthy.line.id)).toBe(second)
    expect(store.getState().refreshing).toBe(false)
  })

  it('drops what arrives for a line that is no longer on screen', async () => {
    const { client, refreshes } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    void store.getState().open(dark.line.id)
    await settle()
    refreshes.get(healthy.line.id)?.push(healthy).end()
    await settle()
    expect(store.getState().view?.line.id).toBe(dark.line.id)
    expect(store.getState().refreshing).toBe(true)
  })

  it('keeps a result that a slower refresh does not know yet', async () => {
    const { client, refreshes, runs } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(lines.neverTested.line.id)
    await settle()
    void store.getState().runChecks(['ontCheck'])
    await settle()
    const report = { ...dark.reports[0], lineId: lines.neverTested.line.id } as LineView['reports'][number]
    const running = checkOf(lines.neverTested, 'ontCheck', now)
    const complete = { ...running, state: 'complete' as const, endedAt: now }
    runs[0]
      ?.push({ checks: [running], changed: running.id, report: null, verdict: null })
      .push({ checks: [complete], changed: complete.id, report, verdict: dark.verdict })
      .end()
    await settle()
    refreshes
      .get(lines.neverTested.line.id)
      ?.push({ ...lines.neverTested, checks: [running] })
      .end()
    await settle()
    const view = store.getState().view
    expect(view?.reports).toHaveLength(1)
    expect(view?.verdict.lead?.ruleId).toBe('P1')
    expect(view?.checks[0]?.state).toBe('complete')
  })

  it('says which checks could not be started, and keeps the view', async () => {
    const { client, runs } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    void store.getState().runChecks(['fibreCheck'])
    await settle()
    runs[0]?.fail(new Error('unreachable'))
    await settle()
    expect(store.getState().startFailure).toMatchObject({ kinds: ['fibreCheck'] })
    expect(store.getState().view?.line.id).toBe(healthy.line.id)
  })

  it('follows a disconnect until the circuit is back', async () => {
    const { client, disconnects } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    void store.getState().forceDisconnect('2408ZE000100201')
    await settle()
    disconnects.push({ stage: 'watching', elapsedMs: 900, online: 'offline', lastLoginAt: null, failure: null })
    await settle()
    expect(store.getState().disconnect).toMatchObject({ running: true, latest: { stage: 'watching' } })
    disconnects.push({ stage: 'back', elapsedMs: 34_000, online: 'online', lastLoginAt: now, failure: null }).end()
    await settle()
    expect(store.getState().disconnect).toMatchObject({ running: false, latest: { stage: 'back', elapsedMs: 34_000 } })
  })

  it('forgets credentials with the line', async () => {
    const { client } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    await store.getState().fetchCredentials('2408ZE000100201')
    expect(store.getState().credentials['2408ZE000100201']).toMatchObject({ state: 'here', password: 'secret' })
    void store.getState().open(dark.line.id)
    await settle()
    expect(store.getState().credentials).toEqual({})
  })
})

describe('observations', () => {
  it('are kept once typing pauses, all at once', async () => {
    const { client, saved } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    store.getState().observe({ serialOnLabel: 'GN' })
    store.getState().observe({ serialOnLabel: 'GNXS1' })
    expect(store.getState()).toMatchObject({ observationsSave: 'waiting', observations: { serialOnLabel: 'GNXS1' } })
    await vi.advanceTimersByTimeAsync(500)
    expect(saved.map(each => each.serialOnLabel)).toEqual(['GNXS1'])
    expect(store.getState()).toMatchObject({ observationsSave: 'saved', view: { observations: { updatedAt: now } } })
  })

  it('are not undone by a refresh that arrives while typing', async () => {
    const { client, refreshes } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    store.getState().observe({ note: 'box in the attic' })
    refreshes.get(healthy.line.id)?.push(healthy).end()
    await settle()
    expect(store.getState().observations?.note).toBe('box in the attic')
  })

  it('are kept when the line is left at once', async () => {
    const { client, saved } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    store.getState().observe({ lightAtOutlet: 'none' })
    void store.getState().open(dark.line.id)
    await settle()
    expect(saved).toMatchObject([{ lineId: healthy.line.id, lightAtOutlet: 'none' }])
    expect(store.getState().observations?.lightAtOutlet).toBeNull()
  })

  it('survive a failing disk: shown, tried again, and still there on coming back', async () => {
    const { client, saved, saving } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    saving.fails = true
    store.getState().observe({ loopLengthM: 480 })
    await vi.advanceTimersByTimeAsync(500)
    expect(store.getState().observationsSave).toBe('failed')
    void store.getState().open(dark.line.id)
    await settle()
    void store.getState().open(healthy.line.id)
    await settle()
    expect(store.getState().observations?.loopLengthM).toBe(480)
    saving.fails = false
    await vi.advanceTimersByTimeAsync(6_000)
    expect(saved.at(-1)).toMatchObject({ loopLengthM: 480 })
    expect(store.getState().observationsSave).toBe('saved')
  })

  it('keeps a mark on the verdict through a refresh that does not know it yet, and takes it back', async () => {
    const { client, refreshes } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    expect(await store.getState().markVerdict({ mark: 'right' })).toBe(true)
    expect(store.getState()).toMatchObject({ marking: { state: 'idle' }, view: { mark: { mark: 'right' } } })
    refreshes.get(healthy.line.id)?.push(healthy)
    await settle()
    expect(store.getState().view?.mark).toMatchObject({ mark: 'right' })
    await store.getState().unmarkVerdict()
    expect(store.getState().view?.mark).toBeNull()
  })

  it('says that a mark could not be kept or taken back, and changes nothing', async () => {
    const { client, saving } = fakeClient()
    const store = createLineStore(client)
    void store.getState().open(healthy.line.id)
    await settle()
    saving.fails = true
    expect(await store.getState().markVerdict({ mark: 'wrong', was: 'access', note: 'splice' })).toBe(false)
    expect(store.getState()).toMatchObject({ marking: { state: 'failed' }, view: { mark: null } })
    saving.fails = false
    await store.getState().markVerdict({ mark: 'right' })
    saving.fails = true
    await store.getState().unmarkVerdict()
    expect(store.getState()).toMatchObject({ marking: { state: 'failed' }, view: { mark: { mark: 'right' } } })
  })

  it('asks for a tab anew each time', () => {
    const store = createLineStore(fakeClient().client)
    const wanted = { tab: 'history', reportId: null } as const
    store.getState().show(wanted)
    const first = store.getState().wanted
    store.getState().show(wanted)
    expect(store.getState().wanted).toEqual(first)
    expect(store.getState().wanted).not.toBe(first)
  })
})
