/** Calls of the reseller API that the adapter makes. `area`: what rights are given for, and what is told of as one thing. */
export type Route = {
  readonly method: 'GET' | 'POST'
  /** Under the base address; `{…}` is filled in. */
  readonly path: string
  readonly area: string
  readonly repeat: 'safe' | 'never'
  readonly deadlineMs: number
  readonly maxBytes: number
  /** Most items of a page (document, Pagination Differences); absent where it is no collection. */
  readonly itemsPerPage?: number
}

const MB = 1024 * 1024
const list = { method: 'GET', repeat: 'safe', deadlineMs: 45_000, maxBytes: 32 * MB, itemsPerPage: 500 } as const
const item = { method: 'GET', repeat: 'safe', deadlineMs: 20_000, maxBytes: 2 * MB } as const
const write = { method: 'POST', repeat: 'never', deadlineMs: 30_000, maxBytes: MB } as const
/** Most bytes of one downloaded file: our own bound, the document names none. */
export const FILE_BYTES_MOST = 25 * MB

export const routes = {
  customers: { ...list, path: 'customers', area: 'customers' },
  customer: { ...item, path: 'customers/{id}', area: 'customers' },
  orders: { ...list, path: 'orders', area: 'orders' },
  order: { ...item, path: 'orders/{id}', area: 'orders' },
  serviceTypes: { ...list, path: 'service-types', area: 'service-types' },
  suppliers: { ...list, path: 'suppliers', area: 'suppliers' },
  detailConnection: { ...item, path: 'order-details-connections/{id}', area: 'order-details-connections' },
  detailGeneric: { ...item, path: 'order-details-generics/{id}', area: 'order-details-generics' },
  detailOdidoMobile: { ...item, path: 'order-details-odido-mobile/{id}', area: 'order-details-odido-mobile' },
  detailVoip: { ...item, path: 'order-details-x2voips/{id}', area: 'order-details-x2voips' },
  detailMobile: { ...item, path: 'order-details-x2mobiles/{id}', area: 'order-details-x2mobiles' },
  detailYoufone: { ...item, path: 'order-details-youfones/{id}', area: 'order-details-youfones' },
  detailKpnWba: { ...item, path: 'order-details-kpn-wba-by-order/{id}', area: 'order-details-kpn-wba-by-order' },
  detailTrackedObject: { ...item, path: 'order-details-tracked-objects/{id}', area: 'order-details-tracked-objects' },
  phoneNumbers: { ...list, path: 'phonenumbers', area: 'phonenumbers' },
  simCard: { ...item, path: 'simcards/{id}', area: 'simcards' },
  location: { ...item, path: 'locations/{id}', area: 'locations' },
  sipRegistration: { ...item, path: 'order-details-x2voips/registration/{id}', area: 'sip-registration' },
  dataUsage: { ...item, path: 'order-details-x2mobile/current-month-data-usage/{id}', area: 'data-usage' },
  isra: { ...item, path: 'locations/getIsraInformation/{zipcode}/{housenumber}', area: 'isra' },
  kpnProducts: { ...item, path: 'products/getKpnProducts/{zipcode}/{housenumber}/{id}', area: 'kpn-products',
    deadlineMs: 45_000 },
  search: { ...item, path: 'search/getResults', area: 'search' },
  serviceOrders: { ...list, path: 'service-orders', area: 'service-orders' },
  serviceOrder: { ...item, path: 'service-orders/{id}', area: 'service-orders' },
  serviceOrderTasks: { ...list, path: 'service-order-tasks', area: 'service-order-tasks' },
  serviceOrderProduct: { ...item, path: 'service-order-products/{id}', area: 'service-order-products' },
  cancelServiceOrder: { ...write, path: 'service-orders/{id}/cancel', area: 'service-order-cancel' },
  callLogs: { ...list, path: 'call-logs', area: 'call-logs' },
  addCallLog: { ...write, path: 'call-logs', area: 'call-log-create' },
  upload: { ...item, path: 'uploads/{id}/download', area: 'uploads', deadlineMs: 120_000, maxBytes: FILE_BYTES_MOST },
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof routes

/** The route as it is named in logs and on the coverage page: `GET /orders/{id}`. */
export function routeLabel(name: RouteName): string {
  return `${routes[name].method} /${routes[name].path}`
}

/** Which route a reference of an order leads to, by the first part of its path; null where none of ours. */
export function routeOfPath(path: string): { readonly name: RouteName; readonly id: string } | null {
  const [head, id, ...more] = path.split('/')
  if (head === undefined || id === undefined || more.length > 0) return null
  const found = Object.entries(routes).find(([, route]) => route.path === `${head}/{id}` && route.method === 'GET')
  return found === undefined ? null : { name: found[0] as RouteName, id }
}
