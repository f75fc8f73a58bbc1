import { expect, it } from 'vitest'
import { checkOf, lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import { failedChecks } from './FailedChecks.tsx'

const view = lineFixtures('2026-11-21T14:30:00.000Z').healthyFibre
const failure = (code: string) => ({ code, detail: null, correlationId: null })
const at = (minute: number): string => `2026-11-21T14:${minute}:00.000Z`

it('tells of the newest check of a kind where it brought nothing, whether or not it is waited for', () => {
  const refused = checkOf(view, 'fibreCheck', at(20), { state: 'failed', waiting: false, failure: failure('refused') })
  const earlier = checkOf(view, 'fibreCheck', at(10), { state: 'complete', waiting: false })
  const lost = checkOf(view, 'selt', at(15), { state: 'unknown', waiting: false, failure: failure('resultUnknown') })
  expect(failedChecks([earlier, refused, lost])).toEqual([refused, lost])
})

it('is silent where a newer one brought its result, or the failure is told elsewhere', () => {
  const refused = checkOf(view, 'fibreCheck', at(10), { state: 'failed', waiting: false, failure: failure('refused') })
  const newer = checkOf(view, 'fibreCheck', at(20), { state: 'complete', waiting: false })
  const inError = checkOf(view, 'delt', at(10), { state: 'failed', waiting: false, failure: failure('testError') })
  const givenUp = checkOf(view, 'selt', at(10), { state: 'failed', waiting: false, failure: failure('cancelled') })
  expect(failedChecks([newer, refused, inError, givenUp])).toEqual([])
})
