import { Dice, uuidOf } from '../random.ts'
import { DAY_MS, HOUR_MS, day, utc } from '../clock.ts'
import { UUIDS } from './line.ts'
import type { LabLine } from './line.ts'

export type LabTransaction = {
  uuid: string
  nid: string | null
  action: 'new' | 'migrate' | 'change' | 'terminate'
  state: 'new' | 'processing' | 'finished' | 'cancelled'
  open: boolean
  createdMs: number
  updatedMs: number
  wishMs: number
  /** Delivered when it is asked for, and whether that was asked. */
  onDemand: boolean
  onDemandRequested: boolean
  replanPossible: boolean
  replanRequested: boolean
}

/** What a change while the lab ran has made of a line's order. */
export type LabOrder = Omit<LabTransaction, 'uuid' | 'nid'>

const SALT = { has: 501, action: 502, age: 503, state: 504, works: 505, onDemand: 508 }

/** Whether a line carries a transaction, without building it. */
export function hasTransaction(line: Pick<LabLine, 'index' | 'state' | 'condition' | 'verbatim' | 'order'>): boolean {
  return (
    line.state !== 'ACTIVE' ||
    line.condition === 'inOrder' ||
    line.verbatim !== undefined ||
    line.order !== undefined ||
    new Dice(0, line.index).perMille(SALT.has, 40)
  )
}

/** The recent transaction of a line, or null. Dates lie around the present day. */
export function transactionOf(line: LabLine, nowMs: number): LabTransaction | null {
  if (!hasTransaction(line)) return null
  const dice = new Dice(0, line.index)
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS
  const documented = documentedTransaction(line)
  const open = line.condition === 'inOrder' || line.state === 'PROCESSING'
  const uuid = documented?.uuid ?? uuidOf(0, UUIDS.transaction, line.index)
  if (line.order) {
    const replanPossible = line.order.open && line.order.state === 'processing'
    return { ...line.order, uuid, nid: line.nid, replanPossible }
  }
  const createdMs = today - dice.between(SALT.age, 3, 40) * DAY_MS + dice.int(SALT.age + 1, 23) * HOUR_MS
  const action = documented?.action ?? actionOf(line, dice)
  const state =
    documented?.state ??
    (open ? (dice.perMille(SALT.state, 800) ? 'processing' : 'new') : line.state === 'CANCELLED' ? 'cancelled' : 'finished')
  const isOpen = documented?.open ?? open
  const fibre = line.technology.family === 'gof' || line.technology.family === 'kpnPon'
  return {
    uuid,
    nid: line.nid,
    action,
    state,
    open: isOpen,
    createdMs,
    updatedMs: createdMs + 2 * DAY_MS,
    wishMs: today + dice.between(SALT.works, 1, 30) * DAY_MS,
    onDemand: isOpen && action === 'new' && (line.traits?.onDemand ?? (fibre && dice.perMille(SALT.onDemand, 300))),
    onDemandRequested: false,
    replanPossible: isOpen && state === 'processing',
    replanRequested: false,
  }
}

function actionOf(line: LabLine, dice: Dice): LabTransaction['action'] {
  if (line.state === 'PROCESSING' || line.state === 'CANCELLED') return 'new'
  return line.state === 'TERMINATED' ? 'terminate' : dice.pick(SALT.action, ['change', 'migrate', 'change'] as const)
}

function documentedTransaction(line: LabLine): Pick<LabTransaction, 'uuid' | 'action' | 'state' | 'open'> | null {
  switch (line.nid) {
    case '2408ZE000060100':
      return { uuid: '7119168a-242d-4e6d-bd76-a885b9a16723', action: 'terminate', state: 'new', open: true }
    case '1058TM000610100':
      return { uuid: '3b5695fa17294d85b5481d4a5814af71', action: 'new', state: 'finished', open: false }
    case '3901KV000210300':
      return { uuid: '0b01c0f6-ec1c-436d-a8fc-ccc0793d86c3', action: 'new', state: 'processing', open: true }
    case '3901KV000090200':
      return { uuid: '98d70765-c4d8-4f1d-b1ad-b05668a0c7f1', action: 'new', state: 'processing', open: true }
    case '2408ZE000090100':
      return { uuid: 'ce850b8d-1188-49fc-bfb0-5247bf0770a4', action: 'new', state: 'processing', open: true }
    case '2408ZE000100200':
      return { uuid: '506f6779-c042-4df9-a421-c50760f8e94b', action: 'change', state: 'processing', open: true }
    default:
      return null
  }
}

/** uuids of the document's transactions, by the NID they belong to. */
export const DOCUMENTED_TRANSACTIONS: ReadonlyMap<string, string> = new Map([
  ['7119168a-242d-4e6d-bd76-a885b9a16723', '2408ZE000060100'],
  ['3b5695fa17294d85b5481d4a5814af71', '1058TM000610100'],
  ['0b01c0f6-ec1c-436d-a8fc-ccc0793d86c3', '3901KV000210300'],
  ['506f6779-c042-4df9-a421-c50760f8e94b', '2408ZE000100200'],
  ['98d70765-c4d8-4f1d-b1ad-b05668a0c7f1', '3901KV000090200'],
  ['ce850b8d-1188-49fc-bfb0-5247bf0770a4', '2408ZE000090100'],
])

function head(transaction: LabTransaction): Record<string, unknown> {
  const { uuid, nid, action, state, open, createdMs, updatedMs } = transaction
  return { uuid, nid, action, state, open, created_at: utc(createdMs), last_updated: utc(updatedMs) }
}

/** As in `list_transactions`. */
export function transactionRow(transaction: LabTransaction): Record<string, unknown> {
  const { wishMs, state } = transaction
  const cancelled = state === 'cancelled'
  return {
    ...head(transaction),
    sitesurvey_plan_date: day(wishMs - 14 * DAY_MS),
    expected_completion_date: day(wishMs),
    expected_completion_date_is_forecast: true,
    expected_completion_date_replan: state === 'processing',
    cancelled_by: cancelled ? 'customer' : null,
    cancel_date: cancelled ? day(transaction.updatedMs) : null,
    cancel_reason: cancelled ? 'Customer cancel' : null,
    cancel_requested: cancelled,
  }
}

/**
 * As in `get_transaction` and `get_recent_transaction`: the system leaves out what an action does not use.
 * `hasOnt`: the line ends in a box with a number of its own.
 */
export function transactionDetails(
  transaction: LabTransaction, connection: Record<string, unknown>, hasOnt: boolean,
): Record<string, unknown> {
  const { wishMs, action, state, open, onDemand, onDemandRequested, replanPossible, replanRequested } = transaction
  if (action === 'new' && !open) {
    const document = { ...connection, on_demand: onDemand, on_demand_requested: onDemandRequested }
    if ('transaction' in document) Reflect.deleteProperty(document, 'transaction')
    return { ...head(transaction), expected_completion_date: day(wishMs), document_after_transaction: document }
  }
  const plan =
    state === 'processing'
      ? {
          sitesurvey_plan_date: day(wishMs - 14 * DAY_MS),
          internalworks_plan_date: day(wishMs - DAY_MS),
          externalworks_plan_date: day(wishMs - 5 * DAY_MS),
          expected_completion_date: day(wishMs),
          expected_completion_date_is_forecast: true,
          cancel_possible: true,
          replan_possible: replanPossible,
          ...(replanRequested ? { replan_requested: true } : {}),
        }
      : {}
  return {
    ...head(transaction),
    customer_wish_date: day(wishMs),
    ...plan,
    ...(action === 'new'
      ? { on_demand: onDemand, on_demand_requested: onDemandRequested, ont_registration: hasOnt }
      : {}),
    ...(action === 'new' ? {} : { document_before_transaction: connection }),
    document_after_transaction: afterwards(connection),
  }
}

/** As `revise_transaction` answers (its two examples): the order with the connection as it will be, login and all. */
export function orderReply(transaction: LabTransaction, connection: Record<string, unknown>): Record<string, unknown> {
  const { action, state, replanRequested } = transaction
  return {
    ...head(transaction),
    cancel_possible: true,
    document_after_transaction: { ...connection, transaction: { uuid: transaction.uuid, action, state } },
    ftu_count: 1,
    replan_possible: true,
    replan_requested: replanRequested,
  }
}

/** The connection as it will be: its login is not yet provisioned. */
function afterwards(connection: Record<string, unknown>): Record<string, unknown> {
  const circuits = Array.isArray(connection['circuits']) ? connection['circuits'] : []
  return {
    ...connection,
    transaction: { uuid: null, state: null, action: null },
    circuits: circuits.map((circuit: Record<string, unknown>) =>
      'provisioning' in circuit ? { ...circuit, provisioning: { ipvpn: 'internet', authentication: false } } : circuit,
    ),
  }
}
