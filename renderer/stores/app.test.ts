import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { createAutosave } from './autosave.ts'
import { createAppStore, isOpen, sessionAfter } from './app.ts'
import type { AppStatus } from '../../shared/contract/app.ts'

test('a core that stops answering is told, and its return counts as a new connection', async () => {
  const core = createFakeClient()
  const [first, all] = [new AbortController(), new AbortController()]
  let opened = 0
  const app = createAppStore(createFakeClient({}, {
    app: {
      status: () => {
        opened += 1
        return core.app.status(undefined, { signal: opened === 1 ? first.signal : all.signal })
      },
    },
  }))
  const seen: string[] = []
  app.subscribe(state => seen.push(`${state.connection} ${state.connections}`))
  const watching = app.watch(all.signal)
  await expect.poll(() => app.getState().connections).toBe(1)
  first.abort()
  await expect.poll(() => app.getState().connections, { timeout: 3000 }).toBe(2)
  expect(seen).toEqual(['connected 1', 'lost 1', 'connected 2'])
  all.abort()
  await watching
})

test('a failed choice is told and may be made again', async () => {
  const app = createAppStore(createFakeClient({}, { app: { chooseVault: () => Promise.reject(new Error('gone')) } }))
  expect(await app.chooseVault({ choice: 'memory' })).toBe(false)
  expect(app.getState()).toMatchObject({ busy: 'none', failure: { kind: 'coreGone' } })
})

const statusOf = async (): Promise<AppStatus> => {
  for await (const status of await createFakeClient().app.status()) return status
  throw new Error('no status')
}

test('the rooms wait out a lock, and nothing else: other data has other rooms', async () => {
  const open = await statusOf()
  const closed = { ...open, journal: { ...open.journal, state: 'closed' as const } }
  const vaultIn = (vault: Partial<AppStatus['vault']>): AppStatus => ({ ...closed, vault: { ...open.vault, ...vault } })
  const own = sessionAfter(null, open)
  expect(own).not.toBeNull()
  const away = [
    vaultIn({ state: 'locked' }), vaultIn({ state: 'needsPassphrase', newPassphrase: false }), vaultIn({ state: 'waitingForKeychain' }), closed,
    vaultIn({ state: 'needsChoice', keychainInUse: true }),
  ]
  expect(away.map(status => [isOpen(status), sessionAfter(own, status), sessionAfter(null, status)])).toEqual(away.map(() => [false, own, null]))
  const gone = [
    vaultIn({ state: 'opening' }), vaultIn({ state: 'needsPassphrase', newPassphrase: true }), vaultIn({ state: 'needsChoice', keychainInUse: false }),
    vaultIn({ state: 'damaged' }), { ...closed, journal: { ...closed.journal, state: 'damaged' as const } },
  ]
  expect(gone.map(status => sessionAfter(own, status))).toEqual(gone.map(() => null))
  const others = [{ ...open, demo: !open.demo }, { ...open, dataDirectory: '/elsewhere' }, { ...open, vault: { ...open.vault, kind: 'memory' as const } }]
  expect(others.map(status => sessionAfter(own, status))).not.toContain(own)
})

test('a lock keeps what is typed first, and what was refused can be seen and forgotten', async () => {
  const done: string[] = []
  const app = createAppStore(createFakeClient({}, { privacy: {
    lock: async () => void done.push('locked'),
    deleteCustomerData: () => Promise.reject(new ORPCError('CONFLICT', { data: { reason: 'unsentWork', count: 3 } })),
  } }))
  const draft = createAutosave<string, void>({ save: async text => void done.push(`kept ${text}`), onState: () => undefined, delayMs: 60_000 })
  draft.change('half a sent')
  await app.lock()
  await app.lock()
  expect(done).toEqual(['kept half a sent', 'locked', 'locked'])
  expect(await app.deleteCustomerData({ unsent: 1, openVisits: 0 })).toBe(false)
  expect(app.getState()).toMatchObject({ deletedAt: null, failure: { kind: 'conflict', reason: 'unsentWork' } })
  app.forgetFailure()
  expect(app.getState().failure).toBeNull()
})
