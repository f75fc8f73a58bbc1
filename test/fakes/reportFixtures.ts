import { readReport } from '../../electron/checks/readers/readReport.ts'
import type { LineId, SystemKey, UtcTime } from '../../shared/model/common.ts'
import type { CheckKind, LoginAttempt, Report } from '../../shared/model/report.ts'
import { minutesBefore, report } from './reportBuilders.ts'

/** A report as Lineside would read it from the system's body. */
function readAs(
  lineId: LineId,
  system: SystemKey,
  kind: CheckKind,
  at: UtcTime,
  body: object,
  dataTechnology: string | null = null,
): Report {
  const content = readReport({ report: body }, { requestedKind: kind, provider: null, dataTechnology })
  return report(lineId, system, kind, at, body, content)
}

/** Fibre check of the document (KPNWBA, GoF) with the light given, and the addresses learned on VLAN 6 and 7. */
export function fibreReport(
  lineId: LineId,
  system: SystemKey,
  at: UtcTime,
  rxDbm: number,
  macs: readonly [string | null, string | null],
): Report {
  const details = {
    advice_code: 0,
    advice_text: 'Attenuation is within the norm',
    attenuation_transmitting_dbm: -5.05,
    attenuation_receiving_dbm: rxDbm,
    rx_lower_bound_norm: -16,
    rx_upper_bound_norm: -5,
    tx_lower_bound_norm: -14,
    tx_upper_bound_norm: -4,
    line_card_type: 'NELT-B',
    vlans: [6, 7],
    sfp_signal_status: 'no-los',
    last_status_change: '2026-10-02T08:12:45Z',
    line_id: 'AL-AAG-DSLA-4:R1.S1.LT2.21',
    tx_bias_current: '9.41 mA',
    supply_voltage: '3.26 VDC',
    line_status: 'up',
    temperature: '53.96 degrees Celsius',
    mac_addressess: [
      { vlan: 'VLAN-6', value: macs[0] ?? 'NONE' },
      { vlan: 'VLAN-7', value: macs[1] ?? 'NONE' },
    ],
    technology_type: 'GoF',
    interface_speed: 1_000_000_000,
    tx_fault: 2,
  }
  return readAs(lineId, system, 'fibreCheck', at, { status: 'complete', provider: 'KPNWBA', fiber_check_details: details })
}

/** ONT check of the document (KPNWBA): the network expects the box and does not hear it. */
export function ontNotRangedReport(lineId: LineId, system: SystemKey, at: UtcTime): Report {
  const result = {
    ONTAdministrativestatus: 'up',
    ONTOperationalstatus: 'down',
    ONTLaststatuschange: '2026-11-21T09:12:40Z',
    ONTRangingstatus: 'not-ranged',
    ONTSerialNum: 'GNXS12345678',
    ONTEquipVerNum: 'null',
    ONTVendorId: 'GNXS',
    ONTtype: 'GMC-TK01-XGS2110',
    ONTSupportLevel: 'SUPPORTED',
  }
  return readAs(lineId, system, 'ontCheck', at, {
    status: 'complete',
    provider: 'KPNWBA',
    ont_check_details: { exit_code: '0', exit_msg: 'OK', result_code: 'NOK', result_msg: 'line down', results: [result] },
  })
}

/** ONT check of the document (DELTA): raw units, the LAN port down, a device remembered on VLAN 6. */
export function deltaOntReport(lineId: LineId, system: SystemKey, at: UtcTime): Report {
  return readAs(lineId, system, 'ontCheck', at, {
    status: 'complete',
    provider: 'DELTA',
    ont_check_details: {
      adminStatus: 'UNLOCKED',
      operationState: 'UP',
      extraAttributes: {
        'tx-signal-level': '3191',
        ranged: 'ranged',
        temperature: '15488',
        'serial-number': 'ALCLF9E872A5',
        'op-signal-level': '-4915',
        'rx-power-olt': '-103',
        'equipped-type': 'XS-010X-Q',
      },
      name: 'R1.S1.LT1.PON8.ONT14',
      ports: [deltaPort('DOWN', '6C:31:0E:B4:CA:00')],
    },
  })
}

const deltaPort = (operationState: string, mac: string) => ({
  fqdn: 'Ethernet Port:vri-poc-olt01:IACM:R1.S1.LT1.PON8.ONT14.C10.P1',
  adminStatus: 'UNLOCKED',
  operationState,
  vlanAssociations: [{ extraAttributes: { 'port-vlan': 'C6', 'mac-addresses-learned': mac } }],
})

/** GPON ONT check with weak light and one value nobody measured. */
export function weakLightReport(lineId: LineId, system: SystemKey, at: UtcTime): Report {
  const body = {
    status: 'complete',
    provider: 'DELTA',
    ont_check_details: {
      adminStatus: 'UNLOCKED',
      operationState: 'UP',
      extraAttributes: {
        'tx-signal-level': 'invalid',
        ranged: 'ranged',
        temperature: '11290',
        'op-signal-level': '-14200',
        'rx-power-olt': '-271',
      },
      name: 'R1.S1.LT1.PON8.ONT14',
      ports: [deltaPort('UP', '6C:31:0E:B4:CA:01')],
    },
  }
  return readAs(lineId, system, 'ontCheck', at, body, 'GPON')
}

/** SELT of the document: open at 479 m. */
export function seltReport(lineId: LineId, system: SystemKey, at: UtcTime): Report {
  const details = {
    advice_code: 3,
    advice_text: 'Ok',
    exit_value: 10,
    log: 'Meting van: 21-11-2026 13:51\nLijn open op 479 meter',
    problem_length: 479,
    detected_problem: 'CPE_STATE-OFF_OR_NOT_CONNECTED',
    domain: 'CPE',
    termination_type: 'OPEN',
    attenuation: 6.9,
  }
  return readAs(lineId, system, 'selt', at, {
    status: 'complete',
    provider: 'KPNWBA',
    selt_details: [{ dslam_port: 'AL-AFQ-DSLA-1.R1.S1.LT1.6', details }],
  })
}

/** An authentication log, newest first; `pattern` lists minutes ago and outcome. */
export function loginReport(
  lineId: LineId,
  system: SystemKey,
  now: UtcTime,
  at: UtcTime,
  username: string,
  pattern: readonly (readonly [number, LoginAttempt['status']])[],
): Report {
  const attempts = pattern.map(([minutes, status]): LoginAttempt => {
    const utc = minutesBefore(now, minutes)
    return { at: { utc, zone: 'given', text: utc }, status, rawStatus: status, username }
  })
  return report(
    lineId,
    system,
    'authenticationLog',
    at,
    { authlog: attempts.map(a => ({ date: a.at.text, status: a.rawStatus })) },
    {
      logins: { attempts, after: minutesBefore(now, 48 * 60) },
      remoteId: null,
    },
  )
}
