import { ReportId } from '../../../shared/model/common.ts'
import { line, log, measured, minutesBefore, observed, report, stateOf } from '../triageInputs.ts'
import { addressWith, atIsra, atSocket, before, bonded, delt, finishedFibre, known, selt, silence, silentDelt } from '../triageReports.ts'
import type { RuleExamples } from './ruleExample.ts'

/** Where each rule fires and where it must not. */
export const copperExamples: RuleExamples = {
  S1: { fires: [{ reports: [selt('open', 479)], addressCheck: addressWith({ cableLengthM: 500 }) }, { reports: [selt('open', 479), before(3000, delt('up', { deltDistanceM: 470 }))] }, { reports: [selt('open', 479)], observations: known }], silent: [{ reports: [selt('open', 479)] }, { reports: [selt('open', 400)], observations: known }, { reports: [selt('open', null)], observations: known }] },
  S2: { fires: [{ reports: [selt('open', 440)], observations: known }], silent: [{ reports: [selt('open', 455)], observations: known }, { reports: [selt('open', null)], observations: known }] },
  S3: { fires: [{ reports: [atIsra(selt('open', 479)), atSocket(selt('short', 480))] }, { reports: [atIsra(selt('open', 479)), atSocket(selt('open', 300))] }, { reports: [selt('open', 479)], observations: observed({ loopLengthM: 500, modemPowered: 'yes' }) }], silent: [{ reports: [selt('open', 479)], observations: observed({ loopLengthM: 500, modemPowered: 'no' }) }, { reports: [selt('open', 200)], observations: observed({ loopLengthM: 500, modemPowered: 'yes' }) }] },
  S4: { fires: [{ reports: [selt('open', 479)] }, { reports: [selt('open', null)] }, { reports: [selt('open', 700)], observations: known }], silent: [{ reports: [selt('open', 479)], observations: known }, { reports: [selt(null, 479)] }, { reports: [selt('unknown', 479)] }] },
  S5: { fires: [{ reports: [selt('short', 200)] }, { reports: [selt('short', null)] }], silent: [{ reports: [selt('open', 200)] }] },
  S6: { fires: [{ reports: [selt('poweredCpe', 479), delt('down')] }, { reports: [selt('poweredCpe', 479)], online: 'offline' }], silent: [{ reports: [selt('poweredCpe', 479), delt('up')] }, { reports: [selt('poweredCpe', 479)] }] },
  S7: { fires: [{ reports: [selt(null, null, [stateOf('problem', 'CPE_STATE-OFF_OR_NOT_CONNECTED'), stateOf('faultDomain', 'CPE')])] }], silent: [{ reports: [selt(null, null, [stateOf('problem', 'NO_PROBLEM'), stateOf('faultDomain', 'CPE')])] }, { reports: [selt(null, null, [stateOf('problem', 'CPE_STATE-OFF_OR_NOT_CONNECTED')])] }] },
  S8: { fires: [{ reports: [selt('open', 100, [], 6.9)] }], silent: [{ reports: [selt('open', 479, [], 6.9)] }, { reports: [selt('open', null, [], 6.9)] }, { reports: [selt('open', 479)] }] },
  S9: { fires: [{ reports: [selt(null, null, [stateOf('topology', 'Bridged-tap')])] }], silent: [{ reports: [selt(null, null, [stateOf('topology', 'in series')])] }] },
  D1: { fires: [{ reports: [bonded({ 1: ['up', {}], 2: ['down', {}] })] }, { reports: [atIsra(delt('up')), atSocket(silentDelt)] }, { reports: [silentDelt] }], silent: [{ reports: [delt('down')] }, { reports: [delt('up', {}, [silence])] }, { reports: [delt(null, {}, [silence])] }] },
  D2: { fires: [{ reports: [silentDelt, selt('open', 479), log([])], observations: known }], silent: [{ reports: [silentDelt, selt('open', 479), log([[60, 'ok']])], observations: known }, { reports: [silentDelt, selt('open', 479)], observations: known }] },
  D3: { fires: [{ reports: [silentDelt, selt('open', 200)], observations: known }, { reports: [silentDelt, selt('short', null)] }], silent: [{ reports: [silentDelt, selt('open', 479)], observations: known }, { reports: [selt('short', 200)] }] },
  D4: { fires: [{ reports: [bonded({ 1: ['up', { noiseMarginDownDb: 8 }], 2: ['up', { noiseMarginDownDb: 2 }] })] }, { reports: [atIsra(delt('up', { noiseMarginDownDb: 8 })), atSocket(delt('up', { noiseMarginDownDb: 2 }))] }, { reports: [atIsra(delt('up', { noiseMarginDownDb: 2.2 })), atSocket(delt('up', { noiseMarginDownDb: 2 }))] }, { reports: [delt('up', { noiseMarginDownDb: 2.9 })] }, { reports: [delt('up', { noiseMarginDownDb: 8, noiseMarginUpDb: -1 })] }, { reports: [delt('up', { noiseMarginDownDb: 0 })] }], silent: [{ reports: [delt('up', { noiseMarginDownDb: 3 })] }, { reports: [delt('up', { noiseMarginDownDb: null })] }, { reports: [delt('down', { noiseMarginDownDb: 0 })] }] },
  D5: { fires: [{ reports: [report('delt', { states: [stateOf('lineStatus', 'up')], measurements: [measured('noiseMarginDownDb', 7, { direction: 'downstream', band: { lower: 5, upper: null, warnLower: 8, warnUpper: null, source: { kind: 'engineer', reference: 'own' } } })] })] }, { reports: [delt('up', { noiseMarginDownDb: 3 })] }, { reports: [delt('up', { noiseMarginDownDb: 5.9 })] }], silent: [{ reports: [delt('up', { noiseMarginDownDb: 6 })] }, { reports: [delt('up', { noiseMarginDownDb: null })] }] },
  D6: { fires: [{ reports: [report('delt', { states: [stateOf('lineStatus', 'up')], measurements: [measured('signalAttenuationDownDb', 31, { band: { lower: null, upper: 30, warnLower: null, warnUpper: 25, source: { kind: 'engineer', reference: 'own' } } })] })] }, { reports: [delt('up', { signalAttenuationDownDb: 55 }, [stateOf('dslType', 'adsl2plus.g9925')])] }], silent: [{ reports: [delt('up', { signalAttenuationDownDb: 49 }, [stateOf('dslType', 'adsl2plus.g9925')])] }, { reports: [delt('up', { signalAttenuationDownDb: 55 }, [stateOf('dslType', 'vdsl2.g9932.profile.17a')])] }] },
  D7: { fires: [{ reports: [delt('up', { actualRateDownKbps: 20_000, attainableRateDownKbps: 60_000, contractRateDownKbps: 50_000 })] }], silent: [{ reports: [delt('up', { actualRateDownKbps: 40_000, attainableRateDownKbps: 60_000, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { actualRateDownKbps: 20_000, attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { actualRateDownKbps: null, attainableRateDownKbps: 60_000, contractRateDownKbps: 50_000 })] }] },
  D8: { fires: [{ reports: [atIsra(delt('up', { attainableRateDownKbps: 60_000, contractRateDownKbps: 50_000 })), atSocket(delt('up', { attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 }))] }, { reports: [delt('up', { attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 })] }], silent: [{ reports: [delt('up', { attainableRateDownKbps: 50_000, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { attainableRateDownKbps: null, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { attainableRateDownKbps: 45_000 })] }] },
  D9: { fires: [{ reports: [delt('up', { relativeCapacityDownPercent: 98, noiseMarginDownDb: 5.4 })] }], silent: [{ reports: [delt('up', { relativeCapacityDownPercent: 95, noiseMarginDownDb: 5.4 })] }, { reports: [delt('up', { relativeCapacityDownPercent: 98, noiseMarginDownDb: 6 })] }, { reports: [delt('up', { relativeCapacityDownPercent: 98 })] }] },
  D10: { fires: [{ reports: [delt('up', {}, [stateOf('vectoringFallback', 'active')])] }, { reports: [delt('up', {}, [stateOf('vectoringType', 'vect.cpe.type.legacy.cpe')])] }], silent: [{ reports: [delt('down', {}, [stateOf('vectoringType', 'vect.cpe.type.legacy.cpe')])] }, { reports: [delt('up', {}, [stateOf('vectoringFallback', 'notActive')])] }] },
  D11: { fires: [{ reports: [delt('up', {}, [stateOf('serviceStability', 'unstable')])] }], silent: [{ reports: [delt('up', {}, [stateOf('serviceStability', 'unknown')])] }] },
  D12: {
    fires: [{ reports: [delt('up', { noiseMarginDownDb: 7 }), delt('up', { noiseMarginDownDb: 10 }, [], { id: ReportId.parse('older'), receivedAt: minutesBefore(3000) })] }],
    silent: [{ reports: [delt('up', { noiseMarginDownDb: 7 }), delt('up', { noiseMarginDownDb: 9.9 }, [], { id: ReportId.parse('older'), receivedAt: minutesBefore(3000) })] }, { reports: [delt('up', { noiseMarginDownDb: 7 })] }],
  },
  D13: { fires: [{ reports: [delt('up', { noiseMarginDownDb: null, actualRateDownKbps: null })] }], silent: [{ reports: [delt('up', { noiseMarginDownDb: 0, actualRateDownKbps: null })] }, { reports: [delt('down', { noiseMarginDownDb: null })] }] },
  D14: {
    fires: [
      { line: line({ medium: 'copper' }), reports: [selt('short', 200)], addressCheck: addressWith(finishedFibre) },
      { line: line({ medium: 'copper' }), reports: [delt('up', { attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 })], addressCheck: addressWith({ kind: 'fibre', nids: ['2408ZE000300100'] }) },
    ],
    silent: [
      { line: line({ medium: 'copper' }), reports: [selt('short', 200)], addressCheck: addressWith({ ...finishedFibre, status: null, handedOverAt: '2027-01-01' }) },
      { line: line({ medium: 'copper' }), reports: [selt('short', 200)], addressCheck: addressWith({ kind: 'fibre', status: 'P' }) },
      { line: line({ medium: 'copper' }), reports: [selt('poweredCpe', 200)], addressCheck: addressWith(finishedFibre) },
      { line: line({ medium: 'copper' }), reports: [selt('short', 200)] },
    ],
  },
}
