import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { labShowcase, startLab, type Lab } from '../../electron/lab/lab.ts'
import { normalComment } from '../../electron/outbox/commentText.ts'
import { root } from '../fakes/processes.ts'
import { plannedTicket } from './plan.ts'

export type SoakOptions = {
  readonly seed: number; readonly tickets: number; readonly keychain: boolean
  /** Times the core is killed, at most. */
  readonly kills: number
  /** Share of the calls that something happens to, 0 to 1. */
  readonly faultRate: number
}

/** What was at the lab in the end, against the plan. Of an exact run `lost`, `twice`, `wrong` and `forgotten` are 0. */
export type SoakResult = {
  readonly seed: number; readonly tickets: number; readonly comments: number; readonly files: number; readonly kills: number
  readonly calls: number; readonly uploads: number
  /** Planned writes that are not at the lab. */
  readonly lost: number
  /** Planned writes that are there more than once. */
  readonly twice: number
  /** Tickets whose comments or files are in another order, place or size than planned. */
  readonly wrong: number
  /** Writes that were told to be accepted and were not in the journal after a kill. */
  readonly forgotten: number
  /** Entries that were put to the engineer (the soak sends them again as they are). */
  readonly needsYou: number
  readonly seconds: number
}

/** Late commits and late sights keep within this; the settle time is longer, as it is meant to be. */
const latestMs = 500
const settleMs = 1600
const methods = ['create_ticket', 'update_ticket', 'get_ticket', 'list_tickets', 'upload']
/** A soak that takes longer has hung. */
const mostMs = 20 * 60_000

/** A chance of 0..1, the same for the same seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One soak: a core that is killed at random moments writes through random faults until all is sent. */
export async function soak({ seed, tickets, keychain, kills: killsMost, faultRate }: SoakOptions): Promise<SoakResult> {
  const startedAt = Date.now()
  const dir = await mkdtemp(join(tmpdir(), 'lineside-soak-'))
  const lab = await startLab({ lines: 30, checkMs: 50 })
  for (const [index, method] of methods.entries()) {
    lab.faults.set(method, { kind: 'chaos', seed: seed * 10 + index, rate: faultRate, mostMs: latestMs, busySeconds: 0 })
  }
  const chance = chanceOf(seed)
  const accepted = new Set<string>()
  let kills = 0
  let forgotten = 0
  let needsYou = 0
  try {
    for (let done = false; !done;) {
      if (Date.now() - startedAt > mostMs) throw new Error(`seed ${seed}: not done after ${mostMs / 60_000} minutes`)
      const core = startCore({ dir, baseUrl: lab.baseUrl, seed, tickets, nid: labShowcase[0]?.nid ?? '', keychain, settleMs })
      core.heard(event => {
        if ('accepted' in event) accepted.add(String(event['accepted']))
        if ('needsYou' in event) needsYou += 1
        if (Array.isArray(event['kept'])) {
          const kept = new Set(event['kept'].map(String))
          forgotten += [...accepted].filter(each => !kept.has(each)).length
        }
      })
      // Some are killed while they take writes in, some while they send.
      const lifeMs = kills < killsMost ? 600 + chance() ** 2 * Math.min(12_000, 1000 + tickets * 25) : mostMs
      done = await core.endsWithin(lifeMs)
      if (!done) kills += 1
    }
    return {
      seed, tickets, ...compare(lab, seed, tickets), kills, calls: methods.reduce((sum, method) => sum + lab.requests.count(method), 0),
      uploads: lab.requests.count('upload'), forgotten, needsYou, seconds: Math.round((Date.now() - startedAt) / 100) / 10,
    }
  } finally {
    await lab.close()
    await rm(dir, { recursive: true, force: true })
  }
}

type CoreEvent = Readonly<Record<string, unknown>>

function startCore(options: object) {
  const child: ChildProcess = spawn(process.execPath, ['--no-memory-protection-keys', 'test/soak/soakCore.ts', JSON.stringify(options)], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
  })
  const listeners: ((event: CoreEvent) => void)[] = []
  let errors = ''
  let done = false
  child.stderr?.on('data', (chunk: Buffer) => { errors = (errors + chunk.toString()).slice(-4000) })
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', line => {
      let event: CoreEvent
      try {
        event = JSON.parse(line) as CoreEvent
      } catch {
        // The last line of a killed process may be torn.
        return
      }
      if ('done' in event) done = true
      for (const listener of listeners) listener(event)
    })
  }
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('close', code => resolve(code))
    child.once('error', reject)
  })
  return {
    heard: (listener: (event: CoreEvent) => void): void => void listeners.push(listener),
    /** Whether it did all and ended; else it is killed after so long. Throws where it failed. */
    async endsWithin(ms: number): Promise<boolean> {
      const patience = new AbortController()
      const timer = delay(ms, null, { signal: patience.signal }).catch(() => null)
      const first = await Promise.race([closed.then(code => ({ code })), timer])
      patience.abort()
      if (first === null) {
        child.kill('SIGKILL')
        await closed
        return done
      }
      if (first.code !== 0) throw new Error(`the core of the soak ended with ${first.code}:\n${errors}`)
      return done
    },
  }
}

/** The lab's tickets against the plan. */
function compare(lab: Lab, seed: number, count: number): Pick<SoakResult, 'lost' | 'twice' | 'wrong' | 'comments' | 'files'> {
  const bySubject = Map.groupBy(lab.tickets.committed(), ({ subject }) => subject)
  let [lost, twice, wrong, comments, files] = [0, 0, 0, 0, 0]
  const filesOf = (each: readonly { name: string; bytes: Buffer }[]): string => each.map(({ name, bytes }) => `${name} ${bytes.length}`).toSorted().join()
  for (let nth = 0; nth < count; nth++) {
    const planned = plannedTicket(seed, nth)
    const all = bySubject.get(planned.subject) ?? []
    const [ticket] = all
    if (all.length > 1) twice += all.length - 1
    if (ticket === undefined) {
      lost += 1 + planned.comments.length
      continue
    }
    const wanted = [{ body: planned.comment, files: planned.files }, ...planned.comments]
    comments += ticket.comments.length - 1
    files += ticket.comments.reduce((sum, { attachments }) => sum + attachments.length, 0)
    lost += Math.max(0, wanted.length - ticket.comments.length)
    twice += Math.max(0, ticket.comments.length - wanted.length)
    const asPlanned = wanted.every(({ body, files: own }, index) => {
      const there = ticket.comments[index]
      const got = there?.attachments.map(({ file_name, size }) => `${file_name} ${size}`).toSorted().join()
      return there !== undefined && normalComment(there.body) === normalComment(body) && got === filesOf(own)
    })
    if (!asPlanned) wrong += 1
  }
  return { lost, twice, wrong, comments, files }
}

/** Whether nothing was lost and nothing is there twice. */
export const isExact = ({ lost, twice, wrong, forgotten }: SoakResult): boolean => lost + twice + wrong + forgotten === 0
