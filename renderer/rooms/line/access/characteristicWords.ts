import type { NamedValue } from '../../../../shared/model/access.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { plainWords, say } from '../words.ts'

/** What a service of an open access network has or may have; the operator chooses the names, these are those of ON-API 2.6. */
export const characteristicName = (text: Text, name: string): string =>
  say(text, `access.characteristic.${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`, plainWords(name))

const valueWords = (text: Text, value: string): string =>
  value === 'true' ? text('line.yes') : value === 'false' ? text('line.no') : value

/** The value that a running service has. */
export const characteristicValue = (text: Text, { value }: NamedValue): string => valueWords(text, value)

/** The values that one can order; yes and no together is a choice. */
export function choiceWords(text: Text, values: readonly string[]): string {
  const isEither = values.length === 2 && values.includes('true') && values.includes('false')
  return isEither ? text('access.service.either') : values.map(value => valueWords(text, value)).join(', ')
}
