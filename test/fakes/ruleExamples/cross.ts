import { circuit, line, log, minutesBefore, observed, provisioning, stateOf } from '../triageInputs.ts'
import { atIsra, atSocket, before, bonded, delt, fibre, joined, lan, linkUp, mac, neighbours, noLos, ont, ontRx, selt, silentDelt, silentOnt } from '../triageReports.ts'
import type { RuleExamples } from './ruleExample.ts'

/** Where each rule fires and where it must not. */
export const crossExamples: RuleExamples = {
  X1: {
    fires: [
      { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }), log([[300, 'ok']])] },
      { reports: [{ ...silentOnt, lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }, log([[300, 'ok']])] },
    ],
    silent: [
      { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }), log([[300, 'ok'], [20, 'ok']])] },
      { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'assumed', text: '' } }), log([[300, 'ok']])] },
      { reports: [joined(), lan('up', 'down'), log([[300, 'ok']])] }, { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }), log([])] },
    ],
  },
  X2: {
    fires: [
      { reports: [joined(), lan('up', 'up'), log([[60, 'ok']])], online: 'online', observations: observed({ customerComplains: true }) },
      { reports: [joined(), lan('up', 'up')], online: 'online', observations: observed({ customerComplains: true }) },
    ],
    silent: [{ reports: [joined(), log([[60, 'ok']])], online: 'online' }, { reports: [joined(), log([[60, 'ok']])], online: 'offline', observations: observed({ customerComplains: true }) }, { observations: observed({ customerComplains: true }) }],
  },
  okLine: { fires: [{ reports: [joined()] }, { reports: [fibre([linkUp, noLos])] }, { reports: [delt('up')] }], silent: [{ reports: [silentOnt] }, { reports: [fibre([noLos])] }, { reports: [delt('down')] }] },
  okLan: { fires: [{ reports: [lan('up', 'up')] }], silent: [{ reports: [lan('up', 'down')] }, { reports: [lan('up', null)] }] },
  okSession: { fires: [{ reports: [log([[60, 'ok']])] }, { reports: [log([])], online: 'online' }], silent: [{ reports: [log([[60, 'ok']])], online: 'offline' }, { reports: [log([])] }, { online: 'online' }] },
  noSession: { fires: [{ online: 'offline' }], silent: [{ online: 'online' }, { online: 'unknown' }] },
  X3: {
    fires: [
      { reports: [silentOnt], neighbours: neighbours(2) },
      { reports: [silentOnt], neighbours: neighbours(2, { ruleId: 'P3', closeness: 'accessNode' }) },
      { online: 'offline', neighbours: neighbours(3, { ruleId: 'A1', closeness: 'lineCard' }) },
      { reports: [silentOnt], neighbours: neighbours(1) },
      { reports: [silentOnt], neighbours: neighbours(4, { closeness: 'building' }) },
    ],
    silent: [
      { reports: [silentOnt] }, { reports: [silentOnt], neighbours: neighbours(3, { ruleId: 'A2' }) }, { reports: [silentOnt], neighbours: neighbours(3, { at: minutesBefore(121) }) },
      { reports: [silentOnt], neighbours: neighbours(3, { level: null, ruleId: null, at: null }) }, { reports: [joined()], neighbours: neighbours(3) },
      { reports: [silentOnt], neighbours: neighbours(3, { street: 'Zuidpoolsingel 10' }) },
      { line: line({ circuits: [circuit({ provisioning: provisioning({ blocked: true }) })] }), neighbours: neighbours(3, { ruleId: 'G5' }) },
    ],
  },
  C1: {
    fires: [
      { reports: [before(60, silentOnt), log([[3, 'ok']])], online: 'online' },
      { reports: [before(60, silentOnt)], online: 'online' },
      { reports: [before(60, silentDelt), log([[3, 'ok']])] },
      { reports: [before(60, joined(), { states: [stateOf('ontOperational', 'down'), stateOf('ontAdministrative', 'up')] }), lan('up', 'up')] },
      { reports: [before(60, lan('up', 'down')), log([[3, 'ok'], [6, 'ok']])] },
      { reports: [fibre([stateOf('signalStatus', 'los'), mac('6', '00:00:5E:00:53:01')])] },
      { reports: [fibre([stateOf('signalStatus', 'los'), linkUp])] },
      { reports: [selt('poweredCpe', 479)], online: 'offline', observations: observed({ modemPowered: 'no' }) },
      { reports: [log([[25, 'incorrect'], [30, 'incorrect']])], online: 'online' },
      { reports: [log([[3, 'ok']])], online: 'offline' },
      { reports: [ont('up', 'up', 'notRanged')] },
      { reports: [joined()], observations: observed({ lightAtOutlet: 'none' }) },
    ],
    silent: [
      { reports: [silentOnt, log([[60, 'ok']])] }, { reports: [silentOnt], online: 'offline' }, { reports: [joined(), log([[3, 'ok']])], online: 'online' },
      { reports: [silentDelt, log([[60, 'ok']])], online: 'offline' }, { reports: [fibre([noLos, linkUp, mac('6', '00:00:5E:00:53:01')])] },
      { reports: [selt('open', 479)], observations: observed({ modemPowered: 'no' }) }, { reports: [log([[60, 'ok']])], online: 'offline' },
      { reports: [selt('open', 479, []), delt('up')], observations: observed({ modemPowered: 'yes' }) },
      { reports: [before(60, bonded({ 1: ['down', {}], 2: ['up', {}] })), log([[3, 'ok']])] },
    ],
  },
  H1: {
    fires: [
      { reports: [joined(ontRx(-22)), before(3000, joined(ontRx(-18)))] },
      { reports: [delt('up', { attainableRateDownKbps: 40_000 }), before(3000, delt('up', { attainableRateDownKbps: 90_000 }))] },
    ],
    silent: [
      { reports: [joined(ontRx(-22)), before(3000, joined(ontRx(-21)))] }, { reports: [joined(ontRx(-22))] },
      { reports: [delt('up', { noiseMarginDownDb: 2 }), before(3000, delt('up', { noiseMarginDownDb: 12 }))] },
      { reports: [joined(ontRx(-25.1)), before(3000, joined(ontRx(-24.9)))] },
      { reports: [joined(ontRx(null)), before(3000, joined(ontRx(-18)))] },
      { reports: [atSocket(delt('up', { attainableRateDownKbps: 40_000 }), 5), atIsra(delt('up', { attainableRateDownKbps: 90_000 }))] },
    ],
  },
}
