import { expect, test, vi } from 'vitest'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { defaultScope, type AccountInput, type ConnectionTest } from '../../shared/model/account.ts'
import type { AccountId } from '../../shared/model/common.ts'
import { Conflict } from '../services.ts'
import { memoryVault } from '../vault/memoryVault.ts'
import { createAccountRepo } from './accountRepo.ts'
import { createAccounts, type AccountOperators } from './accounts.ts'

const input: AccountInput = {
  label: 'North', colour: 'teal', kind: 'nextpertise', baseUrl: 'https://api.one.example', username: 'engineer', authentication: 'jwt', scope: defaultScope,
  customerIds: [], resellerIds: [],
}
const testResult: ConnectionTest = { outcome: 'ok', rights: [], tookMs: 1 }

async function setUp(unsent = 0) {
  const db = memoryJournal()
  const vault = memoryVault()
  const operators = {
    set: vi.fn(async () => {}), remove: vi.fn(async () => {}), test: vi.fn(async () => testResult),
    retry: vi.fn(), health: vi.fn(), reachability: vi.fn(),
  } satisfies AccountOperators
  const forget = vi.fn(async () => {})
  const giveUpUnsent = vi.fn()
  let count = 0
  const build = () => createAccounts({
    repo: createAccountRepo(db), vault, operators, presets: () => [], unsentCount: () => unsent, giveUpUnsent, changed: () => {}, forget,
    now: () => new Date('2026-11-21T18:00:00Z'), newId: () => `a${++count}`,
  })
  return { db, vault, operators, forget, giveUpUnsent, build, accounts: await build() }
}
const signal = new AbortController().signal

test('keeps the password in the vault only, and the account over a restart', async () => {
  const { db, accounts, build, vault } = await setUp()
  const added = await accounts.add(input, { password: 'hunter2!', oneTimeCode: '123456' })
  expect(JSON.stringify(db.prepare('SELECT * FROM account').all())).not.toMatch(/hunter2|123456/)
  expect((await build()).list()).toEqual([added])
  await vault.delete('account.a1.password')
  expect((await build()).list()[0]?.hasPassword).toBe(false)
})

test('a stored password never goes to another address', async () => {
  const { accounts, operators } = await setUp()
  const { id } = await accounts.add(input, { password: 'hunter2!' })
  const elsewhere = { ...input, baseUrl: 'https://api.two.example' }
  await expect(accounts.test(elsewhere, {}, id, signal)).rejects.toThrow(Conflict)
  await expect(accounts.edit(id, elsewhere, {})).rejects.toThrow(Conflict)
  expect(operators.test).not.toHaveBeenCalled()
  await accounts.test({ ...input, baseUrl: 'https://API.one.example/' }, {}, id, signal)
  expect(operators.test).toHaveBeenCalledWith(expect.anything(), 'hunter2!', undefined, signal)
  await accounts.edit(id, elsewhere, { password: 'other one' })
  expect(accounts.list()[0]?.system).toBe('nextpertise:https://api.two.example')
})

test('removing asks first while work is unsent, then takes cache and secrets and leaves the row', async () => {
  const { accounts, forget, giveUpUnsent, vault, db } = await setUp(2)
  const { id } = await accounts.add(input, { password: 'hunter2!' })
  await expect(accounts.remove(id, false)).rejects.toMatchObject({ reason: 'unsentWork', count: 2 })
  expect(accounts.list()).toHaveLength(1)
  await accounts.remove(id, true)
  expect(accounts.list()).toEqual([])
  expect(forget).toHaveBeenCalledWith(id)
  expect(giveUpUnsent).toHaveBeenCalled()
  expect(await vault.get(`account.${id as AccountId}.password`)).toBeUndefined()
  expect(db.prepare('SELECT removed_at FROM account').get()).toEqual({ removed_at: '2026-11-21T18:00:00.000Z' })
})
