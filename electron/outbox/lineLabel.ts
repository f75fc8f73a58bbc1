import type { Line } from '../../shared/model/line.ts'

/** A line in one row of text: its address, else its NID. */
export function lineLabel({ address, nativeId, id }: Pick<Line, 'address' | 'nativeId' | 'id'>): string {
  const { street, houseNumber, houseNumberExtension, postcode, city } = address
  const house = [street, [houseNumber, houseNumberExtension].filter(Boolean).join(' ')].filter(Boolean).join(' ')
  return [house, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ') || (nativeId ?? id)
}
