import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** The repository's own folder: tests run from it. */
export const root = path.resolve(import.meta.dirname, '../..')

/** A directory of its own for a test, removed at the end. */
export async function temporaryDirectory(name: string): Promise<{ dir: string; [Symbol.asyncDispose](): Promise<void> }> {
  const dir = await mkdtemp(path.join(tmpdir(), `lineside-${name}-`))
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) }
}

export type Running = { readonly process: ChildProcess; output(): string; stop(): Promise<void>; kill(): Promise<void> }

/** Starts a Node process and waits until a line of its output matches. The rest of its output is kept for messages. */
export async function startNode(args: readonly string[], ready: RegExp, options: { env?: NodeJS.ProcessEnv; timeoutMs?: number } = {}): Promise<Running & { match: RegExpExecArray }> {
  const child = spawn(process.execPath, ['--no-memory-protection-keys', ...args], { cwd: root, env: { ...process.env, ...options.env }, stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString() })
  const matched = Promise.withResolvers<RegExpExecArray>()
  createInterface({ input: child.stdout }).on('line', line => {
    output += `${line}\n`
    const match = ready.exec(line)
    if (match !== null) matched.resolve(match)
  })
  child.once('exit', code => matched.reject(new Error(`${args.join(' ')} ended with ${code}:\n${output}`)))
  const timer = setTimeout(() => matched.reject(new Error(`${args.join(' ')} was not ready in time:\n${output}`)), options.timeoutMs ?? 30_000)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  try {
    const match = await matched.promise
    return { process: child, match, output: () => output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
  } catch (error) {
    await end('SIGKILL')
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** The lab's engineer with every right (electron/lab/nextpertise/users.ts). */
export const labEngineer = { username: 'engineer', password: 'engineer-pass' }
/** `baseUrl` is Nextpertise's; `baseUrls` has that of every system by its kind. */
export type RunningLab = Running & { baseUrl: string; baseUrls: Readonly<Record<string, string>>; control(path: string, body?: unknown): Promise<unknown> }

/** The lab network in a process of its own, so that it can be cut and its load does not count as ours. */
export async function startLabProcess(options: {
  lines?: number; accesses?: number; dialect?: 'document' | 'public'; seed?: number; checkMs?: number; port?: number
} = {}): Promise<RunningLab> {
  const { lines = 400, accesses = 300, dialect = 'document', seed = 1, checkMs = 300, port = 0 } = options
  const running = await startNode(['electron/lab/labProcess.ts', '--lines', String(lines), '--seed', String(seed),
    '--accesses', String(accesses), '--dialect', dialect, '--check-ms', String(checkMs), '--port', String(port)], /^(\{.*\})$/)
  const { baseUrl, baseUrls } = JSON.parse(running.match[1] ?? '{}') as Pick<RunningLab, 'baseUrl' | 'baseUrls'>
  return {
    ...running,
    baseUrl,
    baseUrls,
    async control(route, body) {
      const reply = await fetch(new URL(route, baseUrl), body === undefined
        ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      if (!reply.ok) throw new Error(`lab control ${route}: ${reply.status} ${await reply.text()}`)
      return reply.json() as Promise<unknown>
    },
  }
}

/** Unlocks the data directories of tests. */
export const passphrase = 'correct horse battery staple'

export type RunningApp = Running & { address: string; origin: string }

/** The built browser host with these options, away from any keychain. */
export async function startHost(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunningApp> {
  const running = await startNode(
    ['dist/electron/host.js', '--no-open', ...args],
    /^Lineside is ready at (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)$/, { env: { DBUS_SESSION_BUS_ADDRESS: '', ...env } })
  const address = running.match[1] ?? ''
  return { ...running, address, origin: new URL(address).origin }
}

/** The same on a data directory of its own, unlocked by a passphrase file. */
export async function startApp(dataDir: string, options: { args?: readonly string[]; env?: NodeJS.ProcessEnv } = {}): Promise<RunningApp> {
  const passphraseFile = path.join(dataDir, '..', `${path.basename(dataDir)}.passphrase`)
  await writeFile(passphraseFile, 'correct horse battery staple\n', { mode: 0o600 })
  return startHost(['--data-dir', dataDir, '--passphrase-file', passphraseFile, ...(options.args ?? [])], options.env)
}
