import { refusals } from './method.ts'
import { CIRCUIT_PRODUCTS, SLAS } from './circuitProducts.ts'
import { TECHNOLOGIES } from './products.ts'
import { loopLengthM } from './reportCopper.ts'
import { uuidOf } from '../random.ts'
import type { LabAddress, LabLine } from './line.ts'
import type { LabCall } from './method.ts'
import type { CarrierProduct } from './products.ts'

const ISRA = '001//MTK/METERKAST'
const DATE = '20120604'

type Asked = {
  zipcode: string
  housenr: number
  housenrext?: string | null
  filter?: { provider?: string[]; connectionpoint?: string | null }
}

/** Lines at the address asked for; an address without lines is unknown to the system. */
function linesAt({ world, params }: LabCall): LabLine[] {
  const { zipcode, housenr, housenrext } = params as Asked
  const all = Array.from(world.select({ zipcode }, {}), (index) => world.line(index)).filter(
    (line) => line.address.housenr === housenr,
  )
  const exact = all.filter((line) => line.address.housenrext === (housenrext ?? ''))
  const found = exact.length > 0 ? exact : all
  if (found.length === 0) throw refusals.address(zipcode, housenr, housenrext ?? '')
  return found
}

/** Reply of `carriercheck`, in the keys of the example (the document's table has others). */
export function carrierCheck(call: LabCall): Record<string, unknown> {
  const lines = linesAt(call)
  return call.params['carrier'] === 'Copper' ? { line: copperAt(lines) } : { line: fibreAt(lines) }
}

function copperAt(lines: readonly LabLine[]): Record<string, unknown> {
  const copper = lines.filter((line) => line.technology.family === 'copper')
  const free = {
    type: 0,
    number: null,
    phonetype: null,
    serviceid: null,
    futuretype: 0,
    futureserviceid: null,
    futurenumber: null,
    futurephonetype: null,
    nid: null,
    futurenid: null,
  }
  const length = copper[0] ? loopLengthM(copper[0]) : null
  return {
    kind: 'Copper',
    status: null,
    number: null,
    vendor: 'MDF',
    type: null,
    connectionpoint: [
      {
        name: 'Al-C',
        isra: ISRA,
        nl1lines: copper.length + 2,
        nl1lines_available: 2,
        nl2lines: 1,
        connection: [
          ...copper.map((line) => ({ ...free, type: 3, serviceid: line.serviceId, futuretype: 9, nid: line.nid })),
          free,
          free,
        ],
        bonding_allowed: 0,
        plan_date: null,
        cable_length: length,
      },
    ],
    plan_date: null,
    isra_pin: null,
  }
}

function fibreAt(lines: readonly LabLine[]): Record<string, unknown> {
  const fibre = lines.filter(
    (line) => line.technology.family !== 'copper' && line.technology.carrier.aggregated_carriertype === 'Fiber',
  )
  const finished = fibre.length > 0 || lines.some((line) => line.traits?.fibreReady ?? line.index % 2 === 0)
  return {
    kind: 'Fiber',
    areapop: 'al-3c',
    vendor: 'REGG',
    connectionpoint: [
      {
        id: '0',
        ftu_type: finished ? 'FTU_GN02' : null,
        connection:
          fibre.length === 0
            ? [{ type: 9, odfid: null, futuretype: 9, futurenid: null, nid: null, futureodfid: null }]
            : fibre.map((line) => ({
                type: 5,
                odfid: line.serviceId,
                futuretype: 9,
                futurenid: null,
                nid: line.nid,
                futureodfid: null,
              })),
        carrier_status: finished ? 'O' : 'P',
        nlstype: 'MIGRATE',
        plan_date: DATE,
        has_date: finished ? DATE : null,
      },
    ],
  }
}

function networks(provider: readonly string[] | undefined): string[] {
  const all = [...new Set(TECHNOLOGIES.map(({ carrier }) => carrier.supplier))]
  return provider === undefined || provider.length === 0 ? all : all.filter((each) => provider.includes(each))
}

function medium(carrier: CarrierProduct): 'Copper' | 'Fiber' {
  return carrier.aggregated_carriertype === 'Copper' ? 'Copper' : 'Fiber'
}

/** Suppliers at an address: those with a line there and every nationwide one; one of them always fails, as such look-ups do. */
function offersAt(call: LabCall): {
  address: LabAddress
  offers: { supplier: string; carriers: CarrierProduct[] }[]
  errors: unknown[]
} {
  const lines = linesAt(call)
  const { filter } = call.params as Asked
  const [first] = lines
  if (!first) throw refusals.undocumented()
  const suppliers = networks(filter?.provider)
  const offers = suppliers
    .filter((supplier) => supplier !== 'WAUWAU')
    .map((supplier, at) => ({
      supplier,
      carriers: TECHNOLOGIES.map(({ carrier }) => carrier).filter(
        (carrier) => carrier.supplier === supplier && (medium(carrier) === 'Fiber' || (first.index + at) % 3 !== 0),
      ),
    }))
  const errors = suppliers.includes('WAUWAU')
    ? [
        {
          code: null,
          supplier: 'WAUWAU',
          description: 'This request could did not complete successfully. Exception ID: 3f570644-6997',
        },
      ]
    : []
  return { address: first.address, offers, errors }
}

const COMMENT = { code: 9075, description: 'No infra match in KANVAS, but match in CENDRIS', supplier: 'KPNWBA' }

/** Reply of the basic `zipcode` (section Broadband-basic). */
export function basicZipcode(call: LabCall): Record<string, unknown> {
  const { address, offers, errors } = offersAt(call)
  const available = offers.map(({ supplier, carriers }) => [
    supplier,
    Object.fromEntries(
      carriers.map((carrier) => [
        medium(carrier),
        {
          max_download: carrier.download ?? 1_000_000,
          max_upload: carrier.upload ?? 1_000_000,
          area: carrier.area ?? 'FttH',
          distance: carrier.distance ?? '',
          carrier: medium(carrier),
          plan_date: null,
          end_of_sale_date: null,
          data_technology: medium(carrier),
          sub_technology: carrier.data_technology ?? medium(carrier),
          network: carrier.network,
        },
      ]),
    ),
  ])
  return { available: Object.fromEntries(available), address, errors, comments: supplied(offers) ? [COMMENT] : [] }
}

function supplied(offers: readonly { supplier: string }[]): boolean {
  return offers.some(({ supplier }) => supplier === 'KPNWBA')
}

const WALL_OUTLET = { product_id: 651, name: 'Wall outlet', description: null, extrainfo: null }

function fibrePoint(carriers: readonly CarrierProduct[]): Record<string, unknown> {
  return {
    Fiber: carriers.map((each) => each.product_id),
    orderable: true,
    carriertype: 'Fiber',
    available_technology: ['Fiber'],
  }
}

/** Connection points of KPNWBA: copper under the name of its ISRA point, fibre under a number. */
function wbaPoints(lines: readonly LabLine[], carriers: readonly CarrierProduct[]): Record<string, unknown> {
  const copper = lines.filter((line) => line.technology.family === 'copper')
  const fibre = lines.filter((line) => line.technology.family !== 'copper')
  const ends = { plan_date: null, end_of_sale_date: null }
  const service = fibre.map((line) => ({ service: line.serviceId, type: 5 }))
  const outlet = { '0': { ...fibrePoint(carriers), ...ends, ftu_type: 'FTU_GN02', available_service: service } }
  const ids = (technology: string): number[] =>
    carriers.filter((each) => each.data_technology === technology).map((each) => each.product_id)
  const pairs = {
    [ISRA]: {
      ADSL: ids('ADSL2+'),
      LVDSL: ids('VDSL2'),
      orderable: true,
      carriertype: 'Copper',
      available_technology: ['ADSL', 'LVDSL'],
      nl1lines: copper.length + 2,
      nl2lines: 0,
      nl1lines_available: 2,
      'isra-specs': ISRA,
      'cgb-name': 'Al-C',
      ...ends,
      available_service: copper.map((line) => ({ service: line.serviceId, orderable: true, phonenumber: null, type: 3 })),
    },
  }
  return { ...(copper.length > 0 ? pairs : {}), ...(fibre.length > 0 || copper.length === 0 ? outlet : {}) }
}

/** Reply of the extended `zipcode` (section Broadband): products per supplier, by product id. */
export function extendedZipcode(call: LabCall): Record<string, unknown> {
  const { address, offers, errors } = offersAt(call)
  const available = offers.map(({ supplier, carriers }) => [
    supplier,
    {
      EVC: byId(
        CIRCUIT_PRODUCTS.filter((each) => each.supplier === supplier),
        (each) => ({
          product_id: each.product_id,
          is_pvc: each.is_pvc,
          name: each.name ?? 'Regular circuit',
          supplier,
          transport_instance: null,
          qos: each.qos,
          quality: 'regular',
          area: each.area,
          upload: each.upload,
          download: each.download,
          overbooking: 0,
          service_type: null,
          active: true,
          reference: null,
          abacus_product_uuid: uuidOf(1, 3, each.product_id),
          min_upload: 0,
          max_upload: each.upload,
          min_download: 0,
          max_download: each.download,
        }),
      ),
      carrier: byId(carriers, (each) => ({
        product_id: each.product_id,
        name: each.name,
        description: null,
        extrainfo: null,
        distance: each.distance ?? '',
        area: each.area ?? '',
        carrier_type: each.carriertype,
        download: each.download ?? 1_000_000,
        upload: each.upload ?? 1_000_000,
        terminate_voice: null,
        data_technology: medium(each),
        sub_technology: each.data_technology,
        network: each.network,
        plan_date: null,
        end_of_sale_date: null,
        wishdate: false,
        estimated_delivery_duration: '10d',
        contract_duration: [12, 24, 36],
        default_contract_duration: 12,
        ont_registration: false,
        on_demand: false,
        circuits: CIRCUIT_PRODUCTS.filter((circuit) => circuit.supplier === supplier).map((circuit) => circuit.product_id),
        sla: (SLAS.get(supplier) ?? []).map((sla) => sla.product_id),
        risk_area: null,
        cpe: supplier === 'KPNWBA' && medium(each) === 'Copper' ? [WALL_OUTLET.product_id] : [],
      })),
      sla: byId(SLAS.get(supplier) ?? [], (each) => ({ ...each, abacus_product_uuid: uuidOf(2, 3, each.product_id) })),
      cpe: supplier === 'KPNWBA' ? byId([WALL_OUTLET], (each) => each) : {},
      connectionpoint: supplier === 'KPNWBA' ? wbaPoints(linesAt(call), carriers) : { noname: fibrePoint(carriers) },
    },
  ])
  return { available: Object.fromEntries(available), address, errors, comments: supplied(offers) ? [COMMENT] : [], pricing: {} }
}

function byId<T extends { product_id: number }>(list: readonly T[], wire: (each: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(list.map((each) => [String(each.product_id), wire(each)]))
}
