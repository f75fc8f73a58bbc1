import { Dice, uuidOf } from '../random.ts'
import { SLAS, circuitProduct } from './circuitProducts.ts'
import { UUIDS, circuitNid } from './line.ts'
import { transactionOf } from './transactions.ts'
import type { DocumentedConnection, LabLine } from './line.ts'
import type { Session } from './sessions.ts'

const SALT = {
  speed: 301,
  sla: 302,
  slaDay: 303,
  password: 304,
  routed: 305,
  duration: 306,
  contractDay: 307,
  provision: 308,
  business: 309,
  order: 310,
  endOfLife: 311,
  unmanaged: 312,
  isra: 313,
  ftu: 314,
}
const FTU_TYPES = ['FTU_GN01', 'FTU_GN02', 'FTU_PF01', 'FTU_PF02', 'FTU_TY01', 'FTU_TK01', 'FTU_ZS_GN01']
const DURATIONS = [12, 24, 36]
const PASSWORD_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

function dateOf(dice: Dice, salt: number, fromYear: number, years: number): string {
  const month = dice.between(salt + 50, 1, 12)
  return `${fromYear + dice.int(salt, years)}-${month < 10 ? '0' : ''}${month}-${dice.between(salt + 90, 10, 28)}`
}

export type Login = { username: string; password: string; address: string }

/** RADIUS login of the data circuit: what is provisioned, not what the router uses. */
export function loginOf(line: LabLine): Login {
  const documented = line.verbatim === undefined ? null : documentedLogin(line.verbatim)
  if (documented) return documented
  const dice = new Dice(0, line.index)
  let password = ''
  for (let part = 0; part < 3; part++) {
    for (let bits = dice.int(SALT.password + part * 1000, 0x1000000), at = 0; at < 4; at++, bits >>>= 6)
      password += PASSWORD_LETTERS[bits & 31] ?? 'x'
  }
  const suffix = line.nid === null ? `x${line.index}` : `${line.nid.slice(11, 13)}01`
  return {
    username: `${line.address.zipcode}${line.address.housenr}-${suffix}@dsl.example.nl`,
    password,
    address: `100.${64 + ((line.index >>> 16) & 63)}.${(line.index >>> 8) & 255}.${line.index & 255}`,
  }
}

function documentedLogin(connection: DocumentedConnection): Login | null {
  for (const { provisioning, last_username: username, last_ipv4: address } of connection.circuits.toReversed()) {
    if (provisioning) {
      const { username: provisioned, password, primary_ipv4: subnet } = provisioning
      return { username: provisioned, password, address: subnet.split('/')[0] ?? subnet }
    }
    if (username !== undefined && address !== undefined) return { username, password: 'not-shown', address }
  }
  return null
}

/** Ordered down and up of the data circuit, kbit/s. */
export function speedOf(line: LabLine): { download: number; upload: number } {
  const [download, upload] = new Dice(0, line.index).pick(SALT.speed, line.technology.speeds)
  return { download, upload }
}

function provisioningOf(line: LabLine, dice: Dice): Record<string, unknown> {
  const enabled = line.condition !== 'disabled'
  const blocked = line.condition === 'blocked'
  const { username, password, address } = loginOf(line)
  const routed = dice.perMille(SALT.routed, 150)
    ? [`10.${(line.index >>> 13) & 255}.${(line.index >>> 5) & 255}.${(line.index & 31) * 8}/29`]
    : []
  switch (line.provisioning) {
    case 'vlan':
      return { enabled }
    case 'l2tp':
      return { enabled, blocked, ipvpn: 'internet' }
    case 'static':
      return { enabled, blocked, ipvpn: 'internet', accesslist: null, primary_ipv4: `${address}/32`, routed_ipv4: routed }
    default:
      return dice.perMille(SALT.unmanaged, 20) && line.condition === 'healthy'
        ? { enabled, blocked, ipvpn: 'voice' }
        : {
            enabled,
            blocked,
            ipvpn: 'internet',
            authentication: true,
            username,
            password,
            primary_ipv4: `${address}/32`,
            routed_ipv4: routed,
            accesslist: null,
          }
  }
}

function circuitsOf(line: LabLine, dice: Dice, session: Session | null): Record<string, unknown>[] {
  const { carrier, family } = line.technology
  const speed = speedOf(line)
  const { name, supplier, qos, quality, product_id, overbooking } = circuitProduct(carrier.supplier, speed.download, speed.upload)
  const product = { qos, name, upload: speed.upload, quality, download: speed.download, supplier, product_id, overbooking }
  const business = family === 'other' && dice.perMille(SALT.business, 500)
  return line.vlans.map((vlan, at) => {
    const nid = circuitNid(line, at)
    return {
      nid,
      tags: (nid === null ? undefined : line.circuitTags[nid]) ?? [],
      vlan: dice.perMille(SALT.isra, 50) ? String(vlan) : vlan,
      product,
      ...(business ? { port: 1 + (line.index % 12), q_in_q: true, port_speed: '1000Mb', port_duplex: 'full' } : {}),
      ...(at > 0 || (line.state === 'PROCESSING' && dice.perMille(SALT.provision, 500))
        ? {}
        : { provisioning: provisioningOf(line, dice) }),
      provisioning_type: line.provisioning,
      ...(at === 0 && session
        ? { last_ipv4: session.lastIpv4, last_username: session.lastUsername, online: session.online }
        : {}),
    }
  })
}

/** A line as `list_connections` shows it (section Broadband, list_connections). */
export function connectionOf(line: LabLine, session: Session | null, nowMs: number): Record<string, unknown> {
  if (line.verbatim !== undefined) return documentedConnection(line, line.verbatim, session, nowMs)
  const dice = new Dice(0, line.index)
  const { carrier, family } = line.technology
  const slas = SLAS.get(carrier.supplier) ?? []
  const from = dateOf(dice, SALT.contractDay, 2015, 9)
  const ended = line.state === 'TERMINATED' || line.state === 'CANCELLED'
  const transaction = transactionOf(line, nowMs)
  return {
    sla: { product: dice.pick(SALT.sla, slas), order_date: dateOf(dice, SALT.slaDay, 2018, 6) },
    active: line.active,
    address: line.address,
    carrier: {
      nid: line.nid,
      tags: line.tags,
      product: carrier,
      contract_duration: dice.pick(SALT.duration, DURATIONS),
      ...(dice.perMille(SALT.order, 400) ? { provider_order_number: `ORD${1_000_000 + line.index}` } : {}),
      ...(family === 'copper'
        ? { israspecs: '001//MTK/METERKAST', israpin: dice.between(SALT.isra, 1, 8), distribution_frame: 'Al-C' }
        : {}),
      ...(line.serviceId === null ? {} : { serviceid: line.serviceId }),
      ...(family === 'copper' || carrier.aggregated_carriertype !== 'Fiber'
        ? {}
        : { ftu_type: dice.pick(SALT.ftu, FTU_TYPES), ftu_count: 1 }),
      ...(line.ontNumber === null ? {} : { ont_number: line.ontNumber }),
    },
    enduser: { uuid: line.enduserUuid },
    circuits: circuitsOf(line, dice, session),
    supplier: carrier.supplier,
    contract_period: {
      to: `${Number(from.slice(0, 4)) + 1 + (line.index % 3)}${from.slice(4)}`,
      from,
      last_change: from,
      ...(ended ? { end_of_life_date: dateOf(dice, SALT.endOfLife, 2024, 2), end_of_life_reason: 'Terminated by customer' } : {}),
    },
    contract_duration: dice.pick(SALT.duration, DURATIONS),
    location_contacts: [contactOf(line)],
    transaction:
      transaction === null
        ? { uuid: null, action: null, state: null }
        : { uuid: transaction.uuid, action: transaction.action, state: transaction.state },
  }
}

function contactOf(line: LabLine): Record<string, unknown> {
  const { name, email, phonenumber } = line.contact
  return { name, uuid: uuidOf(0, UUIDS.contact, line.index), email, primary: true, phonenumber }
}

/** The document's own words, with tags, box, contact, order and session as they are now. */
function documentedConnection(
  line: LabLine,
  verbatim: DocumentedConnection,
  session: Session | null,
  nowMs: number,
): Record<string, unknown> {
  const { name, email, phonenumber } = line.contact
  const changed = line.order === undefined ? null : transactionOf(line, nowMs)
  return {
    ...verbatim,
    ...(changed ? { transaction: { uuid: changed.uuid, action: changed.action, state: changed.state } } : {}),
    active: line.active,
    carrier: { ...verbatim.carrier, tags: line.tags, ...(line.ontNumber === null ? {} : { ont_number: line.ontNumber }) },
    enduser: { uuid: line.enduserUuid },
    circuits: verbatim.circuits.map((circuit) => ({
      ...circuit,
      ...(line.circuitTags[circuit.nid] ? { tags: line.circuitTags[circuit.nid] } : {}),
      ...('online' in circuit && session?.set === true ? { online: session.online } : {}),
    })),
    location_contacts: verbatim.location_contacts.map((contact) => ({ ...contact, name, email, phonenumber })),
  }
}
