import type { Account, AccountColour, AccountInput, Authentication } from '../../shared/model/account.ts'
import type { LineState } from '../../shared/model/line.ts'

/** An account as it is typed: every field text, checked only when it is saved or tested. */
export type AccountDraft = {
  readonly label: string
  readonly colour: AccountColour
  readonly baseUrl: string
  readonly username: string
  readonly password: string
  readonly oneTimeCode: string
  readonly authentication: Authentication
  readonly states: readonly LineState[]
  readonly cities: string
  readonly postcodePrefixes: string
  readonly tags: string
}
export type DraftProblem = 'label' | 'baseUrl' | 'username' | 'password' | 'oneTimeCode' | 'states' | 'postcodePrefixes'

export const accountColours: readonly AccountColour[] = [
  'blue', 'teal', 'green', 'lime', 'orange', 'red', 'pink', 'violet', 'grey',
]

const listOf = (text: string): string[] => [...new Set(text.split(/[,;\n]/).map(each => each.trim()).filter(each => each !== ''))]

/** A fresh form: the first colour not yet used, the production address where one is offered. */
export function emptyDraft(
  accounts: readonly Account[], presets: readonly { readonly baseUrl: string; readonly environment: string }[],
): AccountDraft {
  const used = new Set(accounts.map(account => account.colour))
  return {
    label: '', colour: accountColours.find(colour => !used.has(colour)) ?? 'blue',
    baseUrl: (presets.find(preset => preset.environment === 'production') ?? presets[0])?.baseUrl ?? '',
    username: '', password: '', oneTimeCode: '', authentication: 'jwt',
    states: ['active', 'processing'], cities: '', postcodePrefixes: '', tags: '',
  }
}

/** A stored account in the form; its password stays in the vault, so the field is empty. */
export function draftOf(account: Account): AccountDraft {
  return {
    label: account.label, colour: account.colour, baseUrl: account.baseUrl, username: account.username, password: '',
    oneTimeCode: '',
    authentication: account.authentication, states: account.scope.states, cities: account.scope.cities.join(', '),
    postcodePrefixes: account.scope.postcodePrefixes.join(', '), tags: account.scope.tags.join(', '),
  }
}

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
  if (draft.oneTimeCode.trim() !== '' && !/^\d{6,8}$/.test(draft.oneTimeCode.trim())) return 'oneTimeCode'
  if (draft.label.trim() === '' || draft.label.trim().length > 60) return 'label'
  if (draft.states.length === 0) return 'states'
  if (listOf(draft.postcodePrefixes).some(prefix => !/^\d{1,4}[A-Za-z]{0,2}$/.test(prefix))) return 'postcodePrefixes'
  return null
}

export function inputOf(draft: AccountDraft): AccountInput {
  return {
    label: draft.label.trim(), colour: draft.colour, kind: 'nextpertise', baseUrl: draft.baseUrl.trim(),
    username: draft.username.trim(), authentication: draft.authentication,
    scope: {
      states: [...draft.states], cities: listOf(draft.cities), postcodePrefixes: listOf(draft.postcodePrefixes),
      tags: listOf(draft.tags),
    },
  }
}

/** Only what was typed: an empty password keeps the stored one. */
export function secretsOf(draft: AccountDraft): { password?: string; oneTimeCode?: string } {
  const oneTimeCode = draft.oneTimeCode.trim()
  return { ...(draft.password === '' ? {} : { password: draft.password }), ...(oneTimeCode === '' ? {} : { oneTimeCode }) }
}
