import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync, chmodSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../fakes/hostSession.ts'

const program = path.resolve(import.meta.dirname, '../fakes/fakeHost.ts')
let directory: string
const children: (() => Promise<void>)[] = []

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'lineside-program-'))
  mkdirSync(path.join(directory, 'renderer'))
  writeFileSync(path.join(directory, 'renderer', 'index.html'), '<!doctype html><html><head></head><body></body></html>')
})
afterEach(async () => {
  for (const end of children.splice(0)) await end()
  await rm(directory, { recursive: true, force: true })
})

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

function launch(args: readonly string[], stdin = '') {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, DISPLAY: '', LINESIDE_FAKE_RENDERER: path.join(directory, 'renderer') },
  })
  child.stdin.end(stdin)
  let out = ''
  let err = ''
  const ready = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', line => {
    out += `${line}\n`
    const address = /^Lineside is ready at (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+)$/.exec(line)?.[1]
    if (address !== undefined) ready.resolve(address)
  })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }))
  void ended.then(result => ready.reject(new Error(`ended with ${result.code}: ${result.err}`)))
  ready.promise.catch(() => {})
  children.push(async () => {
    if (child.exitCode === null) child.kill('SIGKILL')
    await ended
  })
  return { ready: ready.promise, ended, child }
}

const data = () => ['--no-open', '--data-dir', path.join(directory, 'data')]

describe('the browser host as a program', () => {
  it.each([
    [['--prot', '1'], '--prot', 'Did you mean --port?'],
    [['--data-dri', 'x'], '--data-dri', 'Did you mean --data-dir?'],
    [['--xyzzy'], '--xyzzy', 'See --help'],
    [['stray'], 'stray', 'Options start with --'],
    [['--port', 'eighty'], '--port', 'number from 0 to 65535'],
    [['--port', '70000'], '--port', 'number from 0 to 65535'],
    [['--port'], '--port', 'needs a value'],
    [['--data-dir', '--demo'], '--data-dir', 'needs a value'],
    [['--demo=yes'], '--demo', 'takes no value'],
    [['--passphrase-file', 'x', '--passphrase-stdin'], '--passphrase-file', 'not both'],
  ])('says in one line what is wrong with %j', async (args, named, words) => {
    const { code, out, err } = await launch(args).ended
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/^lineside: [^\n]+\n$/)
    expect(err).toContain(named)
    expect(err).toContain(words)
  })

  it('says that a port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { code, err } = await launch([...data(), '--port', String(port)]).ended
    taken.close()
    expect(code).toBe(1)
    expect(err).toBe(`lineside: Port ${port} is taken by another program. Choose another with --port, or leave it out.\n`)
  })

  it('says that the data directory cannot be used', async () => {
    writeFileSync(path.join(directory, 'data'), 'a file is in the way')
    const { code, err } = await launch(data()).ended
    expect(code).toBe(1)
    expect(err).toMatch(/^lineside: The data directory cannot be used: [^\n]+Choose another with --data-dir\.\n$/)
  })

  it('says that a passphrase cannot be read, or is too short, without repeating it', async () => {
    expect((await launch([...data(), '--passphrase-file', path.join(directory, 'none')]).ended).err).toContain('cannot be read')
    const short = await launch([...data(), '--passphrase-stdin'], 'secret1\n').ended
    expect(short).toMatchObject({ code: 1, err: expect.stringContaining('8 to 500 characters') })
    expect(short.err).not.toContain('secret1')
  })

  it('gives a second start a fresh address of the running one', async () => {
    const first = launch(data())
    const address = await first.ready
    const second = await launch(data()).ended
    expect(second.code).toBe(0)
    expect(second.out).toContain('Lineside is already running on this data.\n')
    const fresh = /Lineside is ready at (\S+)/.exec(second.out)?.[1] ?? ''
    expect(new URL(fresh).origin).toBe(new URL(address).origin)
    expect(fresh).not.toBe(address)
    expect((await openPage(fresh)).page.status).toBe(200)
  })

  it('lets only one of two simultaneous starts have the data', async () => {
    const [one, two] = [launch(data()), launch(data())]
    const [a, b] = await Promise.all([one.ready, two.ready])
    expect(new URL(a).origin).toBe(new URL(b).origin)
  })

  it('ends at a signal and leaves the data free', async () => {
    const first = launch(data())
    await first.ready
    first.child.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    const second = launch(data())
    expect((await openPage(await second.ready)).page.status).toBe(200)
  })

  it('starts on the data that a killed one left', async () => {
    const first = launch(data())
    await first.ready
    first.child.kill('SIGKILL')
    await first.ended
    await launch(data()).ready
  })

  it('can be quit from the page', async () => {
    const running = launch(data())
    const { origin, headers } = await openPage(await running.ready)
    const answer = await fetch(`${origin}/rpc/app/quit`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' })
    expect(answer.status).toBe(200)
    expect((await running.ended).code).toBe(0)
  })

  it('prints help and version', async () => {
    expect((await launch(['--help']).ended).out).toContain('--passphrase-file FILE')
    expect((await launch(['--version']).ended).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says that the data directory is not writable', async () => {
    mkdirSync(path.join(directory, 'data'))
    chmodSync(path.join(directory, 'data'), 0o500)
    expect((await launch(data()).ended).code).toBe(1)
  })
})
