import { carrierCheck, extendedZipcode } from './availability.ts'
import { ConnectionPages } from './connectionPages.ts'
import { eventsOf } from './events.ts'
import { paged, refusals } from './method.ts'
import { CHANGES } from './methodsChanges.ts'
import { CIRCUIT_PRODUCTS, SLAS } from './circuitProducts.ts'
import { TECHNOLOGIES } from './products.ts'
import { hasTransaction, transactionDetails, transactionOf, transactionRow } from './transactions.ts'
import { PROFILE } from './ipvpn.ts'
import {
  bool,
  integer,
  list,
  nid,
  nullable,
  object,
  oneOf,
  pagination,
  required,
  sortBy,
  text,
  texts,
  uuid,
  zipcode,
} from '../validate.ts'
import type { LabLine } from './line.ts'
import type { LabCall, LabMethod } from './method.ts'
import type { Rule } from '../validate.ts'

const CONNECTION_FILTER: Rule = object({
  ...texts(
    'nid',
    'carrier_nid',
    'circuit_nid',
    'carrier_tags',
    'circuit_tags',
    'street',
    'housenr',
    'housenrext',
    'zipcode',
    'city',
    'auth_user',
    'ipv4',
    'sla',
    'supplier',
    'base_technology',
    'data_technology',
    'username',
    'ip',
    'serviceid',
    'enduser_uuid',
    'end_of_life_reason',
  ),
  state: list(oneOf('PROCESSING', 'ACTIVE', 'TERMINATED', 'CANCELLED')),
  online: oneOf('online', 'offline', 'unknown'),
  active: bool,
  has_end_of_life_date: bool,
  end_of_life_date: { ...text, pattern: /^[0-9-]+$/ },
})
const CONNECTION_SORT = sortBy(
  'state',
  'street',
  'housenr',
  'housenrext',
  'zipcode',
  'city',
  'primary_ipv4',
  'sla',
  'supplier',
  'base_technology',
  'data_technology',
  'active',
  'online',
  'end_of_life_date',
  'last_username',
)
const CARRIER_KEYS = [
  'carriertype',
  'netcode_id',
  'copper_pairs',
  'base_technology',
  'network',
  'nlstype',
  'data_technology',
  'maxnls',
  'test_label',
  'product_id',
  'channel_type',
  'distance',
  'supplier',
  'aggregated_data_technology',
  'area',
  'name',
  'aggregated_carriertype',
  'download',
  'upload',
]
const CIRCUIT_KEYS = [
  'active',
  'is_pvc',
  'upload',
  'name',
  'product_id',
  'overbooking',
  'qos',
  'quality',
  'area',
  'download',
  'supplier',
]
const TRANSACTION_KEYS = [
  'uuid',
  'nid',
  'action',
  'open',
  'state',
  'last_updated',
  'sitesurvey_plan_date',
  'sitesurvey_date_replan',
  'expected_completion_date',
  'expected_completion_date_is_forecast',
  'expected_completion_date_replan',
  'expected_completion_date_delayed',
  'permit',
  'cancel_reason',
  'cancelled_by',
  'ftu_count',
  'appointment_url',
]
const TRANSACTION_FILTER: Rule = object({
  ...texts(
    'uuid',
    'nid',
    'last_updated',
    'sitesurvey_plan_date',
    'expected_completion_date',
    'expected_completion_date_delayed',
    'cancel_reason',
  ),
  action: oneOf('offer', 'new', 'migrate', 'change', 'terminate', 'migrate_out'),
  open: bool,
  state: oneOf('new', 'processing', 'finished', 'cancelled'),
  sitesurvey_date_replan: nullable(bool),
  expected_completion_date_is_forecast: nullable(bool),
  expected_completion_date_replan: nullable(bool),
  permit: nullable(text),
  cancelled_by: nullable(text),
  ftu_count: integer,
  appointment_url: nullable(text),
})

/** Lines of a million-line lab that list_transactions looks through. */
const TRANSACTIONS_AMONG = 50_000

type Row = Record<string, unknown>

function matching(rows: readonly Row[], filter: unknown, sort: unknown): Row[] {
  const wanted = Object.entries((filter ?? {}) as Row)
  const found = rows.filter((row) =>
    wanted.every(([key, value]) =>
      typeof value === 'string'
        ? String(row[key] ?? '')
            .toLowerCase()
            .includes(value.toLowerCase())
        : row[key] === value,
    ),
  )
  const [order] = Object.entries((sort ?? {}) as Record<string, string>)
  if (!order) return found
  const [key, direction] = order
  const sign = direction === 'DESC' ? -1 : 1
  return found.toSorted((a, b) => sign * String(a[key] ?? '').localeCompare(String(b[key] ?? ''), 'nl', { numeric: true }))
}

function lineOf({ world, params }: LabCall): LabLine {
  const found = typeof params['nid'] === 'string' ? world.byNid(params['nid']) : null
  if (!found) throw refusals.undocumented()
  return found.line
}

function transactionReply(call: LabCall, line: LabLine | null): { result: unknown } {
  const transaction = line ? transactionOf(line, call.now()) : null
  if (!line || !transaction) throw refusals.undocumented()
  const { carrier } = line.technology
  const hasOnt = carrier.aggregated_carriertype === 'Fiber' && carrier.carriertype !== 'FttO'
  return { result: transactionDetails(transaction, call.world.connection(line), hasOnt) }
}

const pages = new WeakMap<object, ConnectionPages>()

function pagesOf(world: object): ConnectionPages {
  const kept = pages.get(world) ?? new ConnectionPages()
  pages.set(world, kept)
  return kept
}

/** Methods of /broadband/v1. */
export const BROADBAND: Readonly<Record<string, LabMethod>> = {
  list_connections: {
    right: 'broadband-r',
    params: { pagination, filter: CONNECTION_FILTER, sort: CONNECTION_SORT },
    call: (call) => ({ json: pagesOf(call.world).page(call) }),
  },
  list_carriers: {
    right: 'broadband-r',
    params: { pagination, sort: sortBy(...CARRIER_KEYS), filter: object(texts(...CARRIER_KEYS, 'invoice_description')) },
    call: ({ params }) => {
      const rows = TECHNOLOGIES.map(({ carrier }) => ({
        ...carrier,
        circuits: CIRCUIT_PRODUCTS.filter(({ supplier }) => supplier === carrier.supplier).map(({ product_id }) => product_id),
        slas: (SLAS.get(carrier.supplier) ?? []).map(({ product_id }) => product_id),
      }))
      return paged('carriers', matching(rows, params['filter'], params['sort']), params['pagination'], (row) => row)
    },
  },
  list_circuits: {
    right: 'broadband-r',
    params: { pagination, sort: sortBy(...CIRCUIT_KEYS), filter: object({ ...texts(...CIRCUIT_KEYS), carrier_id: integer }) },
    call: ({ params }) => {
      const { carrier_id: carrierId, ...filter } = (params['filter'] ?? {}) as Row
      const supplier = TECHNOLOGIES.find(({ carrier }) => carrier.product_id === carrierId)?.carrier.supplier
      const rows = CIRCUIT_PRODUCTS.filter((product) => carrierId === undefined || product.supplier === supplier)
      return paged('circuits', matching(rows, filter, params['sort']), params['pagination'], (row) => row)
    },
  },
  get_recent_transaction: {
    right: 'broadband-r',
    params: { nid: required(nid) },
    call: (call) => transactionReply(call, lineOf(call)),
  },
  get_transaction: {
    right: 'broadband-r',
    params: { uuid },
    call: (call) => transactionReply(call, call.world.byUuid('transaction', String(call.params['uuid']))),
  },
  list_transactions: {
    right: 'broadband-ordering-r',
    params: { pagination, filter: TRANSACTION_FILTER, sort: sortBy(...TRANSACTION_KEYS), document: list(text) },
    call: ({ world, params, now }) => {
      const rows: Row[] = []
      for (let index = 0; index < Math.min(world.size, TRANSACTIONS_AMONG); index++) {
        if (world.isRemoved(index)) continue
        const line = world.line(index)
        const transaction = hasTransaction(line) ? transactionOf(line, now()) : null
        if (transaction) rows.push(transactionRow(transaction))
      }
      const { result } = paged(
        'transactions',
        matching(rows, params['filter'], params['sort']),
        params['pagination'],
        (row) => row,
      )
      const { previous_page, ...info } = (result['pagination'] ?? {}) as Row
      return { result: { ...result, ...(result['pagination'] ? { pagination: { ...info, prev_page: previous_page } } : {}) } }
    },
  },
  list_events: {
    right: 'broadband-r',
    params: {
      pagination,
      filter: object({ uuid: text, nid: nullable(nid), transaction_uuid: text, type: text, is_audit_event: bool }),
    },
    call: ({ world, params, now }) => {
      const filter = (params['filter'] ?? {}) as { uuid?: string; nid?: string | null; transaction_uuid?: string; type?: string }
      const line = filter.nid
        ? world.byNid(filter.nid)?.line
        : filter.transaction_uuid
          ? world.byUuid('transaction', filter.transaction_uuid)
          : null
      const events = line ? eventsOf(line, now()) : []
      const found = events.filter(
        (event) =>
          (filter.uuid === undefined || event['uuid'] === filter.uuid) &&
          (filter.type === undefined || event['type'] === filter.type),
      )
      return paged('events', found, params['pagination'], (event) => event)
    },
  },
  get_profile: {
    right: 'broadband-r',
    params: { uuid },
    call: ({ params }) => {
      if (params['uuid'] !== PROFILE.uuid) throw refusals.undocumented()
      return { result: { ipvpn: PROFILE } }
    },
  },
  ...CHANGES,
  carriercheck: {
    right: 'broadband-r',
    params: { zipcode, housenr: required(integer), housenrext: nullable(text), carrier: required(oneOf('Fiber', 'Copper')) },
    call: (call) => ({ result: carrierCheck(call) }),
  },
  list_providers: { right: 'broadband-r', params: {}, call: () => ({ result: { providers: [...SLAS.keys()] } }) },
  zipcode: {
    right: 'broadband-r',
    params: {
      zipcode,
      housenr: required(integer),
      housenrext: nullable(text),
      filter: object({ provider: list(text), connectionpoint: nullable(text), timeout: { type: 'number' } }),
    },
    call: (call) => ({ result: extendedZipcode(call) }),
  },
}
