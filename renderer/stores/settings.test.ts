import { expect, test } from 'vitest'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { newLimitDraft } from './limitDraft.ts'
import { createSettingsStore } from './settings.ts'

const limit = (key: string): EngineerLimit => ({
  key, supplier: null, technology: null, lower: 1, warnLower: null, warnUpper: null, upper: null,
})

async function opened(limits: EngineerLimit[], parts: Parameters<typeof createFakeClient>[1] = {}) {
  const client = createFakeClient({}, parts)
  await client.app.changeSettings({ limits })
  const settings = createSettingsStore(client)
  await settings.load()
  return settings
}

test('a limit is kept when it is sound, and stays typed when it is not', async () => {
  const settings = await opened([])
  settings.typeLimit(newLimitDraft('noiseMarginUpDb'))
  expect(await settings.saveLimit()).toBe(false)
  expect(settings.getState().limit).not.toBeNull()
  settings.typeLimit({ ...newLimitDraft('noiseMarginUpDb'), typed: { lower: '2,5', warnLower: '', warnUpper: '', upper: '' } })
  expect(await settings.saveLimit()).toBe(true)
  expect(settings.getState()).toMatchObject({ limit: null, settings: { limits: [{ key: 'noiseMarginUpDb', lower: 2.5, upper: null }] } })
})

test('a removed limit can be put back where it stood', async () => {
  const settings = await opened([limit('a'), limit('b'), limit('c')])
  const second = settings.getState().settings?.limits[1]
  if (second === undefined) throw new Error('no limit')
  await settings.removeLimit(second)
  expect(settings.getState().settings?.limits.map(({ key }) => key)).toEqual(['a', 'c'])
  await settings.putLimitBack()
  expect(settings.getState().settings?.limits.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  expect(settings.getState().removedLimit).toBeNull()
})

test('a limit that could not be kept stays typed, and the list is as it was', async () => {
  let refuses = false
  const whole = createFakeClient()
  const settings = createSettingsStore(createFakeClient({}, { app: {
    settings: whole.app.settings,
    changeSettings: (...input) => refuses ? Promise.reject(new Error('disk full')) : whole.app.changeSettings(...input),
  } }))
  await settings.load()
  refuses = true
  settings.typeLimit({ ...newLimitDraft('noiseMarginUpDb'), typed: { lower: '2', warnLower: '', warnUpper: '', upper: '' } })
  expect(await settings.saveLimit()).toBe(false)
  expect(settings.getState()).toMatchObject({ limit: { key: 'noiseMarginUpDb' }, settings: { limits: [] }, failure: { kind: 'coreGone' } })
})
