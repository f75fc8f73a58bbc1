import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createText } from '../../shared/text/text.ts'
import { copperVisit, fibreVisit } from '../../test/fakes/visitFixture.ts'
import { csvCell, visitCsv } from './visitCsv.ts'
import { reportsOf } from './visitParts.ts'

/** A plain reading of RFC 4180. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end = ''] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.slice(0, -1)
}

describe('readings as CSV', () => {
  it('has a byte order mark, a head in the language, and a row of the same length for every reading', () => {
    const { visit } = copperVisit()
    const csv = visitCsv(visit, createText('nl'))
    expect(csv.startsWith('\uFEFFWanneer (UTC),Check,Onderdeel,Meting,')).toBe(true)
    const rows = parsed(csv.slice(1))
    const readings = reportsOf(visit).reduce((sum, { measurements, states }) => sum + measurements.length + states.length, 0)
    expect(rows).toHaveLength(readings + 1)
    expect(new Set(rows.map(row => row.length))).toEqual(new Set([14]))
  })

  it('keeps numbers plain, with their limits and where those come from', () => {
    const rows = parsed(visitCsv(fibreVisit().visit, createText('nl')).slice(1))
    expect(rows.find(row => row[0] === '2026-11-21T14:24:00.000Z' && row[3] === 'Licht uit de woning')).toEqual([
      '2026-11-21T14:24:00.000Z', 'Glasvezelcheck', 'Toegangsknooppunt / Lijn',
      'Licht uit de woning', 'bij de module van de operator', 'ontvangen', '', '-8.31', 'dBm', '-16', '-5',
      'uit het rapport zelf', 'OK', '-8.31',
    ])
  })

  it('leaves the value of what was not measured empty, never zero', () => {
    const rows = parsed(visitCsv(copperVisit().visit, createText('en')).slice(1))
    expect(
      rows.filter(row => row[3] === 'Noise margin down').map(row => [row[6], row[7]])
    ).toEqual([['1', ''], ['2', '5.1'], ['1', '9.4'], ['2', '8.8']])
  })

  it.each([
    ['=1+1', "'=1+1"], ['+31 6', "'+31 6"], ['-x', "'-x"], ['@sum', "'@sum"], ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'], ['-8.31', '-8.31'], ['+4', '+4'], ['1e5', '1e5'],
    ['-', "'-"], ['-1-1', "'-1-1"], ['a,b', '"a,b"'], ['say "hi"', '"say ""hi"""'], ['two\r\nlines', '"two\r\nlines"'], ['', ''],
    [null, ''], [-0.5, '-0.5'], [0, '0'],
  ])('writes %j as %j', (value, written) => expect(csvCell(value)).toBe(written))

  it('survives a reader with any text, and no cell begins a formula', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 6 }), cells => {
      const [row = []] = parsed(`${cells.map(csvCell).join(',')}\r\n`)
      expect(row.map((cell, index) => cell === `'${cells[index]}` ? cells[index] : cell)).toEqual(cells)
      for (const cell of row) expect(/^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell))).toBe(false)
    }))
  })

  it('names no user', () => {
    expect(visitCsv(copperVisit().visit, createText('en'))).not.toContain('lineside.example')
  })
})
