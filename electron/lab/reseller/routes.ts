/** Routes of the platform that the lab serves. `{…}` takes one part of a path. */
const ROUTES = {
  logIn: 'POST /authentication-token', customers: 'GET /customers', customer: 'GET /customers/{id}', orders: 'GET /orders',
  order: 'GET /orders/{id}',
  serviceTypes: 'GET /service-types', suppliers: 'GET /suppliers', phoneNumbers: 'GET /phonenumbers',
  simCard: 'GET /simcards/{id}',
  registration: 'GET /order-details-x2voips/registration/{id}',
  dataUsage: 'GET /order-details-x2mobile/current-month-data-usage/{id}',
  connection: 'GET /order-details-connections/{id}', generic: 'GET /order-details-generics/{id}',
  odido: 'GET /order-details-odido-mobile/{id}', x2voip: 'GET /order-details-x2voips/{id}',
  x2mobile: 'GET /order-details-x2mobiles/{id}', youfone: 'GET /order-details-youfones/{id}',
  tracked: 'GET /order-details-tracked-objects/{id}',
  kpnWba: 'GET /order-details-kpn-wba-by-order/{id}', isra: 'GET /locations/getIsraInformation/{zipcode}/{housenumber}',
  kpnProducts: 'GET /products/getKpnProducts/{zipcode}/{housenumber}/{id}', search: 'GET /search/getResults',
  serviceOrders: 'GET /service-orders',
  serviceOrder: 'GET /service-orders/{id}', cancelServiceOrder: 'POST /service-orders/{id}/cancel',
  serviceOrderTasks: 'GET /service-order-tasks',
  serviceOrderProduct: 'GET /service-order-products/{id}', callLogs: 'GET /call-logs', addCallLog: 'POST /call-logs',
  upload: 'GET /uploads/{id}/download',
} as const

export type LabRouteName = keyof typeof ROUTES
export type LabRoute = {
  name: LabRouteName
  /** `GET /orders/{id}` */
  call: string
  path: string
  /** First part of the path. */
  head: string
  /** What stands in the places of the template, in their order, and the last of it. */
  parts: readonly string[]
  id: string
}

const COMPILED = Object.entries(ROUTES).map(([name, call]) => {
  const [method = '', template = ''] = call.split(' ')
  return { name: name as LabRouteName, call, method, test: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`) }
})

/** Which route a request takes; null: none. */
export function routeOf(method: string, path: string): LabRoute | null {
  for (const { name, call, method: own, test } of COMPILED) {
    const found = own === method ? test.exec(path) : null
    if (found === null) continue
    const parts = found.slice(1).map(decodeURIComponent)
    return { name, call, path, head: path.split('/')[1] ?? '', parts, id: parts.at(-1) ?? '' }
  }
  return null
}
