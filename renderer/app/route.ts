import { useSyncExternalStore } from 'react'
import type { AddressQuery } from '../../shared/contract/addresses.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'

export type SettingsSection = 'accounts' | 'systems' | 'preferences' | 'limits' | 'templates' | 'watch' | 'privacy' | 'verdicts' | 'log' | 'about'
/** A ticket at an operator's system, or one that still waits in the outbox. */
export type TicketPlace =
  | { readonly at: 'system'; readonly accountId: AccountId; readonly ticketId: string }
  | { readonly at: 'outbox'; readonly entryId: string }

export const outboxFilters = ['unsent', 'needsYou', 'sent', 'discarded', 'all'] as const
export type OutboxFilter = (typeof outboxFilters)[number]
/** Where the engineer is; kept in the address's hash, so that a reload and the back button keep the place. */
export type Route =
  | { readonly room: 'find' }
  | { readonly room: 'line'; readonly lineId: LineId | null }
  | { readonly room: 'tickets'; readonly ticket: TicketPlace | null }
  | { readonly room: 'work' }
  /** `query`: what is asked on coming in; null shows what was asked last. */
  | { readonly room: 'addresses'; readonly query: AddressQuery | null }
  | { readonly room: 'outbox'; readonly filter: OutboxFilter }
  /** `finishing`: the visit is being summed up with the customer. */
  | { readonly room: 'visits'; readonly visitId: string | null; readonly finishing: boolean }
  | { readonly room: 'settings'; readonly section: SettingsSection; readonly account: AccountId | 'new' | null }

const sections: readonly SettingsSection[] = ['accounts', 'systems', 'preferences', 'limits', 'templates', 'watch', 'privacy', 'verdicts', 'log', 'about']

function decoded(part: string | undefined): string | null {
  if (part === undefined || part === '') return null
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** Stands where the account of a ticket at a system stands. */
const inOutbox = '-'

function ticketPlace(account: string | null, id: string | null): TicketPlace | null {
  if (account === null || id === null) return null
  return account === inOutbox ? { at: 'outbox', entryId: id } : { at: 'system', accountId: account as AccountId, ticketId: id }
}

/** `2408 ZE`, `10`, `A` of `#/addresses/2408%20ZE/10/A`. */
function addressIn(postcode: string | null, number: string | null, extension: string | null): AddressQuery | null {
  const houseNumber = Number(number)
  return postcode === null || !Number.isInteger(houseNumber) || houseNumber < 1 ? null : { postcode, houseNumber, extension }
}

/** Reads `#/line/<id>`; anything unknown is *Find*. */
export function parseRoute(hash: string): Route {
  const [room, second, third, fourth] = hash.replace(/^#\/?/, '').split('/')
  const id = decoded(second)
  switch (room) {
    case 'line': return { room, lineId: id === null ? null : id as LineId }
    case 'tickets': return { room, ticket: ticketPlace(id, decoded(third)) }
    case 'work': return { room }
    case 'addresses': return { room, query: addressIn(id, decoded(third), decoded(fourth)) }
    case 'outbox': return { room, filter: outboxFilters.find(each => each === second) ?? 'unsent' }
    case 'visits': return { room, visitId: id, finishing: id !== null && third === 'finish' }
    case 'settings': {
      const section = sections.find(each => each === second) ?? 'accounts'
      return { room, section, account: section === 'accounts' ? decoded(third) as AccountId | 'new' | null : null }
    }
    default: return { room: 'find' }
  }
}

export function formatRoute(route: Route): string {
  switch (route.room) {
    case 'find': return '#/find'
    case 'line': return route.lineId === null ? '#/line' : `#/line/${encodeURIComponent(route.lineId)}`
    case 'tickets':
      if (route.ticket === null) return '#/tickets'
      return route.ticket.at === 'outbox' ? `#/tickets/${inOutbox}/${encodeURIComponent(route.ticket.entryId)}`
        : `#/tickets/${encodeURIComponent(route.ticket.accountId)}/${encodeURIComponent(route.ticket.ticketId)}`
    case 'work': return '#/work'
    case 'addresses': {
      const { postcode, houseNumber, extension } = route.query ?? { postcode: null, houseNumber: 0, extension: null }
      return ['#/addresses', ...postcode === null ? [] : [postcode, String(houseNumber), extension ?? ''].map(encodeURIComponent)].join('/').replace(/\/$/, '')
    }
    case 'outbox': return `#/outbox/${route.filter}`
    case 'visits':
      return route.visitId === null ? '#/visits' : `#/visits/${encodeURIComponent(route.visitId)}${route.finishing ? '/finish' : ''}`
    case 'settings': return `#/settings/${route.section}${route.account === null ? '' : `/${encodeURIComponent(route.account)}`}`
  }
}

export function goTo(route: Route): void {
  location.hash = formatRoute(route)
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

let lastHash: string | undefined
let lastRoute: Route = { room: 'find' }

/** The same object for the same hash, as React asks of a snapshot. */
function snapshot(): Route {
  if (location.hash !== lastHash) {
    lastHash = location.hash
    lastRoute = parseRoute(lastHash)
  }
  return lastRoute
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, snapshot)
}
