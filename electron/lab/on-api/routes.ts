import type { Endpoint } from './settings.ts'

/** A path of ON-API 2.6, and which endpoint it belongs to (null: the list of endpoints). */
export type Route = { call: string; endpoint: Endpoint | null; id: string }

type Template = { method: string; template: string; endpoint: Endpoint | null; pattern: RegExp; slash: boolean }

function template(method: string, path: string, endpoint: Endpoint | null): Template {
  const pattern = new RegExp(`^${path.replace(/\/$/, '').replace(/\{[a-zA-Z]+\}/, '([^/]+)')}/?$`)
  return { method, template: path, endpoint, pattern, slash: path.endsWith('/') }
}

const TEMPLATES: readonly Template[] = [
  template('GET', '/', null),
  ...(['accesses', 'subscriptions', 'services'] as const).flatMap((name) => [
    template('GET', `/${name}/`, name), template('GET', `/${name}/{accessId}`, name),
  ]),
  template('GET', '/dhcplookup/', 'dhcplookup'),
  template('GET', '/option82/{hex}', 'option82'),
  template('GET', '/orders/', 'orders'),
  template('GET', '/orders/{id}', 'orders'),
  template('GET', '/orderevents/', 'orderevents'),
  template('GET', '/events/', 'events'),
  template('GET', '/tickets', 'tickets'),
  template('POST', '/tickets', 'tickets'),
  template('GET', '/tickets/{coTicketReference}', 'tickets'),
  template('PATCH', '/tickets/{coTicketReference}', 'tickets'),
  template('GET', '/tech/access/{accessId}/hardware', 'hardware'),
  ...(['status', 'macaddresstable', 'leaseinfo', 'igmpsnooping'] as const).map((name) =>
    template('GET', `/tech/access/{accessId}/link/${name}`, name)),
  template('GET', '/tech/cpe/{accessId}/status', 'cpe'),
]

/** The route of a request, null for none; with slashes demanded, only where the path ends as documented. */
export function routeOf(method: string, path: string, slashesDemanded: boolean): Route | null {
  for (const each of TEMPLATES) {
    const found = each.method === method ? each.pattern.exec(path) : null
    if (!found || (slashesDemanded && path !== '' && path.endsWith('/') !== each.slash)) continue
    return { call: `${method} ${each.template}`, endpoint: each.endpoint, id: decodeURIComponent(found[1] ?? '') }
  }
  return null
}
