import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { openCore } from '../../electron/core.ts'
import type { Services } from '../../electron/services.ts'
import { defaultScope } from '../../shared/model/account.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { CheckKind } from '../../shared/model/report.ts'
import { noFilters } from '../../shared/model/search.ts'
import { labEngineer, passphrase, startLabProcess, temporaryDirectory } from '../fakes/processes.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { openGate } from './gate.ts'
import type { Gate } from './gate.ts'

const bench = 'tenLines'
/** How long a test runs at the system. */
const checkMs = 1500
/** More than a thousand an hour, which SmartOLT allows, but ten checks must fit into a burst of it. */
const allowance = { calls: 120, windowMs: 30_000 }
const wanted = 10
/** The document's words for what is asked. */
const words: Partial<Record<CheckKind, string>> = { ontCheck: 'ont-check', fibreCheck: 'fiber-check' }

type Target = { readonly id: LineId; readonly nid: string; readonly kind: CheckKind }

/**
 * Ten lines checked side by side over HTTP, through a gate that counts, refuses and announces its limit. Beside it each line alone,
 * which are ten checks in a row, and ten scripts that ask every second.
 */
export async function benchTenLines({ seed }: BenchOptions): Promise<BenchResult[]> {
  await using directory = await temporaryDirectory('bench-ten')
  const lab = await startLabProcess({ lines: 400, seed, checkMs })
  const gate = await openGate({ target: lab.baseUrl, ...allowance })
  const core = await openCore({
    dataDirectory: directory.dir, host: 'browser', version: 'bench', passphrase, startedAtMs: Date.now(),
    writerWorkerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url),
  })
  try {
    const services = core.services()
    const targets = await tenLines(services, gate)
    const alone: number[] = []
    for (const target of targets) {
      gate.begin()
      alone.push(await timed(() => checked(services, target)))
    }
    const slowest = Math.max(...alone)
    gate.begin()
    const together = await timed(() => Promise.all(targets.map(target => checked(services, target))))
    const passed = gate.passed()
    gate.begin()
    const naive = await timed(() => Promise.all(targets.map(target => askEverySecond(gate, target))))
    const naivePassed = gate.passed()
    return [
      { bench, name: 'slowest of ten checks, each alone', value: slowest, unit: 'ms', note: `the system takes ${checkMs} ms` },
      { bench, name: 'ten lines side by side', value: together, unit: 'ms' },
      { bench, name: 'over the slowest alone', value: (together / slowest - 1) * 100, unit: '%', limit: { kind: 'most', value: 20 } },
      { bench, name: 'over the time of the test itself', value: (together / checkMs - 1) * 100, unit: '%' },
      { bench, name: 'calls', value: passed.calls, unit: 'count' },
      { bench, name: 'calls at once, most', value: passed.mostAtOnce, unit: 'count', limit: { kind: 'most', value: 4 } },
      { bench, name: 'calls refused by the limit', value: passed.refused, unit: 'count', limit: { kind: 'most', value: 0 } },
      { bench, name: 'naive: ten in a row', value: alone.reduce((sum, ms) => sum + ms, 0), unit: 'ms' },
      { bench, name: 'naive: side by side, asking every second', value: naive, unit: 'ms', note: `${naivePassed.calls} calls, ${naivePassed.mostAtOnce} at once, ${naivePassed.refused} refused` },
    ]
  } finally {
    await core.close()
    gate.close()
    await lab.stop()
  }
}

/** Signs on through the gate, and opens ten lines of which one undisturbing test is offered. */
async function tenLines(services: Services, gate: Gate): Promise<Target[]> {
  const account = await services.accounts.add({
    label: 'Lab', colour: 'teal', kind: 'nextpertise', baseUrl: gate.baseUrl, username: labEngineer.username, authentication: 'basic', scope: defaultScope,
    customerIds: [], resellerIds: [],
  }, { password: labEngineer.password })
  for await (const states of services.sync.states(AbortSignal.timeout(60_000))) {
    if (states.some(({ accountId, phase }) => accountId === account.id && phase === 'idle')) break
  }
  const targets: Target[] = []
  const { hits } = services.lines.search('', { ...noFilters, media: ['pon', 'fibrePointToPoint'], states: ['active'] }, 200)
  for (const { line } of hits) {
    if (targets.length === wanted) break
    gate.begin()
    for await (const view of services.lines.refresh(line.id, AbortSignal.timeout(60_000))) void view
    const offered = services.lines.open(line.id).available.find(({ kinds }) => kinds.some(kind => words[kind] !== undefined))
    const kind = offered?.kinds.find(each => words[each] !== undefined)
    if (offered !== undefined && kind !== undefined) targets.push({ id: line.id, nid: offered.nid, kind })
  }
  if (targets.length < wanted) throw new Error(`only ${targets.length} lines can be tested`)
  return targets
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** One check as the screen runs it, to its report. */
async function checked(services: Services, { id, nid, kind }: Target): Promise<void> {
  let state: string | undefined
  for await (const { checks } of services.checks.run(id, nid, [kind], AbortSignal.timeout(60_000))) state = checks[0]?.state
  if (state !== 'complete') throw new Error(`a check ended ${state ?? 'without a word'}`)
}

const Reply = z.object({ result: z.object({ uuid: z.string().optional(), report: z.object({ status: z.string() }).nullish() }).nullish() })

/** What a script of a few lines does: start, then ask every second. */
async function askEverySecond({ baseUrl }: Gate, { nid, kind }: Target): Promise<void> {
  const authorization = `Basic ${btoa(`${labEngineer.username}:${labEngineer.password}`)}`
  const call = async (method: string, params: unknown) => {
    const reply = await fetch(`${baseUrl}/broadband/diagnostics/v1`, {
      method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    return Reply.parse(await reply.json()).result
  }
  const uuid = (await call('diagnose', { type: words[kind], nid }))?.uuid
  if (uuid === undefined) throw new Error('the script could not start a test')
  for (let asked = 0; asked < 60; asked += 1) {
    await delay(1000)
    const status = (await call('get_report', { uuid }))?.report?.status
    if (status === 'complete' || status === 'error') return
  }
  throw new Error('the script waited in vain')
}
