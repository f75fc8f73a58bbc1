import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openCore } from '../../electron/core.ts'
import { NotReady, type Core } from '../../electron/services.ts'
import { keyNameOf } from '../../electron/vault/databaseKey.ts'
import { loadKeytar } from '../../electron/vault/keychain.ts'

async function site(): Promise<{ dir: string; core: Core }> {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-keyring-core-'))
  const core = await openCore({
    dataDirectory: dir, host: 'browser', version: '0.0.0', startedAtMs: Date.now(),
    writerWorkerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url),
  })
  onTestFinished(async () => {
    await core.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return { dir, core }
}
const vaultOf = async (core: Core) => {
  for await (const { vault } of core.status(new AbortController().signal)) return vault
  throw new Error('no status')
}

it('is locked until the keychain opens it again', async () => {
  const { core } = await site()
  core.services().settings.change({ language: 'nl' })
  await core.lock()
  expect(await vaultOf(core)).toMatchObject({ state: 'locked', kind: 'keychain', offers: ['retry'] })
  expect(() => core.services()).toThrow(NotReady)
  expect(await core.chooseVault({ choice: 'retry' })).toMatchObject({ state: 'ready', kind: 'keychain' })
  expect(core.services().settings.get().language).toBe('nl')
})

it('leaves nothing in the keychain when customer data is deleted', async () => {
  const { dir, core } = await site()
  const { id } = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as { id: string }
  const keytar = await loadKeytar()
  const held = async () => {
    const names = [keyNameOf('journal'), keyNameOf('cache'), keyNameOf('files'), 'keychain-check']
    const found = await Promise.all(names.map(name => keytar.getPassword('Lineside', `${id}/${name}`)))
    return found.filter(secret => secret !== null).length
  }
  expect(await held()).toBe(4)
  core.services().settings.change({ language: 'nl' })
  await core.deleteCustomerData({ unsent: 0, openVisits: 0 })
  expect(await held()).toBe(0)
  expect(await vaultOf(core)).toMatchObject({ state: 'ready', kind: 'keychain' })
  expect(core.services().settings.get().language).toBe('en')
  // The new keys are under a name of their own.
  expect((JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')) as { id: string }).id).not.toBe(id)
})
