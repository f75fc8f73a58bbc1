import { gradeOf, sfpBands } from '../../../shared/triage/bands.ts'
import { measured, observed, stateOf } from '../triageInputs.ts'
import { fibre, joined, lan, light, linkUp, mac, noLos, oltRx, ont, ontRx, ontTx, optical, rx, silentOnt, tx, vlan } from '../triageReports.ts'
import type { RuleExamples } from './ruleExample.ts'

/** Where each rule fires and where it must not. */
export const fibreExamples: RuleExamples = {
  F1: { fires: [{ reports: [fibre([stateOf('signalStatus', 'los')])], observations: observed({ lightAtOutletDbm: -12 }) }, { reports: [fibre([stateOf('signalStatus', 'los')])], observations: observed({ lightAtOutlet: 'none' }) }, { reports: [fibre([stateOf('signalStatus', 'los')])] }], silent: [{ reports: [fibre([noLos])] }, { reports: [fibre([stateOf('signalStatus', 'notAvailable')])] }, { reports: [fibre([])] }] },
  F2: { fires: [{ reports: [fibre([noLos], [rx(-16.5)])] }], silent: [{ reports: [fibre([noLos], [rx(-16)])] }, { reports: [fibre([noLos], [rx(null)])] }, { reports: [fibre([noLos], [optical('rxPowerAtOperatorModuleDbm', -30, null)])] }] },
  F3: { fires: [{ reports: [fibre([noLos], [rx(-15.5)])] }, { reports: [fibre([noLos], [rx(-16)])] }], silent: [{ reports: [fibre([noLos], [rx(-15)])] }, { reports: [fibre([noLos], [rx(-16.1)])] }] },
  F4: { fires: [{ reports: [fibre([noLos], [rx(-4.9)])] }, { reports: [fibre([noLos], [rx(0)])] }], silent: [{ reports: [fibre([noLos], [rx(-5)])] }, { reports: [fibre([noLos], [rx(null)])] }] },
  F5: {
    fires: [{ reports: [fibre([noLos], [tx(-3)])] }, { reports: [fibre([noLos], [tx(-14.2)])] }, { reports: [fibre([stateOf('txFault', 'fault')])] }],
    silent: [{ reports: [fibre([stateOf('txFault', 'noFault')])] }, { reports: [fibre([stateOf('txFault', 'notAvailable')])] }, { reports: [fibre([noLos], [tx(null)])] }],
  },
  F6: { fires: [{ reports: [fibre([noLos], [rx(-18), tx(-6)])] }], silent: [{ reports: [fibre([noLos], [rx(-18), tx(-3)])] }, { reports: [fibre([noLos], [rx(-18)])] }, { reports: [fibre([noLos], [rx(-8), tx(-6)])] }] },
  F7: { fires: [{ reports: [fibre([stateOf('lineStatus', 'down'), noLos])] }], silent: [{ reports: [fibre([linkUp, noLos])] }, { reports: [fibre([stateOf('lineStatus', 'down'), noLos], [rx(-18)])] }, { reports: [fibre([stateOf('lineStatus', 'down'), noLos], [rx(null)])] }] },
  F8: { fires: [{ reports: [fibre([linkUp, noLos, mac('6', 'none'), mac('7', 'none')])] }], silent: [{ reports: [fibre([linkUp, noLos, mac('6', 'none'), mac('7', '00:00:5E:00:53:01')])] }, { reports: [fibre([linkUp, noLos, mac('6', null)])] }, { reports: [fibre([linkUp, noLos])] }, { reports: [fibre([noLos, mac('6', 'none')])] }] },
  F9: { fires: [{ reports: [fibre([linkUp, vlan('6'), mac('6', 'none'), mac('34', '00:00:5E:00:53:01')])] }], silent: [{ reports: [fibre([linkUp, vlan('6'), mac('6', '00:00:5E:00:53:01')])] }, { reports: [fibre([linkUp, mac('34', '00:00:5E:00:53:01')])] }, { reports: [fibre([linkUp, vlan('6'), mac('6', 'none')])] }] },
  F10: {
    fires: [{ reports: [fibre([noLos], [measured('moduleTemperatureC', 73, { band: sfpBands.temperatureC, grade: gradeOf(73, sfpBands.temperatureC) })])] }, { reports: [fibre([noLos], [measured('supplyVoltageV', 3.6, { band: sfpBands.supplyVoltageV, grade: 'warn' })])] }],
    silent: [{ reports: [fibre([noLos], [measured('moduleTemperatureC', 70, { band: sfpBands.temperatureC, grade: gradeOf(70, sfpBands.temperatureC) })])] }],
  },
  P1: { fires: [{ reports: [silentOnt] }], silent: [{ reports: [joined()] }, { reports: [ont('down', 'down', 'notRanged')] }, { reports: [ont(null, 'down', 'notRanged')] }, { reports: [ont('up', null, 'notRanged')] }] },
  P2: { fires: [{ reports: [silentOnt], observations: observed({ lightAtOutletDbm: -20 }) }], silent: [{ reports: [silentOnt] }, { reports: [silentOnt], observations: observed({ lightAtOutletDbm: -35 }) }, { reports: [silentOnt], observations: observed({ lightAtOutlet: 'present' }) }, { reports: [joined()], observations: observed({ lightAtOutletDbm: -20 }) }] },
  P3: { fires: [{ reports: [silentOnt], observations: observed({ lightAtOutlet: 'none' }) }, { reports: [silentOnt], observations: observed({ lightAtOutletDbm: -50 }) }], silent: [{ reports: [silentOnt] }, { reports: [joined()], observations: observed({ lightAtOutlet: 'none' }) }] },
  P4: { fires: [{ reports: [ont('down', 'down', 'notRanged')] }], silent: [{ reports: [joined()] }, { reports: [ont(null, 'down', null)] }] },
  P5: { fires: [{ reports: [ont('up', 'up', 'ranged', [stateOf('ontSerial', 'GNXS12345678')])], observations: observed({ serialOnLabel: 'GNXS87654321' }) }], silent: [{ reports: [ont('up', 'up', 'ranged', [stateOf('ontSerial', 'GNXS12345678')])], observations: observed({ serialOnLabel: 'gnxs-1234 5678' }) }, { reports: [ont('up', 'up', 'ranged', [stateOf('ontSerial', 'GNXS12345678')])], observations: observed({ serialOnLabel: '12345678' }) }, { reports: [joined()], observations: observed({ serialOnLabel: 'GNXS87654321' }) }] },
  P6: { fires: [{ reports: [joined(ontRx(-28.1))], observations: observed({ lightAtOutletDbm: -20 }) }, { reports: [joined(ontRx(-28.1))], observations: observed({ lightAtOutletDbm: -27 }) }, { reports: [joined(ontRx(-28.1))] }], silent: [{ reports: [joined(ontRx(-28))] }, { reports: [joined(ontRx(null))] }, { reports: [ont('up', 'down', 'notRanged', [], [ontRx(-40)])] }] },
  P7: { fires: [{ reports: [joined(ontRx(-20), light('rxPowerAtOltDbm', -28, { lower: -27, upper: null, warnLower: -25, warnUpper: null, source: { kind: 'engineer', reference: 'own' } }))] }, { reports: [joined(ontRx(-26))] }, { reports: [joined(ontRx(-20), oltRx(-25))] }], silent: [{ reports: [joined(ontRx(-25))] }, { reports: [joined(ontRx(-28.1))] }, { reports: [joined(ontRx(-20), oltRx(-24))] }, { reports: [joined(oltRx(null))] }] },
  P8: { fires: [{ reports: [joined(ontRx(-9.83))] }, { reports: [joined(ontRx(-5))] }], silent: [{ reports: [joined(ontRx(-10))] }, { reports: [joined(ontRx(null))] }] },
  P9: { fires: [{ reports: [joined(ontRx(-17), ontTx(6), oltRx(-25))] }], silent: [{ reports: [joined(ontRx(-26), ontTx(6), oltRx(-36))] }, { reports: [joined(ontRx(-10), ontTx(6), oltRx(-17))] }, { reports: [joined(ontRx(-17), ontTx(6), oltRx(-20))] }, { reports: [joined(ontRx(-17), oltRx(-25))] }] },
  P10: { fires: [{ reports: [ont('up', 'down', 'notRanged', [stateOf('ontLastDownCause', 'dying-gasp')])] }], silent: [{ reports: [ont('up', 'down', 'notRanged', [stateOf('ontLastDownCause', 'los')])] }, { reports: [ont('up', 'up', 'ranged', [stateOf('ontLastDownCause', 'dying-gasp')])] }] },
  P11: { fires: [{ reports: [ont('up', 'down', 'notRanged', [stateOf('resultCode', 'notOk'), stateOf('exitCode', '0')])] }], silent: [{ reports: [ont('up', 'up', 'ranged', [stateOf('resultCode', 'ok'), stateOf('exitCode', '0')])] }, { reports: [ont('up', 'down', 'notRanged', [stateOf('resultCode', 'notOk'), stateOf('exitCode', '1')])] }] },
  P12: { fires: [{ reports: [lan('up', 'up', { remarks: [{ key: 'exitMessage', text: 'Genexis ONT is identified therefore measurement may not be fully reliable' }] })] }], silent: [{ reports: [lan('up', 'up', { remarks: [{ key: 'exitMessage', text: 'OK' }] })] }] },

}
