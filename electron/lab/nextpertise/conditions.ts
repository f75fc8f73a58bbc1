import type { LabFamily } from './products.ts'

/** What is hidden behind a line: `rules` are the triage rules (domain table, section 3) that a full line check should fire. */
export type LabCondition = {
  key: string
  family: LabFamily | 'ppp' | 'any'
  rules: readonly string[]
  describe: string
  /** False: only named lines have it, generated ones do not draw it. */
  drawn: boolean
}

const condition = (
  key: string,
  family: LabCondition['family'],
  rules: string,
  describe: string,
  drawn = true,
): LabCondition => ({
  key,
  family,
  rules: rules === '' ? [] : rules.split(' '),
  describe,
  drawn,
})

/** Every condition of the lab; `healthy` first. */
export const CONDITIONS: readonly LabCondition[] = [
  condition('healthy', 'any', '', 'Nothing wrong'),

  condition('modemOff', 'copper', 'D1 S1 S7', 'Pair whole to the house, modem off or unplugged'),
  condition('cableCut', 'copper', 'D1 S2 S7', 'Pair broken before the house'),
  condition('cableShort', 'copper', 'D1 S5', 'Wires touch each other'),
  condition('modemNoSync', 'copper', 'D1 S6', 'Powered modem at the end, no synchronisation'),
  condition('bridgedTap', 'copper', 'D5 S9', 'A side branch weakens the signal'),
  condition('lowMargin', 'copper', 'D4', 'Noise margin near zero'),
  condition('littleMargin', 'copper', 'D5', 'Little reserve against noise'),
  condition('longLine', 'copper', 'D6', 'Long or poor pair'),
  condition('cappedProfile', 'copper', 'D7', 'Line could do more than it was given'),
  condition('cannotCarry', 'copper', 'D8', 'Line cannot carry the ordered speed'),
  condition('atLimit', 'copper', 'D9', 'Line runs at its limit'),
  condition('vectoringFallback', 'copper', 'D10', 'Modem without vectoring'),
  condition('unstable', 'copper', 'D11', 'Connection keeps dropping'),
  condition('deltEmpty', 'copper', 'D13', 'Line up, values could not be read'),

  condition('noLight', 'gof', 'F1', 'No light from the house'),
  condition('lightTooWeak', 'gof', 'F2 F6', 'Light from the house too weak'),
  condition('lightMarginal', 'gof', 'F3', 'Light just inside the lower limit'),
  condition('lightTooStrong', 'gof', 'F4', 'Light too strong'),
  condition('transmitterLow', 'gof', 'F5', "Operator's transmitter out of norm"),
  condition('transmitterFault', 'gof', 'F5', "Operator's transmitter reports a fault"),
  condition('lightNoLink', 'gof', 'F7', 'Light fine, no link'),
  condition('fibreSilent', 'gof', 'F8', 'Fibre fine, no device talks'),
  condition('wrongVlan', 'gof', 'F9', 'Router uses another VLAN'),
  condition('sfpHot', 'gof', 'F10', "Operator's module too warm"),

  condition('ontNotRanged', 'kpnPon', 'P1 P11', 'Network expects the box but does not hear it'),
  condition('ontLocked', 'kpnPon', 'P4', 'Box switched off in the network'),
  condition('ontOtherSerial', 'kpnPon', 'P5', 'Another box is registered'),
  condition('lanDown', 'kpnPon', 'L1', 'No device on the LAN port of the box'),
  condition('lanClosed', 'kpnPon', 'L3', 'LAN port closed by the provider'),
  condition('ontDoubtful', 'kpnPon', 'P12', 'Reading not fully reliable for this brand'),

  condition('deltaNotRanged', 'deltaPon', 'P1', 'Network expects the box but does not hear it'),
  condition('deltaLocked', 'deltaPon', 'P4', 'Box locked in the network'),
  condition('deltaOtherSerial', 'deltaPon', 'P5', 'Another box is registered'),
  condition('deltaTooWeak', 'deltaPon', 'P6', 'Light at the box too weak'),
  condition('deltaWeak', 'deltaPon', 'P7', 'Light at the box weak'),
  condition('deltaTooStrong', 'deltaPon', 'P8', 'Light at the box too strong'),
  condition('deltaReturnWeak', 'deltaPon', 'P9 P7', 'Only the way back is weak'),
  condition('deltaLanDown', 'deltaPon', 'L1', 'No device on the LAN port of the box'),
  condition('deltaLanGone', 'deltaPon', 'L1 L2', 'Device seen recently on the LAN port, gone now'),
  condition('deltaLanLocked', 'deltaPon', 'L3', 'LAN port locked by the provider'),
  condition('areaOutage', 'deltaPon', 'P1', 'Dead together with its neighbours on the same fibre', false),
  condition('deltaNoValues', 'deltaPon', '', 'The box reports sentinels instead of light levels'),

  condition('neverLogsIn', 'ppp', 'A1', 'Router never tries to log in'),
  condition('wrongPassword', 'ppp', 'A2', 'Wrong user name or password'),
  condition('flapping', 'ppp', 'A3', 'Logs in again and again'),
  condition('stuckSession', 'ppp', 'A4', 'Session stuck; a forced disconnect cures it'),
  condition('otherUser', 'ppp', 'A5', 'Router logs in as someone else'),
  condition('loginRefused', 'ppp', 'A7', 'Login used to work, now refused'),
  condition('sessionLost', 'ppp', '', 'Session ended and does not come back, not even after a forced disconnect'),
  condition('blocked', 'ppp', 'G5', 'Service blocked by the provider'),
  condition('disabled', 'ppp', 'G5', 'Service switched off'),

  condition('inOrder', 'any', 'G4', 'Service is being ordered or changed'),
  condition('testFails', 'any', 'G1', 'Tests end in an error'),
  condition('otherReport', 'any', 'G3', 'A report of another kind than asked'),
]

const BY_KEY = new Map(CONDITIONS.map((each) => [each.key, each]))

export function isCondition(key: string): boolean {
  return BY_KEY.has(key)
}

export function conditionOf(key: string): LabCondition {
  const found = BY_KEY.get(key)
  if (!found) throw new RangeError(`unknown condition ${key}`)
  return found
}

const CACHE = new Map<string, readonly string[]>()

/** Keys of the faults that a line of this family and provisioning can have. */
export function faultsFor(family: LabFamily, ppp: boolean): readonly string[] {
  const key = `${family}${ppp ? '+ppp' : ''}`
  const known = CACHE.get(key)
  if (known) return known
  const fitting = CONDITIONS.filter(
    (each) =>
      each.key !== 'healthy' &&
      each.drawn &&
      !(each.key === 'otherReport' && family !== 'copper') &&
      !(each.key === 'testFails' && family === 'other') &&
      (each.family === family || each.family === 'any' || (each.family === 'ppp' && ppp)),
  ).map((each) => each.key)
  CACHE.set(key, fitting)
  return fitting
}

const OFFLINE = new Set([
  'modemOff',
  'cableCut',
  'cableShort',
  'modemNoSync',
  'noLight',
  'lightTooWeak',
  'transmitterFault',
  'lightNoLink',
  'fibreSilent',
  'wrongVlan',
  'ontNotRanged',
  'ontLocked',
  'ontOtherSerial',
  'lanDown',
  'lanClosed',
  'deltaNotRanged',
  'areaOutage',
  'deltaLocked',
  'deltaOtherSerial',
  'deltaTooWeak',
  'deltaLanDown',
  'deltaLanGone',
  'deltaLanLocked',
  'neverLogsIn',
  'wrongPassword',
  'stuckSession',
  'loginRefused',
  'sessionLost',
  'blocked',
  'disabled',
])

/** Whether the session of a line in this condition is down. */
export function isOffline(key: string): boolean {
  return OFFLINE.has(key)
}
