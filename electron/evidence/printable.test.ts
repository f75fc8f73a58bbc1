import fc from 'fast-check'
import { expect, it } from 'vitest'
import { printable } from './printable.ts'

it.each([
  ['één, æøåÆØÅ äö ß ï – “„”’ … € ° µ ·', 'één, æøåÆØÅ äö ß ï – “„”’ … € ° µ ·'],
  ['−8.31 dBm ≤ 5 ≥ 4 → x', '–8.31 dBm <= 5 >= 4 -> x'],
  ['Şahin Yılmaz Łódzki', 'Sahin Yilmaz Lódzki'], ['ont‑check', 'ont-check'],
  ['Toegangs\u00adknooppunt', 'Toegangsknooppunt'], ['a\u0301', 'á'],
  ['😀山', '??'], ['a\r\nb\tc\u0000', 'a\nb    c'], ['５ ﬁ', '5 fi'],
])('prints %j as %j', (text, printed) => expect(printable(text)).toBe(printed))

it('prints nothing the fonts cannot encode', () => {
  const winAnsi = new TextDecoder('windows-1252')
  const all = winAnsi.decode(Uint8Array.from({ length: 256 }, (_, code) => code))
  const known = new Set([...all].filter(char => char >= ' ' || char === '\n'))
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
    for (const char of printable(text)) expect(known.has(char)).toBe(true)
  }))
})
