import { PHONE, SERVICE_TYPES, SUPPLIERS } from './network.ts'
import type { LabCustomer, LabService, ResellerNetwork } from './network.ts'

/** How names are written: as the document's newer resources (`dateStart`) or its older ones (`date_start`). */
export type Casing = 'camelCase' | 'snake_case'

export const FILE = Buffer.from('%PDF-1.4\n% a file of the lab\n%%EOF\n')

function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [
    key.includes('@') || key.includes(':') ? key : key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), snake(each),
  ]))
}

export function cased(value: unknown, casing: Casing): unknown {
  return casing === 'camelCase' ? value : snake(value)
}

const typed = (path: string, type: string, id: number): Record<string, unknown> =>
  ({ '@id': `/${path}/${id}`, '@type': type, id })

export function customerWire({ id, name, parentId, typeId, address, phone }: LabCustomer): Record<string, unknown> {
  return {
    ...typed('customers', 'Customer', id), name, reference: `REF${id}`, debtorNumber: `D${10_000 + id}`,
    invoiceEmail: `facturen${id}@example.nl`,
    parent: `/customers/${parentId}`, customerType: `/customer-types/${typeId}`, accountManager: '/users/56', isActive: true,
    invoiceOnCustomerId: null,
    phoneNumber: phone, visitLocation: address, paymentMethod: 'direct_debit', paymentTerm: 30, vatReversedCharge: false,
  }
}

const DETAIL_PATHS = {
  connection: ['orderDetailsConnection', 'order-details-connections'], x2voip: ['orderDetailsX2voip', 'order-details-x2voips'],
  x2mobile: ['orderDetailsX2mobile', 'order-details-x2mobiles'], odido: ['orderDetailsOdidoMobile', 'order-details-odido-mobile'],
  generic: ['orderDetailsGeneric', 'order-details-generics'],
  tracked: ['orderDetailsTrackedObject', 'order-details-tracked-objects'],
  youfone: ['orderDetailsYoufone', 'order-details-youfones'],
} as const

/** Path of the details of each kind. */
export const detailPathOf = (kind: LabService['kind']): string => DETAIL_PATHS[kind][1]

export function orderWire(service: LabService): Record<string, unknown> {
  const [key, path] = DETAIL_PATHS[service.kind]
  return {
    ...typed('orders', 'Order', service.id), customer: `/customers/${service.customerId}`,
    serviceType: `/service-types/${SERVICE_TYPES.find(({ detail }) => detail === service.kind)?.id ?? 7}`,
    supplier: `/suppliers/${service.supplierId}`,
    label: service.label, description: `${service.label} ${service.address.street} ${service.address.houseNumber}`,
    dateStart: service.dateStart, dateEnd: service.dateEnd,
    isActive: service.isActive, costCenter: service.index % 5 === 0 ? 'HQ-NET' : null, contract: `/contracts/${service.id % 97}`,
    location: service.address,
    [key]: `/${path}/${service.id}`, parentId: service.parentId, children: service.children.map((id) => ({ id })),
  }
}

const speedOf = (label: string): number => (label.includes('1Gbps') ? 1_000_000 : label.includes('500') ? 500_000
  : label.includes('200') ? 200_000 : 100_000)

/** The typed details of an order; secrets are in them, as on the real platform. */
export function detailWire(service: LabService, network: ResellerNetwork): Record<string, unknown> {
  const { index, id, kind, circuitId, label } = service
  const head = { ...typed(detailPathOf(kind), 'OrderDetails', id), order: `/orders/${id}` }
  const sim = { icc: `8931${String(10_000_000_000_000 + index)}`, imsi: `20408${String(1_000_000_000 + index)}`, pin: '0000',
    puk: '12345678', isEsim: index % 3 === 0, status: 'active' }
  switch (kind) {
    case 'connection':
      return {
        ...head, circuitId, username: `svc${id}@lab.example`, password: `ppp-secret-${id}`,
        ipAddress: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`, vlan: 34,
        download: speedOf(label), upload: speedOf(label) / (label.includes('VDSL') ? 3 : 1) | 0,
        router: { model: 'FRITZ!Box 5590', serial: `R${id}` },
      }
    case 'x2voip':
      return {
        ...head, sipUsername: `sip${id}`, sipPassword: `sip-secret-${id}`, sipDomain: 'sip.lab.example',
        registrationStatus: network.isRegistered(index) ? 'registered' : 'unregistered',
        creditBalance: 25.5, trunk: { channels: 4 },
      }
    case 'x2mobile':
      return { ...head, phoneNumber: PHONE(index), simCard: `/simcards/${id}`, bundleMb: 20_480,
        dataUsageMb: network.usedMb(index) }
    case 'odido':
      return { ...head, phoneNumber: PHONE(index), ...sim, subscription: 'Business 50GB' }
    case 'youfone':
      return { ...head, phoneNumber: PHONE(index), sim: { ...sim, '@id': `/simcards/${id}` }, smsNotifications: true }
    case 'tracked':
      return { ...head, unitCode: `TRK-${id}`, licensePlate: `L-${id % 1000}-AB`, subscription: 'Basis' }
    default:
      return { ...head, customFields: [{ name: 'domein', value: `lab${id}.example` }, { name: 'pakket', value: 'Plus' }],
        note: 'Vrije velden' }
  }
}

export function simWire({ id, index }: LabService): Record<string, unknown> {
  return {
    ...typed('simcards', 'Simcard', id), icc: `8931${String(10_000_000_000_000 + index)}`,
    imsi: `20408${String(1_000_000_000 + index)}`, pin: '0000', puk1: '12345678',
    isEsim: index % 3 === 0, status: 'active', order: `/orders/${id}`,
  }
}

/** No example exists: keys as one would expect of such a platform. */
export function kpnWbaWire({ id, circuitId, label }: LabService): Record<string, unknown> {
  return {
    '@id': `/order-details-kpn-wba-by-order/${id}`, '@type': 'OrderDetailsKpnWba', orderId: id, xdfServiceId: circuitId,
    lineProfile: label.includes('VDSL') ? 'VVDSL2-100-30' : 'FTTH-1000-1000',
    connectionStatus: 'ACTIVE', accessTechnology: label.includes('VDSL') ? 'VDSL2' : 'GPON',
    ontSerialNumber: label.includes('VDSL') ? null : `ALCL${String(id).padStart(8, '0')}`,
    circuit: { evcId: `EVC${id}`, cVlan: 6 },
  }
}

export function phoneNumbersWire({ id, index, kind }: LabService): Record<string, unknown>[] {
  const numbers = kind === 'x2voip' ? [`085${String(1_000_000 + index * 2)}`, `085${String(1_000_001 + index * 2)}`]
    : [PHONE(index)]
  return numbers.map((number, at) => ({
    ...typed('phonenumbers', 'Phonenumber', id * 10 + at), number, description: at === 0 ? 'Receptie' : null, costCenter: 'Sales',
    status: 'active',
  }))
}

export const serviceTypesWire = SERVICE_TYPES.map(({ id, name }) => ({ ...typed('service-types', 'ServiceType', id), name }))
export const suppliersWire = SUPPLIERS.map(({ id, name }) => ({ ...typed('suppliers', 'Supplier', id), name }))

/** ISRA information: copper everywhere, fibre at even house numbers. */
export function israWire(zipcode: string, housenumber: string, extension: string | null): Record<string, unknown> {
  const number = Number(housenumber)
  const carriers = [
    { carrierType: 'COPPER', supplier: 'KPN', fpi: `FPI-${zipcode}-${number}`, sdf: { code: `SDF${zipcode.slice(0, 4)}` },
      mdf: { code: `Mdf-${zipcode.slice(0, 2)}` }, isra: 'ISRA in meterkast', lineLength: 840, freePairs: 1 },
    ...(number % 2 === 0 ? [{ carrierType: 'FIBER', supplier: 'KPN', fpi: `FPI-F-${zipcode}-${number}`, sdf: null,
      mdf: { code: 'POP-1' }, status: 'HAS', handoverDate: '2023-05-01' }] : []),
  ]
  return { '@context': '/contexts/IsraInformation', '@type': 'IsraInformation', zipcode, housenumber,
    housenumberExtension: extension, carriers }
}

export function kpnProductsWire(housenumber: string): Record<string, unknown>[] {
  const fibre = Number(housenumber) % 2 === 0
  return [
    { id: 421, name: 'KPN WBA VDSL 100/30', supplier: 'KPN', technology: 'VDSL2', download: 100, upload: 30, available: true },
    { id: 422, name: 'KPN WBA FttH 1000/1000', supplier: 'KPN', technology: 'GPON', download: 1000, upload: 1000,
      available: fibre, reason: fibre ? null : 'Geen glasvezel op dit adres' },
    { supplier: 'EuroFiber', error: 'Timeout bij leverancier' },
  ]
}
