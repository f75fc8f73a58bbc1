import { Dice, uuidOf } from '../random.ts'
import { DAY_MS, zoneless } from '../clock.ts'
import { loginOf } from './connection.ts'
import { UUIDS } from './line.ts'
import { transactionOf } from './transactions.ts'
import type { LabLine } from './line.ts'

const SALT = { age: 751 }

/** The document's one event (section list_events), word for word. */
const DOCUMENTED_EVENT: Readonly<Record<string, unknown>> = {
  uuid: '0e71dc30-62fd-11ec-a664-111111111111',
  action: null,
  request: {
    custwishdate: null,
    contact_name: 'Teun Ouwehand',
    cpe: [],
    zipcode: '2408ZE',
    additional_contact_phonenumber: null,
    contact_phonenumber: '0887775200',
    confirm: { 'Terminate Voice': false },
    company: 'Nextpertise',
    requested_phonenumber: null,
    serviceid: '',
    circuit: [{ circuit: 272, vlan: 6 }],
    housenrext: '',
    contract_duration: 12,
    isra: '001//MTK/METERKAST',
    carrier: 118,
    housenr: 10,
    tags: [],
    sla: 606,
  },
  created_at: '2020-04-15T11:49:55',
  recipient: null,
  method: 'broadband.order_connection',
  cid: '83d71d5d-e07c-4061-8f8e-5a3b91a31a14',
  type: 'apirequest',
  nid: '2408ZE000100200',
  username: 'teun@nextpertise.nl',
  response: { orderid: '2408ZE000100200' },
}

/** Events of a line, newest first. Two of them carry its login: one plainly, one in JSON that is itself a string. */
export function eventsOf(line: LabLine, nowMs: number): Record<string, unknown>[] {
  const noted = notedOf(line, nowMs)
  if (line.nid === '2408ZE000100200') return [...noted, { ...DOCUMENTED_EVENT }]
  const dice = new Dice(0, line.index)
  const transaction = transactionOf(line, nowMs)
  const { username, password } = loginOf(line)
  const ageDays = dice.between(SALT.age, 20, 300)
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS
  const common = { nid: line.nid, transaction_uuid: transaction?.uuid ?? null, action: null, recipient: null }
  const event = (at: number, agoDays: number, fields: Record<string, unknown>): Record<string, unknown> => ({
    uuid: uuidOf(at, UUIDS.event, line.index),
    ...common,
    created_at: zoneless(today - agoDays * DAY_MS + dice.int(SALT.age + at, DAY_MS / 1000) * 1000),
    cid: uuidOf(at + 10, UUIDS.event, line.index),
    ...fields,
  })
  const order = event(1, ageDays + 9, {
    type: 'apirequest',
    method: 'broadband.order_connection',
    username: 'orders@example.nl',
    request: {
      zipcode: line.address.zipcode,
      housenr: line.address.housenr,
      housenrext: line.address.housenrext,
      contact_name: line.contact.name,
      contact_phonenumber: line.contact.phonenumber,
      circuit: line.vlans.map((vlan) => ({ circuit: 272, vlan })),
      contract_duration: 12,
      tags: line.tags,
    },
    response: { orderid: line.nid },
  })
  const provisioned = event(2, ageDays + 2, {
    type: 'async_event',
    method: 'broadband.set_provisioning',
    username: null,
    request: { nid: line.nid, provisioning: { authentication: true, username, password, ipvpn: 'internet' } },
    response: JSON.stringify({ result: { provisioning: { username, password, radius: { secret: `rs-${password}` } } } }),
  })
  const told = event(3, ageDays, {
    type: 'notification',
    method: null,
    username: null,
    request: null,
    response: null,
    recipient: line.contact.email,
    action: transaction?.action ?? 'new',
  })
  return [...noted, told, ...(line.provisioning === 'ppp' ? [provisioned] : []), order]
}

/** What was asked while the lab ran, newest first. */
function notedOf(line: LabLine, nowMs: number): Record<string, unknown>[] {
  const transaction = line.order === undefined ? null : transactionOf(line, nowMs)
  return (line.noted ?? [])
    .map((note, at) => ({
      uuid: uuidOf(at + 20, UUIDS.event, line.index),
      nid: line.nid,
      transaction_uuid: transaction?.uuid ?? null,
      action: null,
      recipient: null,
      type: 'apirequest',
      cid: uuidOf(at + 1020, UUIDS.event, line.index),
      response: {},
      ...note,
    }))
    .toReversed()
}
