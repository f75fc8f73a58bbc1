import type { Line } from '../../shared/model/line.ts'
import type { Text } from '../../shared/text/text.ts'
import { say } from '../../shared/text/words.ts'

/** `Zuidpoolsingel 10 A, 2408 ZE Alphen aan den Rijn`. */
export function addressWords({ address }: Pick<Line, 'address'>, text: Text): string {
  const { street, houseNumber, houseNumberExtension, postcode, city } = address
  const join = (parts: readonly (string | null)[]): string => parts.filter(part => part !== null && part !== '').join(' ')
  const code = postcode?.replace(/^(\d{4})([A-Z]{2})$/i, '$1 $2') ?? null
  const words = [join([street, houseNumber, houseNumberExtension]), join([code, city])].filter(part => part !== '')
  return words.length === 0 ? text('line.noAddress') : words.join(', ')
}

/** The system the line is at, its supplier and technology. */
export function operatorWords(lineId: string, line: Pick<Line, 'supplier' | 'technology'> | null, text: Text): string {
  const [kind = ''] = lineId.split(':')
  const system = say(text, `system.${kind}`, kind)
  const known = [system, line?.supplier ?? null, line?.technology ?? null].filter(part => part !== null && part !== '')
  return known.length === 0 ? text('line.none') : known.join(' · ')
}

/** How the line's system calls the id of a line: NID, access id. */
export const idNameWords = (lineId: string, text: Text): string => say(text, `system.idName.${lineId.split(':')[0] ?? ''}`, text('evidence.fact.nid'))
