import { Dice, uuidOf } from '../random.ts'
import { DAY_MS, utc } from '../clock.ts'
import { isOffline } from './conditions.ts'
import { UUIDS } from './line.ts'
import { ponPort } from './ports.ts'
import { macOf } from './reportFibre.ts'
import { lastChangeMs } from './sessions.ts'
import type { LabLine } from './line.ts'

const SALT = { receive: 681, transmit: 682, olt: 683, warm: 684, change: 685, rfs: 687, doubtful: 688 }

function sinceMs(line: LabLine, nowMs: number): number {
  return lastChangeMs(line, nowMs, new Dice(0, line.index).between(SALT.change, 2, 60) * DAY_MS)
}

/** Serial number in the report: that of another box where the condition says so. */
function serialOf(line: LabLine): string {
  const serial = line.ontNumber ?? 'GNXS00000000'
  return line.condition.endsWith('OtherSerial') ? `${serial.slice(0, 4)}${new Dice(1, line.index).hex(SALT.rfs, 8)}` : serial
}

/** `ont_check_details` in KPNWBA's shape. */
export function kpnOntDetails(line: LabLine, nowMs: number): Record<string, unknown> {
  const { condition } = line
  const locked = condition === 'ontLocked'
  const down = locked || condition === 'ontNotRanged' || condition === 'ontOtherSerial'
  return {
    test_id: uuidOf(1, UUIDS.test, line.index),
    exit_code: '0',
    exit_msg: condition === 'ontDoubtful' ? 'Genexis ONT is identified therefore measurement may not be fully reliable' : 'OK',
    result_code: down ? 'NOK' : 'OK',
    result_msg: down ? 'line down' : 'The processing was successful',
    rfs_id: rfsId('ENE', line),
    results: [
      {
        ONTAdministrativestatus: locked ? 'down' : 'up',
        ONTOperationalstatus: down ? 'down' : 'up',
        ONTLaststatuschange: utc(sinceMs(line, nowMs)),
        ONTRangingstatus: down ? 'not-ranged' : 'ranged',
        ONTSerialNum: serialOf(line),
        ONTEquipVerNum: down ? 'null' : '1.0',
        ONTVendorId: 'GNXS',
        ONTtype: line.technology.key === 'xgsPon' ? 'GMC-TK01-XGS2110' : 'GMC-TKC01',
        ONTSupportLevel: 'SUPPORTED',
      },
    ],
  }
}

/** `ont_lan_check_details` in KPNWBA's shape. */
export function kpnOntLanDetails(line: LabLine, nowMs: number): Record<string, unknown> {
  const { condition } = line
  const boxDown = ['ontNotRanged', 'ontLocked', 'ontOtherSerial'].includes(condition)
  const closed = condition === 'lanClosed'
  const down = boxDown || closed || condition === 'lanDown'
  return {
    test_id: uuidOf(2, UUIDS.test, line.index),
    exit_code: '0',
    exit_msg: condition === 'ontDoubtful' ? 'Genexis ONT is identified therefore measurement may not be fully reliable' : 'OK',
    result_code: boxDown ? 'NOK' : 'OK',
    result_msg: boxDown ? 'line down' : 'The processing was successful',
    rfs_id: rfsId('EAS', line),
    results: [
      {
        ONTLANAdministrativestatus: closed ? 'down' : 'up',
        ONTLANOperationalstatus: down ? 'down' : 'up',
        ONTLANLaststatuschange: utc(sinceMs(line, nowMs)),
        ONTSwVersion: 'ES-5.1.5-R',
        ONTSupportLevel: 'SUPPORTED',
        DbONTType: line.technology.key === 'xgsPon' ? 'GMC-TK01-XGS2110' : 'GMC-TKC01',
      },
    ],
  }
}

function rfsId(prefix: string, line: LabLine): string {
  return `${prefix}3000${String(new Dice(0, line.index).int(SALT.rfs, 1_000_000)).padStart(6, '0')}`
}

type Light = { ontRxDbm: number; ontTxDbm: number; oltRxDbm: number }

/** Light levels on an XGS-PON of class N1: path loss the same both ways within a few dB, except where only the return is weak. */
function lightOf(line: LabLine, betterDb: number): Light {
  const dice = new Dice(0, line.index)
  const ontTxDbm = 5 + dice.int(SALT.transmit, 250) / 100
  const oltTxDbm = 4
  const light = (lossDb: number, returnLossDb = lossDb): Light => ({
    ontRxDbm: oltTxDbm - lossDb + betterDb,
    ontTxDbm,
    oltRxDbm: ontTxDbm - returnLossDb + betterDb,
  })
  switch (line.condition) {
    case 'deltaTooWeak':
      return light(32.5 + dice.int(SALT.receive, 200) / 100, 31)
    case 'deltaWeak':
      return light(29.5 + dice.int(SALT.receive, 150) / 100, 29)
    case 'deltaTooStrong':
      return light(11 + dice.int(SALT.receive, 80) / 100)
    case 'deltaReturnWeak':
      return light(20, ontTxDbm + 25)
    default:
      return light(17 + dice.int(SALT.receive, 700) / 100)
  }
}

/**
 * `ont_check_details` in DELTA's shape, with its raw values: ONT powers in steps of 0.002 dBm, OLT receive in 0.1 dBm,
 * temperature in 1/256 degree (domain table, section 2.3).
 */
export function deltaOntDetails(line: LabLine, betterDb = 0): Record<string, unknown> {
  const dice = new Dice(0, line.index)
  const { condition } = line
  const locked = condition === 'deltaLocked'
  const down = locked || condition === 'deltaNotRanged' || condition === 'areaOutage' || condition === 'deltaOtherSerial'
  const blind = down || condition === 'deltaNoValues'
  const { ontRxDbm, ontTxDbm, oltRxDbm } = lightOf(line, betterDb)
  const { olt, name } = ponPort(line)
  const portLocked = condition === 'deltaLanLocked'
  const heard = condition === 'deltaLanGone' || !isOffline(condition)
  return {
    adminStatus: locked ? 'LOCKED' : 'UNLOCKED',
    operationState: down ? 'DOWN' : 'UP',
    extraAttributes: {
      'tx-signal-level': blind ? '32768' : String(Math.round(ontTxDbm / 0.002)),
      ranged: down ? 'not-ranged' : 'ranged',
      temperature: blind ? 'unknown' : String((50 + dice.int(SALT.warm, 15)) * 256),
      'serial-number': serialOf(line),
      'op-signal-level': blind ? '32768' : String(Math.round(ontRxDbm / 0.002)),
      'rx-power-olt': blind ? '65534' : String(Math.round(oltRxDbm * 10)),
      'equipped-type': 'XS-010X-Q',
    },
    name,
    ports: [
      {
        fqdn: `Ethernet Port:${olt}:IACM:${name}.C10.P1`,
        adminStatus: portLocked ? 'LOCKED' : 'UNLOCKED',
        operationState: down || portLocked || condition === 'deltaLanDown' || condition === 'deltaLanGone' ? 'DOWN' : 'UP',
        vlanAssociations: [
          { extraAttributes: { 'port-vlan': 'C440' } },
          { extraAttributes: { 'port-vlan': 'C6', ...(heard ? { 'mac-addresses-learned': macOf(line) } : {}) } },
        ],
      },
    ],
  }
}
