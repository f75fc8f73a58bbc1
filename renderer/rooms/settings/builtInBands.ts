import type { NormBand } from '../../../shared/model/report.ts'
import {
  adslAttenuationBand, noiseMarginBand, oltReceivedBands, ontReceivedBands, ontTransmittedBands, pointToPointBands, ponTechnologyOf,
  relativeCapacityBand, sfpBands,
} from '../../../shared/triage/bands.ts'
import type { PonTechnology } from '../../../shared/triage/bands.ts'

/** The limits Lineside has of its own for a reading; `technology` where they differ by it. */
export type BuiltInBand = { readonly technology: string | null; readonly band: NormBand }

const byPon: Readonly<Record<string, Readonly<Record<PonTechnology, NormBand>>>> = {
  rxPowerAtOntDbm: ontReceivedBands,
  txPowerOntDbm: ontTransmittedBands,
  rxPowerAtOltDbm: oltReceivedBands,
}
const forAll: Readonly<Record<string, NormBand>> = {
  rxPowerAtOperatorModuleDbm: pointToPointBands.received,
  txPowerOperatorModuleDbm: pointToPointBands.transmitted,
  moduleTemperatureC: sfpBands.temperatureC,
  supplyVoltageV: sfpBands.supplyVoltageV,
  noiseMarginDownDb: noiseMarginBand,
  noiseMarginUpDb: noiseMarginBand,
  relativeCapacityDownPercent: relativeCapacityBand,
  relativeCapacityUpPercent: relativeCapacityBand,
}
const onAdsl: ReadonlySet<string> = new Set(['signalAttenuationDownDb'])

/** What counts for a reading without a limit of the engineer's, on lines of a technology or on all. */
export function builtInBands(key: string, technology: string | null): BuiltInBand[] {
  const pon = byPon[key]
  if (pon !== undefined) {
    const own = technology === null ? 'unknown' : ponTechnologyOf(null, technology)
    return own === 'unknown'
      ? [{ technology: 'GPON', band: pon.gpon }, { technology: 'XGS-PON', band: pon.xgsPon }] : [{ technology: null, band: pon[own] }]
  }
  if (onAdsl.has(key)) {
    if (technology === null) return [{ technology: 'ADSL', band: adslAttenuationBand }]
    return technology.toUpperCase().includes('ADSL') ? [{ technology: null, band: adslAttenuationBand }] : []
  }
  const band = forAll[key]
  return band === undefined ? [] : [{ technology: null, band }]
}
