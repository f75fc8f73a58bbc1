// Part of `npm run docs`: writes docs/coverage.md from what the adapters say of their systems' documents.
import { writeFileSync } from 'node:fs'
import type { SystemKind } from '../shared/model/common.ts'
import type { Caller, Covered } from '../electron/operators/coverage.ts'
import { coverage as nextpertise } from '../electron/operators/nextpertise/coverage.ts'
import { coverage as onApi } from '../electron/operators/on-api/coverage.ts'
import { coverage as reseller } from '../electron/operators/reseller/coverage.ts'
import { coverage as telecomx } from '../electron/operators/telecomx/coverage.ts'

/** Every adapter's list. */
export const coverages: Readonly<Record<SystemKind, readonly Covered[]>> = { nextpertise, onApi, reseller, telecomx }

const systems: Readonly<Record<SystemKind, { readonly heading: string; readonly document: string }>> = {
  nextpertise: { heading: 'Nextpertise', document: 'Nextpertise API v1.22: JSON-RPC, a method with its product class.' },
  onApi: { heading: 'ON-API 2.6 (open access networks)', document: 'One vendor’s reading of ON-API 2.6.0, with the paths and the lists that only the public specification names.' },
  reseller: { heading: 'Reseller platform', document: 'The platform’s document of April 2026: REST with JSON-LD and Hydra.' },
  telecomx: { heading: 'TelecomX', document: 'The wiki page of the request list, and what is public of log-in and accounts.' },
}

const SETTINGS = 'Settings › Operators'
const SYNC = 'Find, by the synchronisation'
/** Where on screen what a caller brings is seen; null where it is seen nowhere by itself. */
const seenIn: Readonly<Record<Caller, string | null>> = {
  logIn: SETTINGS, probe: 'the account’s state, everywhere', testConnection: SETTINGS, learnFeatures: SETTINGS, health: SETTINGS,
  walksOf: null, fetchLinePage: SYNC, lineLists: null, fetchLineList: SYNC, missingDetails: null, lineDetails: 'Line', liveSearch: 'Find, live',
  lineByNid: 'Line; Find, for a full id', transaction: 'Line', events: 'Line › Events', endUser: 'Line › Details', endUsers: SYNC,
  pppCredentials: 'Line › Circuits, on request', addressCheck: 'Addresses; Line › Details', findByDhcp: 'Find, for DHCP values',
  liveQuery: 'Line › Live state; Line check', serviceQuery: 'Line › Service; Line check', accessOrders: 'Line › Services',
  serviceOrders: 'Line › Orders; My work', serviceOrder: 'Line › Orders', cancelServiceOrder: 'Line › Orders, with confirmation',
  callLogs: 'Line › Calls', addCallLog: 'Line › Calls; Outbox', fetchUpload: 'Line › Orders, saved as a file',
  availableChecks: 'Line check', startCheck: 'Line check', remoteReport: 'Line › History', listReports: 'Line › History',
  loginAttempts: 'Line › Log-ins', forceDisconnect: 'Line, with confirmation',
  ticketsOf: 'Line › Tickets', openTickets: 'Tickets', ticket: 'Tickets', createTicket: 'Tickets; Outbox', ticketPage: 'Outbox, to recognise a ticket',
  textAsRead: null, addTicketComment: 'Tickets; Outbox', setTicketSolved: 'Tickets; Outbox', changeTicket: 'Tickets; Outbox',
  uploadAttachment: 'Tickets; Outbox', setTags: 'Line › Details; Outbox', changeContact: 'Line › Details; Outbox', changeOnt: 'Line › Details; Outbox',
  reviseTransaction: 'Line, with confirmation', replanTransaction: 'Line, with confirmation', connectionReport: 'Line › Details',
}

/** A caller, or an endpoint whose parameters in brackets stay words. */
const code = (words: string): string => words.replace(/^(?:[A-Z]+ \/\S*|[a-z/]+ \w+|\w+)(?= \(|$)/, '`$&`')
const rowOf = (cells: readonly string[]): string => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : [rowOf(columns), `|${columns.map(() => '---').join('|')}|`, ...rows.map(rowOf), '']

function sectionOf(kind: SystemKind, covered: readonly Covered[]): string[] {
  const used = covered.filter(({ usedBy }) => usedBy.length > 0)
  const { heading, document } = systems[kind]
  return [
    `## ${heading}`, '', `${document} ${used.length} of ${covered.length} entries are used.`, '',
    ...table(['Endpoint', 'Sent by', 'Seen in', 'How'], used.map(({ endpoint, usedBy, note }) => [
      code(endpoint), usedBy.map(code).join(', '), [...new Set(usedBy.flatMap(caller => seenIn[caller]?.split('; ') ?? []))].join('; '), note ?? '',
    ])),
    ...table(['Not used', 'Why'], covered.flatMap(({ endpoint, notUsed, note }) => (
      notUsed === undefined ? [] : [[code(endpoint), [notUsed, note ?? ''].filter(Boolean).join(' ')]]))),
  ]
}

/** The page, from the adapters as they are. */
export function coveragePage(): string {
  const kinds = Object.keys(systems) as SystemKind[]
  return [...head, ...kinds.flatMap(kind => sectionOf(kind, coverages[kind]))].join('\n')
}

const head = [
  '# What of each system is used', '',
  '<!-- Written by `npm run docs` from electron/operators/*/coverage.ts. Do not edit. -->', '',
  'Every method and endpoint that the documents of the systems name: which part of its adapter sends it and where that is seen, or why none',
  'does. Tests hold the lists against the requests that the adapters can send and against the documents’ own lists, both ways.', '',
]

if (import.meta.main) writeFileSync(new URL('../docs/coverage.md', import.meta.url), coveragePage())
