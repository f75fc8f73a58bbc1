import { z } from 'zod'
import { AccountId, SystemKey, SystemKind, UtcTime } from './common.ts'
import { LineState } from './line.ts'

/**
 * How an account proves itself: Basic on every call (Nextpertise, ON-API), a JWT that is fetched (Nextpertise, reseller platform),
 * a client id with a lasting token (reseller platform: the user name is the client id), or a log-in whose token travels with each
 * call (TelecomX).
 */
export const Authentication = z.enum(['basic', 'jwt', 'staticToken', 'session'])
export type Authentication = z.infer<typeof Authentication>

/** What of a system is kept for offline use. Empty lists mean no restriction; states default to active and processing. */
export const SyncScope = z.object({
  states: z.array(LineState).min(1),
  cities: z.array(z.string().trim().min(1).max(80)).max(50),
  /** Dutch (`2408`, `2408ZE`) or of five digits (`123`, `12345`). */
  postcodePrefixes: z.array(z.string().trim().regex(/^(?:\d{1,4}[A-Za-z]{0,2}|\d{5})$/)).max(50),
  tags: z.array(z.string().trim().min(1).max(120)).max(50),
})
export type SyncScope = z.infer<typeof SyncScope>
export const defaultScope: SyncScope = { states: ['active', 'processing'], cities: [], postcodePrefixes: [], tags: [] }

/** Colours an account may be marked with; names, so that light and dark each choose their own shade. */
export const AccountColour = z.enum(['blue', 'teal', 'green', 'lime', 'orange', 'red', 'pink', 'violet', 'grey'])
export type AccountColour = z.infer<typeof AccountColour>

/** Base address of an operator: https, or http on the loopback interface (the lab). */
export const BaseUrl = z.string().trim().max(500).refine(text => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]'
  return (url.protocol === 'https:' || (url.protocol === 'http:' && loopback))
    && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}, { message: 'an https address without user name, query or fragment' })

/** What the engineer enters of an account beside its secrets. */
export const AccountInput = z.object({
  label: z.string().trim().min(1).max(60),
  colour: AccountColour,
  kind: SystemKind,
  baseUrl: BaseUrl,
  username: z.string().trim().min(1).max(200),
  authentication: Authentication,
  /** Which client logs in beside the user (reseller platform with `jwt`: its log-in takes both). */
  clientId: z.string().trim().min(1).max(200).optional(),
  scope: SyncScope,
  /** Ids at the system that narrow what the account works for (TelecomX: customer and reseller); empty where it has none. */
  customerIds: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
  resellerIds: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
})
export type AccountInput = z.infer<typeof AccountInput>

/** Secrets of an account; they go to the vault and are never read back to the renderer. */
export const AccountSecrets = z.object({
  password: z.string().min(1).max(500),
  /** One-time code for this session's log-in only (four digits by SMS, six to eight of an authenticator); never stored. */
  oneTimeCode: z.string().trim().regex(/^\d{4,8}$/).optional(),
})
export type AccountSecrets = z.infer<typeof AccountSecrets>

export const Account = AccountInput.extend({
  id: AccountId,
  system: SystemKey,
  createdAt: UtcTime,
  /** False where the vault holds no password for it (lost keychain): the account must be edited before use. */
  hasPassword: z.boolean(),
})
export type Account = z.infer<typeof Account>

/** Why an account cannot be used, in the classes the screen has words for. */
export const RefusalClass = z.enum([
  'wrongCredentials', 'expiredSession', 'rightMissing', 'addressNotAllowed', 'oneTimeCodeNeeded', 'refused',
])
export type RefusalClass = z.infer<typeof RefusalClass>

/** Outcome of *Test connection*. */
export const ConnectionTest = z.object({
  outcome: z.enum(['ok', 'cannotReach', 'certificate', 'refused', 'notJson', 'wrongAddress', 'timeout', 'serverError', 'tooBusy']),
  refusal: RefusalClass.optional(),
  /** What the system's own profile reveals (user/v1 get_profile): whether one-time codes and a whitelist are on, roles. */
  profile: z.object({
    name: z.string().optional(),
    oneTimeCodeEnabled: z.boolean().optional(),
    whitelist: z.array(z.object({ subnet: z.string(), description: z.string() })),
    roles: z.array(z.string()),
  }).optional(),
  /** Which product classes answered and which refused, e.g. `broadband`, `broadband/diagnostics`, `support`. */
  rights: z.array(z.object({ area: z.string(), allowed: z.boolean() })),
  /** Lines the account can see, where the system says. */
  lineCount: z.number().int().optional(),
  /** Error code of the network or TLS layer (`ECONNREFUSED`, `CERT_HAS_EXPIRED`) or HTTP status; safe to show. */
  code: z.string().optional(),
  tookMs: z.number(),
})
export type ConnectionTest = z.infer<typeof ConnectionTest>

/** Whether an account's system can be reached now, from the last results and a calm probe. */
export const Reachability = z.object({
  accountId: AccountId,
  state: z.enum(['reachable', 'unreachable', 'refused', 'unknown']),
  since: UtcTime,
  lastSuccessAt: UtcTime.optional(),
  refusal: RefusalClass.optional(),
  code: z.string().optional(),
})
export type Reachability = z.infer<typeof Reachability>
