import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { labShowcase, startLab } from '../../electron/lab/lab.ts'
import { openOnLab } from '../core/coreOnLab.ts'
import { root, startNode, temporaryDirectory } from '../fakes/processes.ts'
import { paintedPng } from '../fakes/visitFixture.ts'

const nid = labShowcase[0]?.nid ?? ''
const program = 'test/fakes/visitProcess.ts'

/** Everything a process confirmed, as it is printed. */
async function collected(dir: string, baseUrl: string, lifeMs: number): Promise<{ visit: string; kept: string[] }> {
  const running = await startNode([program, JSON.stringify({ dir, baseUrl, nid, does: 'collect' })], /"visit":"([^"]+)"/)
  await new Promise(resolve => { setTimeout(resolve, lifeMs) })
  await running.kill()
  // Its last line may be torn.
  const kept = running.output().split('\n').flatMap(line => /^\{"kept":"([^"]+)"\}$/.exec(line)?.[1] ?? [])
  return { visit: running.match[1] ?? '', kept }
}

test('killed at any moment of a visit, everything that was confirmed is there after the start, whole and once', async () => {
  await using on = await openOnLab({ lines: 30 })
  const confirmed: string[] = []
  const visits = new Set<string>()
  for (const lifeMs of [30, 160, 410, 90, 270]) {
    const { visit, kept } = await collected(on.dir, on.lab.baseUrl, lifeMs)
    visits.add(visit)
    confirmed.push(...kept)
  }
  expect(confirmed.length).toBeGreaterThan(10)
  expect(visits.size).toBe(1)
  const [id = ''] = visits
  const core = await on.open()
  const { items } = core.services().visits.get(id).visit
  const there = items.flatMap(item => (item.kind === 'note' ? [item.text] : item.kind === 'photo' ? [item.caption] : []))
  expect(confirmed.filter(each => !there.includes(each))).toEqual([])
  expect(new Set(there).size).toBe(there.length)
  const picture = paintedPng(400, 300).length
  const photos = items.flatMap(item => (item.kind === 'photo' ? [item] : []))
  for (const { id: itemId } of photos) {
    const { base64 } = await core.services().visits.file(id, itemId)
    expect(Buffer.from(base64, 'base64').length).toBe(picture)
  }
  // Nothing lies about that belongs to no photo.
  expect(readdirSync(path.join(on.dir, 'files'))).toHaveLength(photos.length)
  core.services().visits.addNote(id, null, 'goes on')
})

/** How to run a command on a disk of its own: in a mount namespace, with or without rights. Null where neither can be. */
function ownDisk(): readonly string[] | null {
  if (process.platform !== 'linux') return null
  return [['unshare', '-m'], ['unshare', '-Urm']].find(([command = '', ...args]) =>
    spawnSync(command, [...args, 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']).status === 0) ?? null
}

test('on a full disk nothing is confirmed that is not kept, it is said why, and all goes on with room', async ({ skip }) => {
  const unshare = ownDisk()
  if (unshare === null) return skip('no disk of its own can be mounted here')
  await using directory = await temporaryDirectory('full')
  const dir = path.join(directory.dir, 'disk')
  mkdirSync(dir)
  const lab = await startLab({ lines: 30, checkMs: 50 })
  try {
    const [command = '', ...args] = unshare
    const script = 'mount -t tmpfs -o size=24m tmpfs "$1" && exec "$2" "$3" "$4"'
    const child = spawn(command, [...args, 'sh', '-c', script, 'sh', dir, process.execPath, program,
      JSON.stringify({ dir, baseUrl: lab.baseUrl, nid, does: 'fillDisk' })], { cwd: root })
    let [output, errors] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString() })
    child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString() })
    const code = await new Promise(resolve => { child.once('close', resolve) })
    expect([code, errors]).toEqual([0, ''])
    expect(JSON.parse(output)).toMatchObject({
      refused: { photo: 'diskFull', note: 'diskFull', draft: 'diskFull', ticket: 'diskFull' }, accepted: 1,
      restarted: ['ready', 'refused', 'diskFull'], whileFull: true, afterRestart: true,
      withRoom: expect.arrayContaining(['after', 'fits now', 'sent']),
    })
    const made = lab.tickets.committed().map(({ subject }) => subject)
    expect(made.filter(subject => subject === 'Waited' || subject === 'Dark').toSorted()).toEqual(['Dark', 'Waited'])
  } finally {
    await lab.close()
  }
})
