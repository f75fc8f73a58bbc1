import { DAY_MS, zoneless } from '../clock.ts'
import { refusals } from './method.ts'
import { plainPdf } from './pdf.ts'
import { orderReply, transactionOf } from './transactions.ts'
import { bool, email, list, nid, nullable, object, required, text } from '../validate.ts'
import type { LabLine } from './line.ts'
import type { LabCall, LabMethod, LabReply } from './method.ts'
import type { LabOrder } from './transactions.ts'
import type { LinePatch } from './world.ts'

const DONE: LabReply = { result: {} }
const DATE = /^[1-9][0-9]{3}-[01][0-9]-[0-3][0-9]$/
/** Another date is never sooner than this. */
const SOONEST_DAYS = 2

function lineOf({ world, params }: LabCall, what: string): LabLine {
  const line = world.byNid(String(params['nid']))?.line
  if (!line) throw refusals.update(what)
  return line
}

/** Notes on the line what was asked, as `list_events` shows every API request, and does it when the commit is due. */
function changing(call: LabCall, of: string, method: string, effect: () => void): void {
  const { world, later, params, user, now } = call
  call.commit((sightMs) => {
    const at = zoneless(now())
    later.inOrder(of, sightMs, () => {
      effect()
      world.note(of, { method: `broadband.${method}`, username: user.username, request: params, created_at: at })
    })
  })
}

/** A write to one line by its NID, answered with nothing. */
function changesLine(method: string, what: string, patchOf: (call: LabCall, line: LabLine) => LinePatch): LabMethod['call'] {
  return (call) => {
    const line = lineOf(call, what)
    const patch = patchOf(call, line)
    const asked = String(call.params['nid'])
    changing(call, line.nid ?? asked, method, () => {
      call.world.changeLine(asked, patch)
    })
    return DONE
  }
}

/** A box is only on a line of fibre that ends in one; the document's own lines take what the document asks of them. */
function takesOnt({ technology, verbatim }: LabLine): boolean {
  return verbatim !== undefined || technology.family === 'kpnPon' || technology.family === 'deltaPon'
}

/** The order as it stands after what is asked of it; refuses what it does not allow. */
function revised(call: LabCall, line: LabLine): { order: LabOrder; patch: LinePatch } {
  const nowMs = call.now()
  const before = transactionOf(line, nowMs)
  if (!before?.open) throw refusals.update('transaction')
  const order: LabOrder = { ...before, state: 'processing', updatedMs: nowMs }
  const { ont_number: ontNumber, on_demand_execute: execute } = call.params
  if (typeof ontNumber === 'string') {
    if (!takesOnt(line) || ontNumber === '') throw refusals.update('transaction')
    return { order, patch: { order, ontNumber } }
  }
  if (execute !== true || !before.onDemand || before.onDemandRequested) throw refusals.update('transaction')
  const asked = { ...order, onDemandRequested: true }
  return { order: asked, patch: { order: asked } }
}

/** What changes a line or its order, and the report on it, of /broadband/v1. */
export const CHANGES: Readonly<Record<string, LabMethod>> = {
  get_connection_report: {
    right: 'broadband-r',
    params: { nid: required(nid) },
    call: ({ world, params }) => {
      const line = world.byNid(String(params['nid']))?.line
      if (!line) throw refusals.undocumented()
      const { street, housenr, housenrext, zipcode, city } = line.address
      const pdf = plainPdf([
        'Connection report',
        `Connection: ${String(params['nid'])}`,
        `Address: ${street} ${housenr}${housenrext}, ${zipcode} ${city}`,
        `Product: ${line.technology.carrier.name}`,
        `Box: ${line.ontNumber ?? 'none'}`,
      ])
      return { result: { attachment: pdf.toString('base64') } }
    },
  },
  change_ont: {
    right: 'broadband-c',
    params: { ont_number: required(text), nid: required(nid) },
    call: changesLine('change_ont', 'ont', ({ params }, line) => {
      if (!takesOnt(line) || params['ont_number'] === '') throw refusals.update('ont')
      return { ontNumber: String(params['ont_number']) }
    }),
  },
  change_contact: {
    right: 'broadband-r',
    params: { nid: required(nid), contact_name: required(text), contact_phonenumber: required(text), contact_email: email },
    call: changesLine('change_contact', 'contact', ({ params }) => ({
      contact: {
        name: String(params['contact_name']),
        phonenumber: String(params['contact_phonenumber']),
        email: (params['contact_email'] ?? null) as string | null,
      },
    })),
  },
  set_tags: {
    right: 'broadband-c',
    params: { nid: required(nid), tags: required(list({ ...text, pattern: /[a-zA-Z0-9/=:_-]+/ })) },
    call: (call) => {
      const line = lineOf(call, 'tags')
      const asked = String(call.params['nid'])
      changing(call, line.nid ?? asked, 'set_tags', () => {
        call.world.setTags(asked, call.params['tags'] as string[])
      })
      return DONE
    },
  },
  set_enduser: {
    right: 'broadband-c',
    params: { nid: required(nid), enduser: required(object({ uuid: nullable(text) })) },
    call: changesLine('set_enduser', 'enduser', ({ params }) => ({
      enduserUuid: String((params['enduser'] as { uuid: string }).uuid),
    })),
  },
  revise_transaction: {
    right: 'broadband-c',
    params: { nid: required(nid), ont_number: text, on_demand_execute: bool },
    oneOf: ['ont_number', 'on_demand_execute'],
    call: (call) => {
      const { world, later, now } = call
      const line = lineOf(call, 'transaction')
      const { order, patch } = revised(call, line)
      const of = String(line.nid)
      changing(call, of, 'revise_transaction', () => {
        world.changeLine(of, patch)
        later.after(world.deliveryMs, () => {
          world.deliver(of)
        })
      })
      const after = { ...line, ...patch, address: line.address }
      const { uuid = '' } = transactionOf(line, now()) ?? {}
      return { result: orderReply({ uuid, nid: line.nid, ...order }, world.connection(after)) }
    },
  },
  replan_transaction: {
    right: 'broadband-c',
    params: { uuid: required(text), custwishdate: { ...nullable(text), pattern: DATE } },
    call: (call) => {
      const { world, params, now } = call
      const line = world.byUuid('transaction', String(params['uuid']))
      const transaction = line ? transactionOf(line, now()) : null
      if (!line || !transaction?.replanPossible) throw refusals.update('transaction')
      const wish = params['custwishdate']
      const soonest = Math.floor(now() / DAY_MS) * DAY_MS + SOONEST_DAYS * DAY_MS
      const wishMs = typeof wish === 'string' ? Date.parse(wish) : soonest
      if (Number.isNaN(wishMs)) throw refusals.update('transaction')
      const of = String(line.nid)
      changing(call, of, 'replan_transaction', () => {
        world.changeLine(of, { order: { ...transaction, wishMs, updatedMs: now(), replanRequested: true } })
      })
      return DONE
    },
  },
}
