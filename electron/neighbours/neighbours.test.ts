import { afterEach, describe, expect, it } from 'vitest'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { AvailableChecks, LineView } from '../../shared/contract/lines.ts'
import type { NeighbourCheckEvent } from '../../shared/contract/neighbours.ts'
import { CheckId, LineId } from '../../shared/model/common.ts'
import type { Neighbour } from '../../shared/model/neighbour.ts'
import type { Check, CheckKind } from '../../shared/model/report.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { collect } from '../../test/fakes/fakeOperator.ts'
import { line, now } from '../../test/fakes/triageInputs.ts'
import { portOf } from '../../shared/triage/accessPort.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound } from '../services.ts'
import { createNeighbours } from './neighbours.ts'
import type { Neighbours, NeighboursDependencies } from './neighbours.ts'

const view = Object.values(lineFixtures(now))[0] as LineView
const own = view.line
const idOf = (serial: number) => LineId.parse(`nextpertise:https://api.example|n${serial}`)
const neighbour = (serial: number, part: Partial<Neighbour> = {}): Neighbour => ({
  lineId: idOf(serial), nativeId: `n${serial}`, street: `Dijk ${serial}`, place: 'Alphen', closeness: 'ponPort', online: 'unknown', level: null, ruleId: null,
  domains: [], at: null, ...part,
})
const offered = (kinds: CheckKind[], nid = 'c-1'): AvailableChecks =>
  ({ nid, provider: 'KPNWBA', kinds, unknownKinds: [], numberOfTests: 1, at: now })
const checkOf = (id: LineId, kind: CheckKind, state: Check['state'], failure: Check['failure'] = null): Check => ({
  id: CheckId.parse(`${id}-${kind}`.slice(-60)), lineId: id, accountId: own.accountId, kind, target: { kind: 'circuit', nid: 'c-1' }, state, remoteId: 'r',
  requestedAt: now, endedAt: null, waiting: state === 'running', reportId: null, failure,
})

const opened: Neighbours[] = []
afterEach(async () => { for (const each of opened.splice(0)) await each.close() })

function setUp(part: Partial<NeighboursDependencies> = {}, near: () => Neighbour[] = () => [neighbour(1), neighbour(2), neighbour(3), neighbour(4)]) {
  const ran: [LineId, string, readonly CheckKind[]][] = []
  const fetched: string[] = []
  const recorded: LineView[] = []
  const unexpected: unknown[] = []
  const neighbours = createNeighbours({
    nearby: {
      near: (_, limit = 24) => near().slice(0, limit), portNow: () => ({ port: portOf('olt-1:R1.S1.LT1.PON1.ONT1') ?? expect.fail('no port'), text: 'olt-1:R1.S1.LT1.PON1.ONT1' }),
      record: each => { recorded.push(each as LineView) },
    },
    lineOf: id => id === own.id ? own : line({ id }), view: () => view, isReachable: () => true, offeredFor: () => [offered(['delt', 'ontCheck', 'selt', 'authenticationLog'])],
    async fetchPart(id, name) {
      fetched.push(`${id.split('|')[1]} ${name}`)
      return null
    },
    async *run(id, nid, kinds): AsyncGenerator<CheckEvent> {
      ran.push([id, nid, kinds])
      yield { checks: kinds.map(kind => checkOf(id, kind, 'running')), changed: null, report: null, verdict: null }
      await new Promise(resolve => { setImmediate(resolve) })
      yield { checks: kinds.map(kind => checkOf(id, kind, 'complete')), changed: null, report: null, verdict: null }
    },
    onUnexpected: error => { unexpected.push(error) }, ...part,
  })
  opened.push(neighbours)
  return { neighbours, ran, fetched, recorded, unexpected }
}
const anySignal = () => new AbortController().signal
const check = (neighbours: Neighbours, ...serials: number[]): Promise<NeighbourCheckEvent[]> =>
  collect(neighbours.check(own.id, serials.map(idOf), anySignal()))
const endOf = (events: readonly NeighbourCheckEvent[]) => events.at(-1)?.items.map(({ state, failure }) => [state, failure?.kind ?? null])

describe('the list of neighbours', () => {
  it('has at most two hundred, and says how many more there are', () => {
    const { neighbours } = setUp({}, () => Array.from({ length: 230 }, (_, at) => neighbour(at)))
    const found = neighbours.of(own.id)
    expect(found).toMatchObject({ port: 'olt-1:R1.S1.LT1.PON1.ONT1', node: 'olt-1', more: 30 })
    expect(found.neighbours).toHaveLength(200)
  })

  it('is refused for a line that is not known', () => {
    expect(() => setUp({ lineOf: () => undefined }).neighbours.of(own.id)).toThrow(NotFound)
  })
})

describe('checking neighbours', () => {
  it('runs what disturbs nobody, each at its own line, and ends with the verdict of the line itself', async () => {
    let level: Neighbour['level'] = null
    const { neighbours, ran, fetched, recorded } = setUp({}, () => [neighbour(1, { level }), neighbour(2)])
    const events = collect(neighbours.check(own.id, [idOf(1), idOf(2)], anySignal()))
    level = 'fault'
    const all = await events
    expect(ran).toEqual([[idOf(1), 'c-1', ['ontCheck', 'authenticationLog']], [idOf(2), 'c-1', ['ontCheck', 'authenticationLog']]])
    expect(fetched).toEqual(['n1 line', 'n2 line'])
    expect(all[0]?.verdict).toBeNull()
    expect(all.at(-1)).toMatchObject({
      verdict: view.verdict, items: [{ state: 'complete', kinds: ['ontCheck', 'authenticationLog'], neighbour: { level: 'fault' } }, { state: 'complete' }],
    })
    expect(recorded).toEqual([view])
  })

  it('asks first what is offered where that is not known, and takes the circuit with most of it', async () => {
    const known: AvailableChecks[] = []
    const { neighbours, ran } = setUp({
      offeredFor: () => known,
      async fetchPart(_, name) {
        if (name === 'diagnostics') known.push(offered(['selt', 'fibreCheck'], 'c-2'), offered(['authenticationLog', 'ontCheck', 'ontLanCheck'], 'c-3'))
        return null
      },
    })
    await check(neighbours, 1)
    expect(ran).toEqual([[idOf(1), 'c-3', ['ontCheck', 'ontLanCheck', 'authenticationLog']]])
  })

  it('says of each what could not be done, and goes on with the others', async () => {
    const failures: Record<string, OperatorFailureData> = { n2: { kind: 'timeout' } }
    const { neighbours } = setUp({
      isReachable: id => id !== idOf(1),
      lineOf: id => id === own.id ? own : id === idOf(4) ? undefined : line({ id }),
      offeredFor: id => id === idOf(3) ? [offered(['delt', 'selt'])] : [],
      fetchPart: async (id, part) => part === 'diagnostics' ? failures[id.split('|')[1] ?? ''] ?? null : null,
    })
    expect(endOf(await check(neighbours, 1, 2, 3))).toEqual([['failed', 'unreachable'], ['failed', 'timeout'], ['notOffered', null]])
    expect(endOf(await check(neighbours, 4))).toEqual([['notOffered', null]])
  })

  it('tells a refusal at the start, and why checks came to nothing', async () => {
    const { neighbours } = setUp({
      async *run(id, _, kinds): AsyncGenerator<CheckEvent> {
        if (id === idOf(1)) throw new OperatorFailure({ kind: 'notOffered' })
        const failure = { code: id === idOf(2) ? 'rightMissing' : 'testError', detail: 'device not reachable', correlationId: 'k-1' }
        yield { checks: kinds.map(kind => checkOf(id, kind, 'failed', failure)), changed: null, report: null, verdict: null }
      },
    })
    expect((await check(neighbours, 1, 2, 3)).at(-1)?.items.map(({ state, failure }) => ({ state, failure }))).toEqual([
      { state: 'notOffered', failure: { kind: 'notOffered' } },
      { state: 'failed', failure: { kind: 'refused', refusal: 'rightMissing', detail: 'device not reachable', correlationId: 'k-1' } },
      { state: 'failed', failure: { kind: 'rejected', code: 'testError', detail: 'device not reachable', correlationId: 'k-1' } },
    ])
  })

  it('goes on when whoever asked has left', async () => {
    const { neighbours, recorded } = setUp()
    for await (const event of neighbours.check(own.id, [idOf(1)], anySignal())) if (event.items.length > 0) break
    await expect.poll(() => recorded.length).toBe(1)
  })

  it('refuses lines that are no neighbours', async () => {
    await expect(check(setUp().neighbours, 1, 99)).rejects.toBeInstanceOf(NotFound)
  })

  it('fails, and is logged, where a bug shows', async () => {
    const { neighbours, unexpected } = setUp({ view: () => { throw new TypeError('a bug') } })
    await expect(check(neighbours, 1)).rejects.toBeInstanceOf(TypeError)
    expect(unexpected).toHaveLength(1)
  })
})
