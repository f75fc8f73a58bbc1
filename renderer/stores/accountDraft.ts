import type { Account, AccountColour, AccountInput, Authentication } from '../../shared/model/account.ts'
import type { SystemKind } from '../../shared/model/common.ts'
import { LineState } from '../../shared/model/line.ts'
import { formFor, offeredKinds } from './systemForms.ts'

/** An account as it is typed: every field text, checked only when it is saved or tested. */
export type AccountDraft = {
  readonly kind: SystemKind
  readonly label: string
  readonly colour: AccountColour
  readonly baseUrl: string
  readonly username: string
  readonly clientId: string
  readonly password: string
  readonly oneTimeCode: string
  readonly authentication: Authentication
  readonly states: readonly LineState[]
  readonly cities: string
  readonly postcodePrefixes: string
  readonly tags: string
  readonly customerIds: string
  readonly resellerIds: string
}
export type DraftProblem = 'label' | 'baseUrl' | 'username' | 'password' | 'clientId' | 'oneTimeCode' | 'ids' | 'states' | 'postcodePrefixes'

export const accountColours: readonly AccountColour[] = [
  'blue', 'teal', 'green', 'lime', 'orange', 'red', 'pink', 'violet', 'grey',
]

const listOf = (text: string): string[] => [...new Set(text.split(/[,;\n]/).map(each => each.trim()).filter(each => each !== ''))]

type OfferedAddress = { readonly kind: SystemKind; readonly baseUrl: string; readonly environment: string }

/** The production address that is offered for a kind, else the first, else none. */
function offeredAddress(kind: SystemKind, presets: readonly OfferedAddress[]): string {
  const ofKind = presets.filter(preset => preset.kind === kind)
  return (ofKind.find(preset => preset.environment === 'production') ?? ofKind[0])?.baseUrl ?? ''
}

/** What changes in a form when another kind of system is chosen; an address of the old kind's offer does not stay. */
export function withKind(draft: AccountDraft, kind: SystemKind, presets: readonly OfferedAddress[]): Partial<AccountDraft> {
  const wasOffered = draft.baseUrl === '' || presets.some(preset => preset.baseUrl === draft.baseUrl)
  return {
    kind, authentication: formFor(kind).authentications[0], oneTimeCode: '',
    ...(wasOffered ? { baseUrl: offeredAddress(kind, presets) } : {}),
  }
}

/** A fresh form: the first colour not yet used, the production address where one is offered. */
export function emptyDraft(accounts: readonly Account[], presets: readonly OfferedAddress[]): AccountDraft {
  const used = new Set(accounts.map(account => account.colour))
  const kind = offeredKinds[0] ?? 'nextpertise'
  return {
    kind, label: '', colour: accountColours.find(colour => !used.has(colour)) ?? 'blue',
    baseUrl: offeredAddress(kind, presets),
    username: '', password: '', clientId: '', oneTimeCode: '', authentication: formFor(kind).authentications[0],
    states: ['active', 'processing'], cities: '', postcodePrefixes: '', tags: '', customerIds: '', resellerIds: '',
  }
}

/** A stored account in the form; its password stays in the vault, so the field is empty. */
export function draftOf(account: Account): AccountDraft {
  return {
    kind: account.kind, label: account.label, colour: account.colour, baseUrl: account.baseUrl, username: account.username, password: '',
    clientId: account.clientId ?? '', oneTimeCode: '',
    authentication: account.authentication, states: account.scope.states, cities: account.scope.cities.join(', '),
    postcodePrefixes: account.scope.postcodePrefixes.join(', '), tags: account.scope.tags.join(', '),
    customerIds: account.customerIds.join(', '), resellerIds: account.resellerIds.join(', '),
  }
}

/** Whether its log-in takes a client id beside the user name. */
export const asksClientId = ({ kind, authentication }: Pick<AccountDraft, 'kind' | 'authentication'>): boolean =>
  formFor(kind).clientIdWith.includes(authentication)

/** `123 45` is written with a space and compared without. */
const prefixesOf = (draft: AccountDraft): string[] => listOf(draft.postcodePrefixes).map(prefix => prefix.replaceAll(/\s/g, ''))

/** https, or http to this machine itself: the rule of `BaseUrl` in the model, told while it is typed. */
function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  const clean = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  return clean && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback))
}

/** The first field, in the order of the form, that cannot be sent as it is; null where all can. */
export function draftProblem(draft: AccountDraft, isNew: boolean): DraftProblem | null {
  if (!isBaseUrl(draft.baseUrl.trim())) return 'baseUrl'
  if (draft.username.trim() === '') return 'username'
  if (isNew && draft.password === '') return 'password'
  if (asksClientId(draft) && draft.clientId.trim() === '') return 'clientId'
  const { oneTimeCode, scope, ids } = formFor(draft.kind)
  if (oneTimeCode && draft.oneTimeCode.trim() !== '' && !/^\d{4,8}$/.test(draft.oneTimeCode.trim())) return 'oneTimeCode'
  if (ids.some(name => listOf(draft[name]).some(id => !/^[\w-]{1,60}$/.test(id)))) return 'ids'
  if (draft.label.trim() === '' || draft.label.trim().length > 60) return 'label'
  if (scope.includes('states') && draft.states.length === 0) return 'states'
  if (scope.includes('postcodePrefixes') && prefixesOf(draft).some(prefix => !/^(?:\d{1,4}[A-Za-z]{0,2}|\d{5})$/.test(prefix))) return 'postcodePrefixes'
  return null
}

/** What is sent of a form: only what its kind of system asks for. */
export function inputOf(draft: AccountDraft): AccountInput {
  const { scope, ids } = formFor(draft.kind)
  const list = (field: 'cities' | 'tags'): string[] => scope.includes(field) ? listOf(draft[field]) : []
  const idList = (field: 'customerIds' | 'resellerIds'): string[] => ids.includes(field) ? listOf(draft[field]) : []
  return {
    label: draft.label.trim(), colour: draft.colour, kind: draft.kind, baseUrl: draft.baseUrl.trim(),
    username: draft.username.trim(), authentication: draft.authentication,
    ...(asksClientId(draft) ? { clientId: draft.clientId.trim() } : {}),
    scope: {
      states: scope.includes('states') ? [...draft.states] : [...LineState.options],
      cities: list('cities'), postcodePrefixes: scope.includes('postcodePrefixes') ? prefixesOf(draft) : [], tags: list('tags'),
    },
    customerIds: idList('customerIds'), resellerIds: idList('resellerIds'),
  }
}

/** Only what was typed: an empty password keeps the stored one. */
export function secretsOf(draft: AccountDraft): { password?: string; oneTimeCode?: string } {
  const oneTimeCode = formFor(draft.kind).oneTimeCode ? draft.oneTimeCode.trim() : ''
  return { ...(draft.password === '' ? {} : { password: draft.password }), ...(oneTimeCode === '' ? {} : { oneTimeCode }) }
}
