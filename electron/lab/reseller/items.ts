import { customerWire, detailPathOf, detailWire, kpnWbaWire, orderWire, simWire } from './wire.ts'
import type { Reseller } from './reseller.ts'
import type { LabRoute } from './routes.ts'

/** One record, or null where there is none. */
export function itemOf({ network, work, serviceOrderWire }: Pick<Reseller, 'network' | 'work' | 'serviceOrderWire'>,
  route: LabRoute): unknown {
  const id = Number(route.id)
  if (route.name === 'customer') {
    const customer = network.customer(id)
    return customer && customerWire(customer)
  }
  if (route.name === 'serviceOrder') {
    const order = work.serviceOrder(id)
    return order && serviceOrderWire(order)
  }
  if (route.name === 'serviceOrderProduct') {
    return work.serviceOrder(Math.floor(id / 10)) && { '@id': `/service-order-products/${id}`, '@type': 'ServiceOrderProduct', id,
      name: 'Internet 1Gbps Fiber', amount: 1, action: 'new' }
  }
  if (route.name === 'dataUsage') {
    const index = /^06\d{8}$/.test(route.id) ? Number(route.id.slice(2)) - 10_000_000 : -1
    return network.indexOf(network.idOf(index)) === null || index < 0 ? null
      : { phoneNumber: route.id, dataUsage: network.usedMb(index), unit: 'MB', bundle: 20_480,
      lastUpdate: '2026-11-21T06:00:00Z' }
  }
  const index = network.indexOf(id)
  if (index === null) return null
  const service = network.service(index)
  switch (route.name) {
    case 'order':
      return orderWire(service)
    case 'kpnWba':
      return service.kind === 'connection' && service.supplierId === 10 ? kpnWbaWire(service) : null
    case 'simCard':
      return simWire(service)
    case 'registration': {
      const registered = network.isRegistered(index)
      return service.kind !== 'x2voip' ? null : {
        '@id': `/order-details-x2voips/registration/${id}`, registered, status: registered ? 'Registered' : 'Unregistered',
        userAgent: registered ? 'Yealink T54W' : null,
        ip: registered ? '203.0.113.7' : null, lastRegistration: registered ? '2026-11-22T00:10:00Z' : '2026-11-20T08:00:00Z',
      }
    }
    default:
      return detailPathOf(service.kind) === route.head ? detailWire(service, network) : null
  }
}
