import { expect, test } from 'vitest'
import { openOnLab, syncState, synchronise, synchronised, unhurried } from './coreOnLab.ts'

test.each(['basic', 'jwt'] as const)('a refused account sends no second log-in from the background, and speaks again on retry (%s)', async authentication => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  on.lab.faults.set('*', { kind: 'unauthorized401' })
  const { id } = await services.accounts.add(on.account({ authentication }), { password: 'engineer-pass' })
  expect(await syncState(services, id, ({ failure }) => failure !== null)).toMatchObject({ phase: 'failed', failure: 'refused', nextAt: null })
  const sent = on.lab.requests.counts
  // Basic: one call, and one that tells a missing right from a refused account. JWT: one log-in.
  const most = authentication === 'basic' ? 2 : 1
  expect(Object.values(sent).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(most)

  for (let nth = 0; nth < 3; nth++) expect(await synchronise(services, id)).toMatchObject({ failure: 'refused' })
  expect(on.lab.requests.counts).toEqual(sent)

  // The engineer's retry tries once, and once only, while the refusal stands.
  expect(await services.accounts.retry(id, undefined, unhurried())).toMatchObject({ state: 'refused' })
  const tried = on.lab.requests.counts
  expect(tried).not.toEqual(sent)
  await synchronise(services, id)
  expect(on.lab.requests.counts).toEqual(tried)

  on.lab.faults.clear()
  expect(await services.accounts.retry(id, undefined, unhurried())).toMatchObject({ state: 'reachable' })
  await synchronise(services, id)
  expect(await synchronised(services, id)).toMatchObject({ phase: 'idle', failure: null })
  expect(services.lines.facets().lineCount).toBeGreaterThan(0)
})
