import { OperatorFailure } from '../operatorFailure.ts'

/** One segment of a path, as ids and resource names are written. */
const SEGMENT = /^[\w.~%-]+$/

/** `/customers/1234` */
const PLAIN = /^(?:\/[\w.~-]+)+$/

type Base = { readonly of: string; readonly origin: string; readonly prefix: string }
let lastBase: Base | null = null
/** A base address taken apart; remembered, as one reader reads many IRIs of one system. */
function baseOf(baseUrl: string): Base {
  if (lastBase?.of !== baseUrl) {
    const { origin, pathname } = new URL(baseUrl)
    lastBase = { of: baseUrl, origin, prefix: pathname.replace(/\/+$/, '') }
  }
  return lastBase
}

/** Path under the base address and query of a reference. */
export type Reference = { readonly path: string; readonly query: Readonly<Record<string, string>> }

/**
 * What an IRI of the system points at (document, Response Format: `/customers/1234`; a server below a path of its own may put that
 * path in front, or answer with whole addresses). Null for what is none, or lies at another origin: credentials never go there.
 */
export function referenceOf(iri: unknown, baseUrl: string): Reference | null {
  if (typeof iri !== 'string' || iri.length > 2000 || iri.trim() === '') return null
  const base = baseOf(baseUrl)
  const { prefix } = base
  const text = iri.trim()
  // As nearly every IRI is written; parsing each as an address would cost half the reading.
  if (PLAIN.test(text) && !text.includes('/.')) return { path: text.slice(text.startsWith(`${prefix}/`) ? prefix.length + 1 : 1),
    query: {} }
  // `//host/…` and `\\host\…` name another host without a scheme.
  if (/^[/\\]{2}/.test(text) || !URL.canParse(text, `${base.origin}/`)) return null
  const url = new URL(text, `${base.origin}/`)
  if (url.origin !== base.origin || url.username !== '' || url.password !== '') return null
  const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname
  const segments = path.split('/').filter(segment => segment !== '')
  if (segments.length === 0 || segments.some(segment => !SEGMENT.test(segment) || segment === '.'
    || segment === '..')) return null
  return { path: segments.join('/'), query: Object.fromEntries(url.searchParams) }
}

/**
 * Id at the end of an IRI (`/customers/1234` -> `1234`) or of an embedded object (`@id`, `id`), or a bare id. Null for anything
 * else.
 */
export function idOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : null
  if (typeof value === 'string') return /(?:^|\/)([\w.-]{1,64})\/?$/.exec(value.trim())?.[1] ?? null
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { id, '@id': iri } = value as { readonly id?: unknown; readonly '@id'?: unknown }
  return (typeof id === 'number' || typeof id === 'string' ? idOf(id) : null) ?? (typeof iri === 'string' ? idOf(iri) : null)
}

/**
 * Number of the page that `hydra:next` names; null where it names none. Throws OperatorFailure `badReply` where it leads away from the
 * system or not forwards: pages are asked for by number under the account's own address, and nowhere else.
 */
export function nextPageOf(next: unknown, current: unknown, baseUrl: string): number | null {
  if (next === undefined || next === null || next === '') return null
  const page = referenceOf(next, baseUrl)?.query['page']
  const number = page !== undefined && /^\d{1,7}$/.test(page) ? Number(page) : null
  const here = referenceOf(current, baseUrl)?.query['page']
  if (number === null || number < 2 || (here !== undefined
    && Number(here) >= number)) throw new OperatorFailure({ kind: 'badReply', code: 'hydra:next' })
  return number
}
