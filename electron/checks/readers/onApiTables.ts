import { isIP } from 'node:net'
import type { IgmpGroup, Lease, MacEntry } from '../../../shared/model/liveState.ts'
import { readMac } from '../../../shared/model/macAddress.ts'
import type { Place, StateReading } from '../../../shared/model/report.ts'
import { fieldsOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { counterOf, readLiveTime } from './onApiValues.ts'

const noFields = fieldsOf({}) ?? (() => { throw new Error('an object has fields') })()

/** Entries that are kept of a table, and of these as readings; a home has a handful. All are in the raw body. */
export const mostEntries = 1000
const mostReadings = 64

/**
 * Entries of a table: a list, one object as the document shows it, or either under a name. Null where the body names no table at
 * all (`{}`): that nobody answered is not that nobody is there.
 */
export function entriesOf(body: unknown, names: readonly string[], fieldNames: readonly string[]): Fields[] | null {
  if (Array.isArray(body)) return body.slice(0, mostEntries).map(each => fieldsOf(each) ?? noFields)
  const fields = fieldsOf(body)
  if (fields === null) return null
  const named = names.find(name => fields.has(name))
  if (named !== undefined) {
    const held = fields.any(named)
    return held === null ? null : entriesOf(Array.isArray(held) ? held : [held], [], fieldNames)
  }
  return fieldNames.some(name => fields.any(name) !== null) ? [fields] : null
}

/** What can be read of a table. Null too where it has entries and none can be read: only an empty table says that nobody is there. */
function readEntries<Entry>(rows: readonly Fields[] | null, readOne: (fields: Fields) => readonly Entry[]): Entry[] | null {
  const entries = rows?.flatMap(readOne) ?? null
  return entries === null || (entries.length === 0 && rows !== null && rows.length > 0) ? null : entries
}

const shared = (fields: Fields) => ({
  serviceType: fields.text('serviceType', 'service'), vlan: fields.number('vlan', 'vlanId'), port: fields.text('port', 'interface'),
  learntAt: readLiveTime(fields.any('learntAt', 'learnedAt', 'start', 'timestamp')),
})
const macIn = (fields: Fields): string | null => {
  const text = fields.text('mac', 'macAddress')
  return text === null ? null : readMac(text) ?? text.slice(0, 100)
}

export function readMacTable(body: unknown): MacEntry[] | null {
  return readEntries(entriesOf(body, ['macAddressTable', 'macTable', 'macAddresses'], ['mac', 'macAddress']), fields => {
    const mac = macIn(fields)
    return mac === null || readMac(mac) === '00:00:00:00:00:00' ? [] : [{ mac, vendor: null, ...shared(fields) }]
  })
}

export function readLeases(body: unknown): Lease[] | null {
  const names = ['lease', 'ip', 'ipAddress', 'address', 'ipv4', 'ipv6', 'prefix', 'mac']
  return readEntries(entriesOf(body, ['dhcpSnoopingTable', 'dhcpSnooping', 'leases', 'leaseInfo'], names), fields => {
    const address = fields.text('lease', 'ip', 'ipAddress', 'address', 'ipv4', 'ipv6', 'prefix', 'ipv6Prefix')
    const mac = macIn(fields)
    return address === null && mac === null ? [] : [{
      address, mac, family: familyOf(address), vendor: null, ...shared(fields),
      endsAt: readLiveTime(fields.any('timeout', 'expires', 'expiresAt', 'end', 'leaseEnd', 'leaseExpires')),
    }]
  })
}

function familyOf(address: string | null): Lease['family'] {
  const [plain = '', length] = (address ?? '').split('/')
  const version = isIP(plain)
  if (version === 4) return 'ipv4'
  return version === 6 ? length === undefined || length === '128' ? 'ipv6' : 'prefix' : 'unknown'
}

export function readIgmpGroups(body: unknown): IgmpGroup[] | null {
  return readEntries(entriesOf(body, ['igmpSnooping', 'groups', 'igmpGroups'], ['multicast', 'group']), fields => {
    const group = fields.text('multicast', 'group', 'multicastAddress')
    return group === null ? [] : [{ group, at: readLiveTime(fields.any('timestamp', 'time')), packets: counterOf(fields.any('counter', 'packets')) }]
  })
}

/** One reading for each address that is heard; an empty table says so. */
export function macStates(entries: readonly MacEntry[] | null, place: Place): StateReading[] {
  if (entries === null) return []
  return entries.length === 0 ? [{ key: 'macAddress', place, instance: '', value: 'none', raw: '[]', level: null }]
    : entries.slice(0, mostReadings).map(({ mac, vlan, port, serviceType }) => ({
      key: 'macAddress', place, instance: [port, vlan === null ? serviceType : String(vlan)].filter(part => part !== null).join('/'), value: mac, raw: mac, level: 'ok',
    }))
}

export function leaseStates(entries: readonly Lease[] | null, place: Place): StateReading[] {
  if (entries === null) return []
  return entries.length === 0 ? [{ key: 'leaseAddress', place, instance: '', value: 'none', raw: '[]', level: null }]
    : entries.slice(0, mostReadings).map(({ address, mac }) => ({
      key: 'leaseAddress', place, instance: mac ?? '', value: address, raw: address ?? mac, level: null,
    }))
}

export function igmpStates(entries: readonly IgmpGroup[] | null): StateReading[] {
  if (entries === null) return []
  return entries.length === 0 ? [{ key: 'igmpGroup', place: 'accessPort', instance: '', value: 'none', raw: '[]', level: null }]
    : entries.slice(0, mostReadings).map(({ group }) => ({ key: 'igmpGroup', place: 'accessPort', instance: '', value: group, raw: group, level: null }))
}
