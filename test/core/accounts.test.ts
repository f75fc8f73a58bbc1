import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { Conflict } from '../../electron/services.ts'
import { totpCode } from '../../electron/lab/nextpertise/users.ts'
import { lineOf, openOnLab, passphrase, synchronise, unhurried, until } from './coreOnLab.ts'

const nid = labShowcase[0]?.nid ?? ''

test('an account is tested, added, edited and kept over a restart; its password is asked for again nowhere', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  const { accounts } = core.services()
  expect(await accounts.test(on.account(), { password: 'engineer-pass' }, undefined, unhurried()))
    .toMatchObject({ outcome: 'ok' })
  expect(await accounts.test(on.account(), { password: 'wrong' }, undefined, unhurried())).toMatchObject({ outcome: 'refused' })
  const { id } = await on.signOn(core.services())
  await accounts.edit(id, on.account({ label: 'North', colour: 'red', authentication: 'basic' }), {})
  await core.close()

  const again = (await on.open()).services()
  expect(again.accounts.list()).toMatchObject([{ id, label: 'North', colour: 'red', authentication: 'basic', hasPassword: true }])
  expect(await again.accounts.test(on.account(), {}, id, unhurried())).toMatchObject({ outcome: 'ok' })
  expect(await synchronise(again, id)).toMatchObject({ phase: 'idle', failure: null })
  expect(on.lab.requests.recent('list_connections').at(-1)?.auth).toBe('basic')
})

test('a refused log-in silences the account until the engineer acts', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  const { id } = await services.accounts.add(on.account(), { password: 'wrong' })
  expect(await synchronise(services, id)).toMatchObject({ failure: 'refused', nextAt: null })
  const logIns = on.lab.requests.count('jwt/log-in')
  expect(logIns).toBe(1)
  await synchronise(services, id)
  expect(on.lab.requests.count('jwt/log-in')).toBe(logIns)
  const states = await until(services.accounts.reachability(unhurried()), all => all.length > 0)
  expect(states).toMatchObject([{ accountId: id, state: 'refused' }])

  await services.accounts.edit(id, on.account(), { password: 'engineer-pass' })
  expect(await synchronise(services, id)).toMatchObject({ phase: 'idle' })
  expect(lineOf(services, nid).nativeId).toBe(nid)
})

test('a one-time code lets in for the session, and is asked for again after a restart', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  const code = totpCode('JBSWY3DPEHPK3PXP', Date.now())
  const { id } = await core.services().accounts.add(on.account({ username: 'totp' }), { password: 'totp-pass', oneTimeCode: code })
  await synchronise(core.services(), id)
  expect(lineOf(core.services(), nid).accountId).toBe(id)
  await core.close()

  const services = (await on.open()).services()
  expect(await synchronise(services, id)).toMatchObject({ phase: 'failed', failure: 'refused' })
  expect(await services.accounts.retry(id, totpCode('JBSWY3DPEHPK3PXP', Date.now()), unhurried()))
    .toMatchObject({ state: 'reachable' })
  expect(await synchronise(services, id)).toMatchObject({ phase: 'idle' })
})

test('unsent work is asked about before an account goes, and the journal keeps it', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  const services = core.services()
  const { id } = await on.signOn(services)
  const lineId = lineOf(services, nid).id
  on.lab.faults.set('create_ticket', { kind: 'reset' }, 1)
  const ticket = await services.outbox.addTicket({
    lineId, subject: 'No light', comment: 'Checked at the outlet', contactName: '', contactPhone: '', technicalSpecifications: '', fileIds: [],
  })
  await until(services.outbox.changes(unhurried()), () => on.lab.requests.count('create_ticket') === 1)
  const refusal = await services.accounts.remove(id, false).then(() => null, (error: unknown) => error)
  expect(refusal).toBeInstanceOf(Conflict)
  expect(refusal).toMatchObject({ reason: 'unsentWork', count: 1 })
  expect(services.accounts.list()).toHaveLength(1)

  await services.accounts.remove(id, true)
  expect(services.accounts.list()).toEqual([])
  expect(services.lines.facets().lineCount).toBe(0)
  await core.close()
  const after = (await on.open({ passphrase })).services()
  expect(after.accounts.list()).toEqual([])
  expect((await after.tickets.list(unhurried())).sent).toMatchObject([{ entryId: ticket.id, reference: ticket.reference, state: 'failed' }])
})

test('an account that moves to another system loses the lines of the old one, and needs its password again', async () => {
  await using on = await openOnLab()
  await using other = await openOnLab({ lines: 40, seed: 7 })
  const services = (await on.open()).services()
  const { id } = await on.signOn(services)
  const moved = on.account({ baseUrl: other.lab.baseUrl })
  await expect(services.accounts.edit(id, moved, {})).rejects.toBeInstanceOf(Conflict)
  await services.accounts.edit(id, moved, { password: 'engineer-pass' })
  const { lineCount } = await synchronise(services, id)
  expect(services.lines.facets().lineCount).toBe(lineCount)
  expect(lineOf(services, nid).id.startsWith(`nextpertise:${other.lab.baseUrl}|`)).toBe(true)
})
