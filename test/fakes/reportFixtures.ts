import type { LineId, SystemKey, UtcTime } from '../../shared/model/common.ts'
import type { BandSource, LoginAttempt, Measurement, Report } from '../../shared/model/report.ts'
import { band, measured, minutesBefore, report, state } from './reportBuilders.ts'
import type { Kind } from './reportBuilders.ts'

const reportBand: BandSource = { kind: 'report', reference: 'fiber_check_details' }
const g9807: BandSource = { kind: 'standard', reference: 'ITU-T G.9807.1' }
const g984: BandSource = { kind: 'standard', reference: 'ITU-T G.984.2' }
const ours: BandSource = { kind: 'assumption', reference: 'Lineside' }

const rxModule: Kind = { key: 'rxPowerAtOperatorModuleDbm', place: 'operatorModule', direction: 'received', unit: 'dBm' }
const txModule: Kind = { key: 'txPowerOperatorModuleDbm', place: 'operatorModule', direction: 'transmitted', unit: 'dBm' }
const temperature: Kind = { key: 'moduleTemperatureC', place: 'operatorModule', direction: 'none', unit: '°C' }
const supply: Kind = { key: 'supplyVoltageV', place: 'operatorModule', direction: 'none', unit: 'V' }
const bias: Kind = { key: 'txBiasMa', place: 'operatorModule', direction: 'none', unit: 'mA' }

/** Fibre check of the document (KPNWBA, GoF) with the light given. */
export function fibreReport(
  lineId: LineId,
  system: SystemKey,
  at: UtcTime,
  rxDbm: number,
  grade: Measurement['grade'],
  macs: readonly [string | null, string | null],
  over: Partial<Report> = {},
): Report {
  const details = {
    advice_code: 0,
    advice_text: 'Attenuation is within the norm',
    attenuation_transmitting_dbm: -5.05,
    attenuation_receiving_dbm: rxDbm,
    rx_lower_bound_norm: -16,
    rx_upper_bound_norm: -5,
    line_card_type: 'NELT-B',
    vlans: [6, 7],
    sfp_signal_status: 'no-los',
    line_id: 'AL-AAG-DSLA-4:R1.S1.LT2.21',
    line_status: 'up',
    technology_type: 'GoF',
    interface_speed: 1_000_000_000,
  }
  return report(
    lineId,
    system,
    'fibreCheck',
    at,
    { status: 'complete', provider: 'KPNWBA', fiber_check_details: details },
    {
      lastStatusChange: { utc: '2026-10-02T08:12:45.000Z', zone: 'given', text: '2026-10-02T08:12:45Z' },
      measurements: [
        measured(rxModule, rxDbm, String(rxDbm), band(-16, -5, -15, null, reportBand), grade),
        measured(txModule, -5.05, '-5.05', band(-14, -4, null, null, reportBand)),
        measured(temperature, 53.96, '53.96 degrees Celsius', band(null, 70, null, null, ours)),
        measured(supply, 3.26, '3.26 VDC', band(3.1, 3.5, null, null, ours)),
        measured(bias, 9.41, '9.41 mA'),
      ],
      states: [
        state('signalStatus', 'operatorModule', 'noLos', 'no-los', 'ok'),
        state('lineStatus', 'operatorModule', 'up', 'up', 'ok'),
        state('macAddress', 'operatorModule', macs[0] ?? 'none', macs[0] ?? 'NONE', null, 'VLAN-6'),
        state('macAddress', 'operatorModule', macs[1] ?? 'none', macs[1] ?? 'NONE', null, 'VLAN-7'),
      ],
      remarks: [{ key: 'advice_text', text: 'Attenuation is within the norm' }],
      ...over,
    },
  )
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
  return report(
    lineId,
    system,
    'ontCheck',
    at,
    {
      status: 'complete',
      provider: 'KPNWBA',
      ont_check_details: { exit_code: '0', exit_msg: 'OK', result_code: 'NOK', result_msg: 'line down', results: [result] },
    },
    {
      lastStatusChange: { utc: '2026-11-21T09:12:40.000Z', zone: 'given', text: '2026-11-21T09:12:40Z' },
      states: [
        state('ontAdministrative', 'ont', 'up', 'up', 'ok'),
        state('ontOperational', 'ont', 'down', 'down', 'fault'),
        state('ontRanging', 'ont', 'notRanged', 'not-ranged', 'fault'),
        state('ontSerial', 'ont', 'GNXS12345678', 'GNXS12345678'),
        state('ontType', 'ont', 'GMC-TK01-XGS2110', 'GMC-TK01-XGS2110'),
      ],
      remarks: [{ key: 'result_msg', text: 'line down' }],
    },
  )
}

/** ONT check of the document (DELTA): raw units, the LAN port down, a device remembered on VLAN 6. */
export function deltaOntReport(lineId: LineId, system: SystemKey, at: UtcTime): Report {
  const extra = {
    'tx-signal-level': '3191',
    ranged: 'ranged',
    temperature: '15488',
    'serial-number': 'ALCLF9E872A5',
    'op-signal-level': '-4915',
    'rx-power-olt': '-103',
    'equipped-type': 'XS-010X-Q',
  }
  const ports = [
    { fqdn: 'Ethernet Port:vri-poc-olt01:IACM:R1.S1.LT1.PON8.ONT14.C10.P1', adminStatus: 'UNLOCKED', operationState: 'DOWN' },
  ]
  return report(
    lineId,
    system,
    'ontCheck',
    at,
    {
      status: 'complete',
      provider: 'DELTA',
      ont_check_details: {
        adminStatus: 'UNLOCKED',
        operationState: 'UP',
        extraAttributes: extra,
        name: 'R1.S1.LT1.PON8.ONT14',
        ports,
      },
    },
    {
      provider: 'DELTA',
      measurements: [
        measured(
          { key: 'rxPowerAtOntDbm', place: 'ont', direction: 'received', unit: 'dBm' },
          -9.83,
          '-4915',
          band(-28, -9, -25, -10, g9807),
          'warn',
          'scaled',
        ),
        measured(
          { key: 'txPowerOntDbm', place: 'ont', direction: 'transmitted', unit: 'dBm' },
          6.38,
          '3191',
          band(4, 9, null, null, g9807),
          'ok',
          'scaled',
        ),
        measured(
          { key: 'rxPowerAtOltDbm', place: 'olt', direction: 'received', unit: 'dBm' },
          -10.3,
          '-103',
          band(-26, -5, -24, null, g9807),
          'ok',
          'scaled',
        ),
        measured({ key: 'ontTemperatureC', place: 'ont', direction: 'none', unit: '°C' }, 60.5, '15488', null, 'none', 'scaled'),
      ],
      states: [
        state('ontAdministrative', 'ont', 'up', 'UNLOCKED', 'ok'),
        state('ontOperational', 'ont', 'up', 'UP', 'ok'),
        state('ontRanging', 'ont', 'ranged', 'ranged', 'ok'),
        state('ontSerial', 'ont', 'ALCLF9E872A5', 'ALCLF9E872A5'),
        state('ontType', 'ont', 'XS-010X-Q', 'XS-010X-Q'),
        state('ontLanAdministrative', 'ontLanPort', 'up', 'UNLOCKED', 'ok', 'P1'),
        state('ontLanOperational', 'ontLanPort', 'down', 'DOWN', 'fault', 'P1'),
        state('macAddress', 'ontLanPort', '6C:31:0E:B4:CA:00', '6C:31:0E:B4:CA:00', 'note', 'C6'),
      ],
    },
  )
}

/** GPON ONT check with weak light and one value nobody measured. */
export function weakLightReport(lineId: LineId, system: SystemKey, at: UtcTime): Report {
  return report(
    lineId,
    system,
    'ontCheck',
    at,
    { status: 'complete', provider: 'DELTA', ont_check_details: { operationState: 'UP' } },
    {
      provider: 'DELTA',
      measurements: [
        measured(
          { key: 'rxPowerAtOntDbm', place: 'ont', direction: 'received', unit: 'dBm' },
          -28.4,
          '-14200',
          band(-27, -8, -25, -9, g984),
          'fault',
          'scaled',
        ),
        measured(
          { key: 'rxPowerAtOltDbm', place: 'olt', direction: 'received', unit: 'dBm' },
          -27.1,
          '-271',
          band(-28, -8, -26, null, g984),
          'warn',
          'scaled',
        ),
        measured(
          { key: 'txPowerOntDbm', place: 'ont', direction: 'transmitted', unit: 'dBm' },
          null,
          'invalid',
          band(0.5, 5, null, null, g984),
          'none',
          'sentinel',
        ),
        measured({ key: 'ontTemperatureC', place: 'ont', direction: 'none', unit: '°C' }, 44.1, '11290', null, 'none', 'scaled'),
      ],
      states: [
        state('ontAdministrative', 'ont', 'up', 'UNLOCKED', 'ok'),
        state('ontOperational', 'ont', 'up', 'UP', 'ok'),
        state('ontRanging', 'ont', 'ranged', 'ranged', 'ok'),
        state('ontLanOperational', 'ontLanPort', 'up', 'UP', 'ok', 'P1'),
      ],
    },
  )
}

/** SELT of the document: open at 479 m. */
export function seltReport(lineId: LineId, system: SystemKey, at: UtcTime): Report {
  return report(
    lineId,
    system,
    'selt',
    at,
    { status: 'complete', provider: 'KPNWBA', selt_details: { termination_type: 'OPEN', problem_length: 479 } },
    {
      measurements: [
        measured({ key: 'problemLengthM', place: 'dslam', direction: 'none', unit: 'm' }, 479, '479'),
        measured({ key: 'loopAttenuationDb', place: 'dslam', direction: 'none', unit: 'dB' }, 6.9, '6.9'),
        measured({ key: 'noiseMarginDownDb', place: 'modem', direction: 'downstream', unit: 'dB' }, null, null),
      ],
      states: [
        state('termination', 'dslam', 'open', 'OPEN', 'fault'),
        state('detectedProblem', 'dslam', 'cpeOff', 'CPE_STATE-OFF', 'fault'),
      ],
      remarks: [{ key: 'log', text: 'Meting van: 21-11-2026 13:51\nLijn open op 479 meter' }],
    },
  )
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
