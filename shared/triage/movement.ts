import type { NormBand } from '../model/report.ts'

/** What a change of a reading means for the line. */
export type Matters = 'worse' | 'better' | 'same' | 'unclear'

/**
 * dB that optical power must move to count. An SFP's meter is accurate to 3 dB absolute (SFF-8472) but repeats within
 * about 1 dB, so 1 dB is the meter and 2 dB is the fibre (experience).
 */
export const opticalMoveDb = 2
/** dB of noise margin that tell of a line that got noisier or quieter (experience; half of the common 6 dB target margin). */
export const noiseMarginMoveDb = 3
/** dB of attenuation that a pair does not gain or lose by weather (experience). */
export const attenuationMoveDb = 3
/** Share of a rate whose loss is a speed fault: an operator's threshold for FTTC lines, over 14 days (BT). */
export const rateLossShare = 0.25
/** A length within this share, or these metres if they are more, is the same length (experience with SELT). */
export const lengthShare = 0.1
export const lengthToleranceM = 20
/** Share by which a laser's current may differ from day to day (assumption); more is a look at the power beside it. */
export const biasShare = 0.2
/** Percent points of relative capacity (assumption). */
export const capacityMovePoints = 10

/** True where two lengths in metres are the same within what SELT and DELT tell. */
export const isSameLength = (beforeM: number, afterM: number): boolean =>
  Math.abs(afterM - beforeM) <= Math.max(lengthShare * beforeM, lengthToleranceM)

type Judge = (before: number, after: number, band: NormBand | null) => Matters

const beyond = (threshold: number, lessIs: Matters, moreIs: Matters): Judge => (before, after) => {
  const delta = after - before
  if (Math.abs(delta) < threshold) return 'same'
  return delta < 0 ? lessIs : moreIs
}

const rate: Judge = (before, after) => {
  if (after <= before * (1 - rateLossShare) && after < before) return 'worse'
  return before <= after * (1 - rateLossShare) && before < after ? 'better' : 'same'
}

const length = (shorterIs: Matters, longerIs: Matters): Judge => (before, after) => {
  if (isSameLength(before, after)) return 'same'
  return after < before ? shorterIs : longerIs
}

const nearerSide = (value: number, { lower, upper }: NormBand): 'lower' | 'upper' =>
  lower !== null && (upper === null || value - lower <= upper - value) ? 'lower' : 'upper'

/**
 * Toward the nearer limit is worse. Light that falls past the middle of its band is worse too: something was added to the
 * path, whatever reserve is left. Falling away from the upper limit while all was well is a change without a direction.
 */
const optical: Judge = (before, after, band) => {
  if (Math.abs(after - before) < opticalMoveDb) return 'same'
  if (band === null || (band.lower === null && band.upper === null)) return 'unclear'
  const [from, to] = [nearerSide(before, band), nearerSide(after, band)]
  const falls = after < before
  if (from !== to) return falls ? 'worse' : 'unclear'
  if (from === 'lower') return falls ? 'worse' : 'better'
  if (!falls) return 'worse'
  return band.warnUpper !== null && before > band.warnUpper ? 'better' : 'unclear'
}

/** Never by itself: only its grade says whether it got worse. */
const byGrade: Judge = () => 'same'

const judges: readonly (readonly [RegExp, Judge])[] = [
  [/^(?:rxPower|txPower)/, optical],
  [/^noiseMargin/, beyond(noiseMarginMoveDb, 'worse', 'better')],
  [/^(?:signal|line)Attenuation/, beyond(attenuationMoveDb, 'better', 'worse')],
  // SELT's attenuation goes with the length it measured, so it has no good and bad of its own.
  [/^loopAttenuation/, beyond(attenuationMoveDb, 'unclear', 'unclear')],
  [/^(?:actual|attainable)Rate/, rate],
  [/^problemLength/, length('worse', 'better')],
  [/^(?:deltDistance|loopLength|segmentLength)/, length('unclear', 'unclear')],
  [/^interfaceSpeed|PortSpeedBps$/, beyond(1, 'worse', 'better')],
  [/^(?:transmitPower|psd)/, beyond(attenuationMoveDb, 'unclear', 'unclear')],
  [/^relativeCapacity/, beyond(capacityMovePoints, 'unclear', 'unclear')],
  [/^txBias|Bias/, (before, after) => Math.abs(after - before) <= biasShare * Math.abs(before) ? 'same' : 'unclear'],
  // What is carried, and how much of it was damaged, changes from minute to minute.
  [/Temperature|^supplyVoltage|Supply|^(?:rate|peak|crcRatio|errorRatio|broadcast)/, byGrade],
]

/**
 * What a movement of a reading means, both values of one grade and unit. A reading without a rule (a contracted rate, a key
 * that no reader had before) is `same` where it is equal and else `unclear`.
 */
export function judgeMovement(key: string, before: number, after: number, band: NormBand | null): Matters {
  const judge = judges.find(([keys]) => keys.test(key))?.[1]
  if (judge !== undefined) return judge(before, after, band)
  return before === after ? 'same' : 'unclear'
}
