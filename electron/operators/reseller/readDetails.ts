import type {
  KpnWba, ServiceConnection, ServicePhoneNumber, SimCard, VoipAccount,
} from '../../../shared/model/resellerService.ts'
import { fieldsOf, flag, isObject, list, text } from '../readValue.ts'
import { idOf } from './iri.ts'
import { kbpsOf, otherValues, textOf, textsUnder } from '../openValues.ts'

/** Keys under which ids of a circuit may stand; the document only says "circuit IDs" and "circuit information". */
const CIRCUIT = /^(?:circuit|service|xdfservice|xdfaccessservice|line|connection|access|wba|kpn|evc|ezt)(?:id|ids|number|nr|code|reference)$|^circuits?$/
const CONNECTION_READ = new Set([
  'id', 'order', 'orderid', 'username', 'pppusername', 'loginname', 'login', 'ipaddress', 'ip', 'ipv4', 'ipaddresses', 'staticip',
  'vlan', 'vlanid',
  'download', 'downloadspeed', 'speeddown', 'bandwidthdown', 'upload', 'uploadspeed', 'speedup', 'bandwidthup',
])
const WBA_READ = new Set(['id', 'order', 'orderid', 'lineprofile', 'profile', 'connectionstatus', 'status', 'state', 'ontnumber',
  'ontserialnumber', 'ontserial', 'ont'])

/** `10.0.0.1` or `10.0.0.0/29`, IPv6 too, as far as a text looks like one. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)(?:\/\d{1,3})?$/i

/** Details of an internet connection (document, Order Details: Connections; its fields are not shown there). */
export function readConnection(value: unknown): ServiceConnection | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const circuitIds = textsUnder(value, CIRCUIT)
  return {
    circuitIds,
    username: textOf(fields, 'username', 'pppusername', 'loginname', 'login'),
    ipAddresses: textsUnder(value, /^(?:static|primary|routed|wan|public)?ip(?:v4|v6)?(?:address|addresses|subnet|prefix|range)?$/).filter(word => ADDRESS.test(word)),
    vlan: textOf(fields, 'vlan', 'vlanid'),
    downloadKbps: kbpsOf(fields['download'] ?? fields['downloadspeed'] ?? fields['speeddown'] ?? fields['bandwidthdown']),
    uploadKbps: kbpsOf(fields['upload'] ?? fields['uploadspeed'] ?? fields['speedup'] ?? fields['bandwidthup']),
    others: otherValues(value, CONNECTION_READ).filter(({ value: word }) => !circuitIds.includes(word)),
  }
}

/** KPN WBA details (document, Order Details: KPN WBA: "line profile, connection status, and circuit information"; no example). */
export function readKpnWba(value: unknown): KpnWba | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const circuitIds = textsUnder(value, CIRCUIT)
  return {
    lineProfile: textOf(fields, 'lineprofile', 'profile', 'profilename'),
    connectionStatus: textOf(fields, 'connectionstatus', 'status', 'state', 'linestatus'),
    circuitIds,
    ontNumber: textOf(fields, 'ontnumber', 'ontserialnumber', 'ontserial', 'ont'),
    others: otherValues(value, WBA_READ).filter(({ value: word }) => !circuitIds.includes(word)),
  }
}

/** Numbers of a service (document, Phone Numbers). */
export function readPhoneNumbers(value: unknown): ServicePhoneNumber[] {
  const seen = new Set<string>()
  return list(value).flatMap(each => {
    const fields = fieldsOf(each)
    const number = textOf(fields, 'number', 'phonenumber', 'msisdn', 'cli', 'blockstart') ?? text(each)
    if (number === null || seen.has(number)) return []
    seen.add(number)
    return [{
      number, description: textOf(fields, 'description'), costCenter: textOf(fields, 'costcenter'),
      state: textOf(fields, 'status', 'state'),
    }]
  })
}

const SIM_READ = new Set([
  'id', 'order', 'orders', 'icc', 'iccid', 'simicc', 'simnumber', 'simcardnumber', 'imsi', 'phonenumber', 'msisdn', 'esim',
  'isesim', 'status', 'state',
])

/** One SIM card, also as it stands within mobile details (document, SIM Cards: "ICC and IMSI identifiers"). */
export function readSim(value: unknown): SimCard | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const icc = textOf(fields, 'icc', 'iccid', 'simicc', 'simnumber', 'simcardnumber')
  const imsi = textOf(fields, 'imsi')
  if (icc === null && imsi === null) return null
  return {
    icc, imsi, phoneNumber: textOf(fields, 'phonenumber', 'msisdn'), isEsim: flag(fields['esim'] ?? fields['isesim']),
    state: textOf(fields, 'status', 'state'), others: otherValues(value, SIM_READ),
  }
}

/** SIM cards of a list, each once. */
export function readSims(value: unknown): SimCard[] {
  const seen = new Set<string>()
  return list(value).flatMap(each => {
    const sim = readSim(each)
    const key = sim?.icc ?? sim?.imsi ?? null
    if (sim === null || key === null || seen.has(key)) return []
    seen.add(key)
    return [sim]
  })
}

const VOIP_READ = new Set(['id', 'order', 'orderid', 'username', 'sipusername', 'account', 'accountname', 'domain', 'sipdomain',
  'realm', 'registrationstatus',
  'registration', 'registered', 'credit', 'creditbalance', 'balance'])

/** Details of a telephony account (document, Order Details: X2VoIP: "SIP credentials, trunk configuration, credit balance"). */
export function readVoip(value: unknown): VoipAccount | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  return {
    detailId: idOf(value), username: textOf(fields, 'sipusername', 'username', 'account', 'accountname'),
    domain: textOf(fields, 'sipdomain', 'domain', 'realm'),
    registration: textOf(fields, 'registrationstatus', 'registration', 'registered'),
    credit: textOf(fields, 'creditbalance', 'credit', 'balance'), others: otherValues(value, VOIP_READ),
  }
}
