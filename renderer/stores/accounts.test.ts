import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { fixtureAccount } from '../../test/fakes/lineFixtures.ts'
import { draftProblem, emptyDraft, inputOf } from './accountDraft.ts'
import { createAccountsStore } from './accounts.ts'

const typed = { label: 'North', username: 'me', password: 'geheim', baseUrl: 'https://api.example/' }

test('what was typed survives a failed save', async () => {
  const failure = new ORPCError('STORAGE_FAILURE', { data: { code: 'diskFull' } })
  const accounts = createAccountsStore(createFakeClient({}, { accounts: { add: () => Promise.reject(failure) } }))
  await accounts.load()
  accounts.type('new', typed)
  expect(await accounts.save('new')).toBe(false)
  expect(accounts.formOf('new')).toMatchObject({ busy: 'none', draft: typed, failure: { kind: 'storage', code: 'diskFull' } })
})

test('a saved form is forgotten, password and all', async () => {
  const accounts = createAccountsStore(createFakeClient())
  await accounts.load()
  accounts.type('new', typed)
  expect(await accounts.save('new')).toBe(true)
  expect(accounts.getState().forms).toEqual({})
  expect(accounts.getState().accounts?.map(account => account.label)).toContain('North')
})

test('the form says which field cannot be sent, and asks nothing of the core', async () => {
  const accounts = createAccountsStore(createFakeClient({}, { accounts: { add: () => Promise.reject(new Error('asked')) } }))
  await accounts.load()
  accounts.type('new', { ...typed, baseUrl: 'http://api.example/' })
  expect(await accounts.save('new')).toBe(false)
  expect(accounts.formOf('new')).toMatchObject({ problem: 'baseUrl', failure: null })
})

test('an account with unsent work is asked about twice before it goes', async () => {
  const accounts = createAccountsStore(createFakeClient())
  await accounts.load()
  accounts.askRemoval(fixtureAccount)
  await accounts.confirmRemoval()
  expect(accounts.getState().removal).toMatchObject({ unsent: 2, failure: null, busy: false })
  await accounts.confirmRemoval()
  expect(accounts.getState().removal).toBeNull()
  expect(accounts.getState().accounts?.some(account => account.id === fixtureAccount)).toBe(false)
})

test('an empty password of a stored account is not sent', async () => {
  const sent: unknown[] = []
  const accounts = createAccountsStore(createFakeClient({}, {
    accounts: { edit: input => { sent.push(input.secrets); return Promise.reject(new Error('no matter')) } },
  }))
  await accounts.load()
  accounts.type(fixtureAccount, { label: 'Renamed' })
  await accounts.save(fixtureAccount)
  expect(sent).toEqual([{}])
})

test.each([
  ['https://api.example/v1', null], ['http://127.0.0.1:8080', null], ['http://api.example', 'baseUrl'],
  ['https://me:pw@api.example', 'baseUrl'],
  ['https://api.example/?key=1', 'baseUrl'], ['api.example', 'baseUrl'],
] as const)('base address %s', (baseUrl, problem) => {
  expect(draftProblem({ ...emptyDraft([], []), ...typed, baseUrl }, true)).toBe(problem)
})

test('lists are read with commas, semicolons and new lines, each entry once', () => {
  const input = inputOf({
    ...emptyDraft([], []), ...typed, cities: 'Gouda, Alphen aan den Rijn; Gouda', postcodePrefixes: '2408\n43',
  })
  expect(input.scope).toMatchObject({ cities: ['Gouda', 'Alphen aan den Rijn'], postcodePrefixes: ['2408', '43'] })
})

test('another kind of system asks for other things, and an offered address of the old kind does not stay', async () => {
  const sent: unknown[] = []
  const accounts = createAccountsStore(createFakeClient({}, {
    accounts: { add: input => { sent.push(input.account); return Promise.reject(new Error('no matter')) } },
  }))
  await accounts.load()
  accounts.type('new', { ...typed, baseUrl: accounts.formOf('new').draft.baseUrl, cities: 'Gouda', oneTimeCode: '123456' })
  accounts.chooseKind('new', 'onApi')
  expect(accounts.formOf('new').draft).toMatchObject({ kind: 'onApi', baseUrl: '', authentication: 'basic', label: 'North' })
  accounts.type('new', { baseUrl: 'https://co.example/deep/onapi/2.6' })
  await accounts.save('new')
  expect(sent).toMatchObject([{ kind: 'onApi', baseUrl: 'https://co.example/deep/onapi/2.6', scope: { cities: ['Gouda'], tags: [] } }])
})

test('what an operator offers stays on screen while it is asked again, and when that fails', async () => {
  const client = createFakeClient()
  let fails = false
  const accounts = createAccountsStore(createFakeClient({}, {
    accounts: { health: input => fails ? Promise.reject(new Error('gone')) : client.accounts.health(input) },
  }))
  await accounts.load()
  await accounts.loadHealth(fixtureAccount, false)
  fails = true
  await accounts.loadHealth(fixtureAccount, true)
  expect(accounts.getState().health[fixtureAccount]).toMatchObject({ busy: false, answer: { canLearn: false }, failure: { kind: 'coreGone' } })
})
