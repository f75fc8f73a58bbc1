import { expect, test } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { createAppStore } from './app.ts'

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
