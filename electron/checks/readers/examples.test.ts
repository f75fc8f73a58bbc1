import { describe, expect, it } from 'vitest'
import examples from '../../../test/data/nextpertise-examples.json' with { type: 'json' }
import type { Measurement, StateReading } from '../../../shared/model/report.ts'
import type { ReportContent } from './content.ts'
import { readReport } from './readReport.ts'

const replies = examples.filter(({ method }) => method === 'get_report').map(({ reply }) => reply)

function read(part: string): ReportContent {
  const body = replies.find(reply => JSON.stringify(reply).includes(part))
  expect(body).toBeDefined()
  return readReport(body, { requestedKind: null, provider: null, dataTechnology: null })
}

/** `key place direction: value unit of raw, conversion, grade by source of limits, lower warnLower warnUpper upper`. */
function wordsOfMeasurement({ key, place, direction, value, unit, raw, conversion, grade, band }: Measurement): string {
  const limits = band === null ? '' : ` by ${band.source.kind} ${band.source.reference} ${[band.lower, band.warnLower, band.warnUpper, band.upper].map(String).join(' ')}`
  return `${key} ${place} ${direction}: ${value} ${unit} of ${raw}, ${conversion}, ${grade}${limits}`
}

/** `key#instance place: value of raw, level`; `=` where the value is the system's own word. */
const wordsOfState = ({ key, place, instance, value, raw, level }: StateReading): string =>
  `${key}${instance === '' ? '' : `#${instance}`} ${place}: ${value === raw ? '=' : value} of ${raw}, ${level}`

const allOf = (content: ReportContent): string[] =>
  [...content.measurements.map(each => wordsOfMeasurement(each)), ...content.states.map(each => wordsOfState(each))]

/** Every example of a report in the API document, to the last reading: nothing more is read, and nothing less. */
describe('the examples of the API document', () => {
  it('are all here', () => expect(replies).toHaveLength(6))

  it('SELT, which the document shows as a DELT', () => {
    const content = read('selt_details')
    expect(content).toMatchObject({ kind: 'selt', provider: 'KPNWBA', status: 'complete', errorText: null, measuredAt: null })
    expect(allOf(content)).toEqual([
      'problemLengthM dslam none: 479 m of 479, none, none',
      'loopAttenuationDb dslam none: 6.9 dB of 6.900000095367432, none, none',
      'termination dslam: open of OPEN, fault',
      'problem system: = of CPE_STATE-OFF_OR_NOT_CONNECTED, null',
      'faultDomain system: = of CPE, null',
      'adviceCode system: = of 3, null',
      'exitCode system: = of 10, null',
      'systemPort dslam: = of AL-AFQ-DSLA-1.R1.S1.LT1.6, null',
    ])
  })

  it('DELT of a silent modem, which the document shows as a SELT', () => {
    const content = read('delt_details')
    expect(content).toMatchObject({ kind: 'delt', provider: 'KPNWBA', status: 'complete', errorText: null, measuredAt: null })
    expect(allOf(content)).toEqual([
      'actualRateDownKbps modem downstream: null kbit/s of null, none, none',
      'attainableRateDownKbps modem downstream: null kbit/s of null, none, none',
      'contractRateDownKbps system downstream: 1536 kbit/s of 1536, none, none',
      'noiseMarginDownDb modem downstream: null dB of null, none, none',
      'signalAttenuationDownDb modem downstream: null dB of null, none, none',
      'lineAttenuationDownDb modem downstream: null dB of null, none, none',
      'transmitPowerDownDbm dslam downstream: null dBm of null, none, none',
      'psdDownDbmHz dslam downstream: null dBm/Hz of null, none, none',
      'relativeCapacityDownPercent modem downstream: null % of null, none, none',
      'actualRateUpKbps dslam upstream: null kbit/s of null, none, none',
      'attainableRateUpKbps dslam upstream: null kbit/s of null, none, none',
      'contractRateUpKbps system upstream: 256 kbit/s of 256, none, none',
      'noiseMarginUpDb dslam upstream: null dB of null, none, none',
      'signalAttenuationUpDb dslam upstream: null dB of null, none, none',
      'lineAttenuationUpDb dslam upstream: null dB of null, none, none',
      'transmitPowerUpDbm modem upstream: null dBm of null, none, none',
      'psdUpDbmHz modem upstream: null dBm/Hz of null, none, none',
      'relativeCapacityUpPercent dslam upstream: null % of null, none, none',
      'deltDistanceM dslam none: null m of 0, sentinel, none',
      'loopLengthM dslam none: null m of 0, sentinel, none',
      'lineStatus dslam: down of false, fault',
      'connectionStatus dslam: null of Unknown, null',
      'problem system: = of CONNECTION_STATUS-CPE_SILENT-parameter.far.end.line.failure-NOATUR, null',
      'problemLocation system: = of xDSL, null',
      'problemConfidence system: = of 100, null',
      'problemImpact system: = of no.connectivity.impact, null',
      'serviceStability dslam: unknown of UNKNOWN, null',
      'vectoringStatus dslam: = of Enabled both US and DS, null',
      'vectoringFallback dslam: notActive of vect.fallback.profile.not.active, ok',
      'vectoringType modem: = of vect.cpe.type.legacy.cpe, null',
      'vectoringTypesSupported modem: null of ,, null',
      'dslType dslam: = of non.shdsl.opermode vdsl2.g9932.profile.17a, line.type.pots,g.inp,sra,vectored, null',
      'lineCardType dslam: = of NDLT-G, null',
      'serviceProfile dslam: = of VVDSL_3072_I8-2_32M_I16-4_SRA, null',
      'systemPort dslam: = of AL-AFQ-DSLA-1:1-1-1-6, null',
      'modemType modem: null of Unknown, null',
      'adviceCode system: = of 3, null',
    ])
  })

  it('fibre check', () => {
    const content = read('fiber_check_details')
    expect(content).toMatchObject({ kind: 'fibreCheck', provider: 'KPNWBA', status: 'complete', errorText: null, measuredAt: null })
    expect(allOf(content)).toEqual([
      'rxPowerAtOperatorModuleDbm operatorModule received: -6.04 dBm of -6.04, none, ok by report report -16 -15 -6 -5',
      'txPowerOperatorModuleDbm operatorModule transmitted: -5.05 dBm of -5.05, none, ok by report report -14 -13 -5 -4',
      'moduleTemperatureC operatorModule none: 53.96 °C of 53.96 degrees Celsius, none, ok by assumption sfpComfort null null 70 null',
      'supplyVoltageV operatorModule none: 3.26 V of 3.26 VDC, none, ok by assumption sfpComfort null 3.1 3.5 null',
      'txBiasMa operatorModule none: 9.41 mA of 9.41 mA, none, none',
      'interfaceSpeedBps operatorModule none: 1000000000 bit/s of 1000000000, none, none',
      'lineStatus operatorModule: = of up, ok',
      'signalStatus operatorModule: noLos of no-los, ok',
      'txFault operatorModule: noFault of 2, ok',
      'lineCardType operatorModule: = of NELT-B, null',
      'technologyType operatorModule: = of GoF, null',
      'systemPort operatorModule: = of AL-AAG-DSLA-4:R1.S1.LT2.21, null',
      'adviceCode system: = of 0, null',
      'vlanConfigured#6 operatorModule: yes of 6, null',
      'vlanConfigured#7 operatorModule: yes of 7, null',
      'macAddress#6 operatorModule: none of NONE, warn',
      'macAddress#7 operatorModule: none of NONE, warn',
    ])
  })

  it('KPNWBA ONT check', () => {
    const content = read('ONTRangingstatus')
    expect(content).toMatchObject({ kind: 'ontCheck', provider: 'KPNWBA', status: 'complete', errorText: null, measuredAt: null })
    expect(allOf(content)).toEqual([
      'ontAdministrative ont: = of up, ok',
      'ontOperational ont: = of down, fault',
      'ontRanging ont: notRanged of not-ranged, fault',
      'ontSerial ont: = of GNXS12345678, null',
      'ontType ont: = of GMC-TK01-XGS2110, null',
      'ontVendor ont: = of GNXS, null',
      'ontEquipmentVersion ont: null of null, null',
      'ontSupportLevel ont: = of SUPPORTED, null',
      'resultCode system: notOk of NOK, note',
      'exitCode system: = of 0, null',
    ])
  })

  it('KPNWBA ONT LAN check', () => {
    const content = read('ONTLANOperationalstatus')
    expect(content).toMatchObject({ kind: 'ontLanCheck', provider: 'KPNWBA', status: 'complete', errorText: null, measuredAt: null })
    expect(allOf(content)).toEqual([
      'ontLanAdministrative ontLanPort: = of up, ok',
      'ontLanOperational ontLanPort: = of up, ok',
      'ontType ont: = of GMC-TKC01, null',
      'ontSoftwareVersion ont: = of ES-5.1.5-R, null',
      'ontSupportLevel ont: = of SUPPORTED, null',
      'resultCode system: ok of OK, ok',
      'exitCode system: = of 0, null',
    ])
  })

  it('DELTA, one shape for both ONT checks', () => {
    const content = read('op-signal-level')
    expect(content).toMatchObject({ kind: 'ontCheck', provider: 'DELTA', status: 'complete', errorText: null, measuredAt: null })
    expect(allOf(content)).toEqual([
      'rxPowerAtOntDbm ont received: -9.83 dBm of -4915, scaled, warn by standard g9807.1 -28 -25 -10 -9',
      'txPowerOntDbm ont transmitted: 6.382 dBm of 3191, scaled, ok by standard g9807.1 4 5 8 9',
      'rxPowerAtOltDbm olt received: -10.3 dBm of -103, scaled, ok by assumption oltClasses -30 -24 -6 -5',
      'ontTemperatureC ont none: 60.5 °C of 15488, scaled, none',
      'ontAdministrative ont: up of UNLOCKED, ok',
      'ontOperational ont: up of UP, ok',
      'ontRanging ont: = of ranged, ok',
      'ontSerial ont: = of ALCLF9E872A5, null',
      'ontType ont: = of XS-010X-Q, null',
      'systemPort olt: vri-poc-olt01:R1.S1.LT1.PON8.ONT14 of R1.S1.LT1.PON8.ONT14, null',
      'ontLanAdministrative#C10.P1 ontLanPort: up of UNLOCKED, ok',
      'ontLanOperational#C10.P1 ontLanPort: down of DOWN, fault',
      'macAddress#C10.P1/6 ontLanPort: = of 6C:31:0E:B4:CA:00, null',
    ])
  })
})
