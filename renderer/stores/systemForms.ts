import type { Authentication } from '../../shared/model/account.ts'
import { SystemKind } from '../../shared/model/common.ts'

/** What the form of an account asks for a kind of system. */
export type SystemForm = {
  /** The usual way to prove itself first; a choice is shown where there are several. */
  readonly authentications: readonly [Authentication, ...Authentication[]]
  readonly oneTimeCode: boolean
  /** What of the system can be left out; empty where all of it is kept. */
  readonly scope: readonly ('states' | 'cities' | 'postcodePrefixes' | 'tags')[]
  readonly ids: readonly ('customerIds' | 'resellerIds')[]
  /** Ways to prove itself that ask for a client id beside the user name. */
  readonly clientIdWith: readonly Authentication[]
  /** Whether the base address is each operator's own, so that the form explains what belongs in it. */
  readonly ownAddress: boolean
}

/** Kinds of system with an adapter, in the order they are offered; the others come with theirs. */
export const systemForms: Partial<Record<SystemKind, SystemForm>> = {
  nextpertise: {
    authentications: ['jwt', 'basic'], oneTimeCode: true, scope: ['states', 'cities', 'postcodePrefixes', 'tags'], ids: [], clientIdWith: [],
    ownAddress: false,
  },
  onApi: { authentications: ['basic'], oneTimeCode: false, scope: ['states', 'cities', 'postcodePrefixes'], ids: [], clientIdWith: [], ownAddress: true },
  reseller: { authentications: ['jwt', 'staticToken'], oneTimeCode: false, scope: [], ids: ['customerIds'], clientIdWith: ['jwt'], ownAddress: true },
  telecomx: { authentications: ['session'], oneTimeCode: true, scope: [], ids: ['customerIds', 'resellerIds'], clientIdWith: [], ownAddress: true },
}

export const offeredKinds: readonly SystemKind[] = SystemKind.options.filter(kind => systemForms[kind] !== undefined)

const plain: SystemForm = { authentications: ['basic'], oneTimeCode: false, scope: ['states'], ids: [], clientIdWith: [], ownAddress: true }

/** The form of a kind; a plain one for an account whose kind this version no longer offers. */
export const formFor = (kind: SystemKind): SystemForm => systemForms[kind] ?? plain
