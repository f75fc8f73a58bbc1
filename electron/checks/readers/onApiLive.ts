import type { LiveState, PortState } from '../../../shared/model/liveState.ts'
import { readMac } from '../../../shared/model/macAddress.ts'
import type { LiveKind, Report } from '../../../shared/model/report.ts'
import { booleanOf, fieldsOf, firstObject, rawOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, state } from './measure.ts'
import type { StateWords } from './measure.ts'
import { opticsOf, readPort } from './onApiPort.ts'
import { igmpStates, leaseStates, macStates, readIgmpGroups, readLeases, readMacTable } from './onApiTables.ts'
import { readLiveTime } from './onApiValues.ts'

/** The part of a live query's report that comes from its body. */
export type LiveContent = Pick<Report, 'kind' | 'lastStatusChange' | 'measurements' | 'states' | 'remarks'> & { readonly live: LiveState }

/**
 * Reads the answer to a live query of an access (ON-API 2.6, `/tech/`), in the spelling of the document and of the public
 * specification. Every field may be missing: absent is not false and null is not zero. Never throws.
 */
export function readLiveBody(kind: LiveKind, body: unknown): LiveContent {
  const fields = firstObject(body) ?? noFields
  switch (kind) {
    case 'accessHardware': return readHardware(fields)
    case 'portStatus': {
      const { port, measurements, states } = readPort(fields, { at: 'accessPort' })
      return { ...empty(kind), lastStatusChange: port.changedAt, measurements, states, live: { kind, port } }
    }
    case 'macTable': {
      const entries = readMacTable(body)
      return { ...empty(kind), states: macStates(entries, 'accessPort'), live: { kind, entries: entries ?? [] } }
    }
    case 'leases': {
      const entries = readLeases(body)
      return { ...empty(kind), states: leaseStates(entries, 'accessPort'), live: { kind, entries: entries ?? [] } }
    }
    case 'igmpGroups': {
      const entries = readIgmpGroups(body)
      return { ...empty(kind), states: igmpStates(entries), live: { kind, entries: entries ?? [] } }
    }
    case 'cpeStatus': return readCpe(fields)
  }
}

const noFields: Fields = fieldsOf({}) ?? (() => { throw new Error('an object has fields') })()
const empty = (kind: LiveKind): Pick<LiveContent, 'kind' | 'lastStatusChange' | 'measurements' | 'states' | 'remarks'> =>
  ({ kind, lastStatusChange: null, measurements: [], states: [], remarks: [] })

const upWords: StateWords = { true: ['up', 'ok'], up: ['up', 'ok'], false: ['down', 'fault'], down: ['down', 'fault'] }
const upOf = (fields: Fields): boolean | null => {
  const value = fields.any('up', 'status')
  const word = rawOf(value)?.toLowerCase()
  return booleanOf(value) ?? (word === 'up' ? true : word === 'down' ? false : null)
}

function readHardware(fields: Fields): LiveContent {
  const up = upOf(fields)
  const upSince = readLiveTime(fields.any('upSince'))
  return {
    ...empty('accessHardware'), lastStatusChange: upSince,
    states: given([
      state('accessSwitchUp', 'accessSwitch', up, upWords), state('accessSwitchVendor', 'accessSwitch', fields.any('vendor')),
      state('accessSwitchModel', 'accessSwitch', fields.any('model')),
    ]),
    live: { kind: 'accessHardware', up, upSince, vendor: fields.text('vendor'), model: fields.text('model') },
  }
}

/** A box has some eight ports. */
const mostPorts = 64

function readCpe(fields: Fields): LiveContent {
  const up = upOf(fields)
  const upSince = readLiveTime(fields.any('upSince'))
  const bodies = fields.list('ports').slice(0, mostPorts).flatMap(each => fieldsOf(each) ?? [])
  const optical = bodies.filter(port => opticsOf(port) !== null).length
  const ports = bodies.map((port, index) => {
    const instance = port.text('name', 'portName', 'ifDescription') ?? port.text('index') ?? String(index + 1)
    return readPort(port, { at: 'cpePort', instance, opticsInstance: optical > 1 ? instance : '' })
  })
  const macTable = readMacTable(fields.any('macAddressTable', 'macTable'))
  const leases = readLeases(fields.any('dhcpSnoopingTable', 'dhcpSnooping'))
  const mac = fields.text('mac', 'macAddress')
  return {
    ...empty('cpeStatus'), lastStatusChange: upSince,
    measurements: ports.flatMap(port => port.measurements),
    states: [
      ...given([
        state('cpeUp', 'cpe', up, upWords), state('cpeVendor', 'cpe', fields.any('vendor')), state('cpeModel', 'cpe', fields.any('model')),
        state('cpeFirmware', 'cpe', fields.any('firmware')), state('cpeMac', 'cpe', mac === null ? null : readMac(mac) ?? mac),
        // Where it is no moment, it is shown as the system says it.
        ...(upSince === null ? [state('cpeUpSince', 'cpe', fields.any('upSince'))] : []),
      ]),
      ...ports.flatMap(port => port.states), ...macStates(macTable, 'cpePort'), ...leaseStates(leases, 'cpePort'),
    ],
    live: {
      kind: 'cpeStatus', up, upSince, vendor: fields.text('vendor'), model: fields.text('model'), firmware: fields.text('firmware'),
      mac: mac === null ? null : readMac(mac) ?? mac, ports: ports.map((each): PortState => each.port), macTable: macTable ?? [], leases: leases ?? [],
    },
  }
}
