import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nidIn } from '../operators/nextpertise/nid.ts'
import { readList, type Wanted } from './readList.ts'

const names = (wanted: readonly Wanted[]) => wanted.map(each => each.by === 'nid' ? each.nid : `${each.postcode} ${each.number}${each.extension === null ? '' : ` ${each.extension}`}`)
const read = (text: string) => {
  const { wanted, unread } = readList(text, nidIn)
  return { names: names(wanted), unread }
}

describe('free text', () => {
  it('gives NIDs however they are spaced, cased and surrounded, each once', () => {
    expect(read('Mon: 2408ze000100200, 2408 ZE 00010 0100 (no light)\n"2408ZE000100200"').names).toEqual(['2408ZE000100200', '2408ZE000100100'])
  })

  it.each([
    ['2408ZE 10 A', ['2408ZE 10 A']], ['2408 ze, 10', ['2408ZE 10']], ['2408ZE;10;bis', ['2408ZE 10 BIS']], ['2408ZE\t10-b', ['2408ZE 10 B']],
    ['Visit 2408 ZE 12 at nine', ['2408ZE 12']], ['2408ZE 10, 2408ZE 12A', ['2408ZE 10', '2408ZE 12 A']],
  ])('%s', (text, wanted) => {
    expect(read(text)).toEqual({ names: wanted, unread: [] })
  })

  it('tells what it did not understand, and nothing of empty lines and rulers', () => {
    expect(read('\n-----\nlunch at twelve\n0123AB 5\n')).toEqual({ names: [], unread: ['lunch at twelve', '0123AB 5'] })
  })
})

describe('a CSV', () => {
  it('is read by its columns, in any order, with quotes and a byte order mark', () => {
    const text = '\uFEFFKlant;Huisnr.;Postcode;Toevoeging\r\n"Jansen; ""P""";20;2405 lz;b\r\nX;20a;2405LZ;\r\nY;;;\r\n'
    expect(read(text)).toEqual({ names: ['2405LZ 20 B', '2405LZ 20 A'], unread: ['Y;;;'] })
    expect(read('NID,Note\n2408ZE000100200,2408ZE 12\nnone,\n')).toEqual({ names: ['2408ZE000100200'], unread: ['none,'] })
  })
})

it('never fails, whatever is pasted, and repeats nothing', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom('2408ZE', '10', ';', '"', '\n', ',', '000100200', ' ', 'nid', 'postcode', 'nr')).map(parts => parts.join(''))), text => {
    const found = read(text).names
    expect(new Set(found).size).toBe(found.length)
  }))
})
