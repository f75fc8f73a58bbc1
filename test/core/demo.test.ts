import { expect, test } from 'vitest'
import { openCore } from '../../electron/core.ts'
import { startDemoLab } from '../../electron/hosting/demoLab.ts'
import { temporaryDirectory } from '../fakes/processes.ts'
import { createPassphraseVault } from '../../electron/vault/passphraseVault.ts'
import { passphrase, synchronised } from './coreOnLab.ts'

const writerWorkerUrl = new URL('../../electron/lines/writerWorker.ts', import.meta.url)

test('the demo has an account at each system it shows, synchronised, and finds its lines again at the next start', async () => {
  await using directory = await temporaryDirectory('demo')
  await createPassphraseVault(directory.dir, passphrase, { N: 2 ** 10, r: 8, p: 1 })
  const start = async () => {
    const lab = await startDemoLab(directory.dir)
    const core = await openCore({
      dataDirectory: directory.dir, host: 'browser', version: '0.0.0', writerWorkerUrl, startedAtMs: Date.now(), demo: lab.accounts, passphrase,
    })
    return {
      core,
      async end() {
        await core.close()
        await lab.close()
      },
    }
  }
  const first = await start()
  const services = first.core.services()
  const accounts = services.accounts.list()
  expect(accounts.map(({ label, kind, authentication }) => [label, kind, authentication])).toEqual([
    ['Lab', 'nextpertise', 'jwt'], ['Lab open network', 'onApi', 'basic'], ['Lab reseller', 'reseller', 'jwt'],
    ['Lab TelecomX', 'telecomx', 'session'],
  ])
  expect(services.accounts.presets().filter(({ environment }) => environment === 'lab').map(({ kind, name }) => [kind, name])).toEqual([
    ['nextpertise', 'Lab'], ['onApi', 'Lab open network'], ['reseller', 'Lab reseller'], ['telecomx', 'Lab TelecomX'],
  ])
  for (const { id } of accounts) {
    const { phase, failure, badRecords, lineCount } = await synchronised(services, id)
    expect({ phase, failure, badRecords, enough: lineCount > 100 }).toEqual({ phase: 'idle', failure: null, badRecords: 0, enough: true })
  }
  await first.end()

  const second = await start()
  expect(second.core.services().accounts.list().map(({ id }) => id)).toEqual(accounts.map(({ id }) => id))
  await second.end()
})
