import type { Observations } from '../model/observation.ts'
import type { Text } from '../text/text.ts'
import { formatNumber, formatSpeed } from '../text/words.ts'

/** What was seen on site: only what was looked at. */
export function observedWords(seen: Observations, text: Text): string[] {
  const yesNo = (value: boolean): string => text(value ? 'line.yes' : 'line.no')
  const entries: readonly (readonly [name: string, value: string | null])[] = [
    [text('line.observed.modemPowered'), seen.modemPowered === null ? null : yesNo(seen.modemPowered === 'yes')],
    [text('observed.testPoint'), seen.testPoint === null ? null : text(`observed.testPoint.${seen.testPoint}`)],
    [text('line.observed.light'), seen.lightAtOutlet === null ? null : text(seen.lightAtOutlet === 'present' ? 'line.observed.lightPresent' : 'line.observed.lightNone')],
    [text('line.observed.lightDbm'), seen.lightAtOutletDbm === null ? null : `${formatNumber(text, seen.lightAtOutletDbm)} dBm`],
    [text('line.observed.serial'), seen.serialOnLabel],
    [text('line.observed.loopLength'), seen.loopLengthM === null ? null : `${formatNumber(text, seen.loopLengthM)} m`],
    [text('line.observed.pcAddress'), seen.pcAddress],
    [text('line.observed.complains'), seen.customerComplains === null ? null : yesNo(seen.customerComplains)],
    [text('line.observed.speedDown'), seen.speedTestDownKbps === null ? null : formatSpeed(text, seen.speedTestDownKbps)],
    [text('line.observed.speedUp'), seen.speedTestUpKbps === null ? null : formatSpeed(text, seen.speedTestUpKbps)],
    [text('line.observed.note'), seen.note],
  ]
  return entries.flatMap(([name, value]) => value === null || value === '' ? [] : [`${name}: ${value}`])
}
