import { expect, it } from 'vitest'
import { createText } from '../../shared/text/text.ts'
import { changeOf, watchOf } from '../../test/fakes/fakeWatch.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { newsWords } from './useWatchTelling.ts'

const now = '2026-11-21T14:30:00.000Z'
const text = createText('en')
const watch = watchOf(lineFixtures(now).healthyFibre, now, { label: 'Zuidpoolsingel 10 A' })
const changes = [changeOf('c2', now), changeOf('c1', now, { from: 'online', to: 'offline', direction: 'worse' })]

it.each([
  [{ watch, changes: changes.slice(0, 1), became: null }, 'Zuidpoolsingel 10 A: Session: Offline → Online'],
  [{ watch, changes, became: null }, 'Zuidpoolsingel 10 A: Session: Offline → Online, and 1 more change'],
  [{ watch, changes: [], became: 'waiting' }, 'Zuidpoolsingel 10 A: the system is out of reach, the watch waits'],
  [{ watch: { ...watch, label: '', nativeId: '2408ZE000100200' }, changes: [], became: 'ended' }, '2408ZE000100200: the watch is over'],
] as const)('says on screen %#', (news, words) => {
  expect(newsWords(text, { ...news, changes: [...news.changes] }, Date.parse(now))).toBe(words)
})
