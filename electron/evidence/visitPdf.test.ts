import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Visit } from '../../shared/model/visit.ts'
import { createText } from '../../shared/text/text.ts'
import { readPdf } from '../../test/fakes/pdfText.ts'
import { jpegOf } from '../../test/fakes/photos.ts'
import {
  copperVisit, emptyVisit, fibreVisit, filesOf, longVisit, paintedPng, photoVisit, visitEnd,
} from '../../test/fakes/visitFixture.ts'
import type { VisitFixture } from '../../test/fakes/visitFixture.ts'
import { visitPdf } from './visitPdf.ts'

const make = (fixture: VisitFixture, language: 'en' | 'nl' = 'en', over: Partial<Visit> = {}): Promise<Uint8Array> =>
  visitPdf({
    ...fixture, visit: { ...fixture.visit, ...over }, files: filesOf(fixture), text: createText(language), now: visitEnd,
  })
const read = async (...input: Parameters<typeof make>) => readPdf(await make(...input))
const wordsOf = (pdf: ReturnType<typeof readPdf>): string => pdf.pages.flat().join('\n')

describe('the PDF of a visit', () => {
  it('tells the visit from its heading to its last write', async () => {
    const pdf = await read(copperVisit())
    const words = wordsOf(pdf)
    for (const said of [
      'Visit report', 'Zuidpoolsingel 10, 2408 ZE Alphen aan den Rijn', '2408ZE000100100', 'Nextpertise · KPNWBA · VDSL2',
      'Jolanda de Bruijn',
      '21 Nov 2026, 13:55 CET', '1 h 15 min', 'Found', 'Done', 'Proven', 'Left open', 'Before, 14:02', 'After, 15:27',
      'open at 479\u00a0m',
      'Fault: The line is open at about 479 m: no modem seen, or the cable is cut', 'Rule S4.', 'DELT', 'Pair 1', 'Pair 2',
      '9.4 dB', 'not measured',
      'What happened', 'Opened the splice box.', 'Photo 1, 14:20: Splice box as found: water, corroded pair 1',
      'This photo could not be read.',
      'Signature of Roman de Vries', 'received by the operator', '104233', 'waiting to be sent', 'Session dropped: back again',
    ]) expect(words).toContain(said)
  })

  it('has its line, its visit and its number on every page', async () => {
    const { pages } = await read(longVisit())
    expect(pages.length).toBeGreaterThan(8)
    pages.forEach((lines, index) => {
      expect(lines).toContain(`Page ${index + 1} of ${pages.length}`)
      expect(lines).toContain('Zuidpoolsingel 10, 2408 ZE Alphen aan den Rijn · 2408ZE000100100')
      expect(lines).toContain('Visit 2f9e4d60')
    })
  })

  it('is tagged, with its language, title, bookmarks and words for every picture', async () => {
    const pdf = await read(copperVisit(), 'nl')
    expect(pdf).toMatchObject({
      isTagged: true, language: 'nl-NL',
      title: 'Bezoekrapport, Zuidpoolsingel 10, 2408 ZE Alphen aan den Rijn, 21 nov 2026, 13:55 CET',
    })
    expect(pdf.bookmarks).toEqual(
      expect.arrayContaining([
        'Bezoekrapport', 'Samenvatting', 'Het pad', 'Oordeel', 'Meetwaarden', 'DELT', 'Wat er gebeurde', 'Foto’s',
      ])
    )
    expect(pdf.alts.filter(alt => alt.startsWith('Ervoor') || alt.startsWith('Erna'))).toHaveLength(2)
    expect(pdf.alts[0]).toContain('Lijn: Storing, open op 479')
    expect(pdf.alts).toEqual(expect.arrayContaining(['Both pairs re-made', 'photo-2.png', 'Handtekening van Roman de Vries']))
  })

  it('has a title that its metadata can hold', async () => {
    const { snapshot } = emptyVisit().visit
    const pdf = await read(emptyVisit(), 'en', { snapshot: snapshot.replace('Noordeinde', 'Jansen & <Zn> ') })
    expect(pdf.title).toBe('Visit report, Jansen + Zn 33 A, 2514 GL Den Haag, 21 Nov 2026, 13:55 CET')
    expect(wordsOf(pdf)).toContain('Jansen & <Zn>  33 A, 2514 GL Den Haag')
  })

  it('tells moments in the zone of the visit', async () => {
    expect(wordsOf(await read(copperVisit(), 'en', { timeZone: 'America/New_York' }))).toContain('21 Nov 2026, 07:55 GMT-5')
    expect(wordsOf(await read(copperVisit(), 'en', { timeZone: 'Nowhere/At all' }))).toContain('21 Nov 2026, 12:55 UTC')
  })

  it('is the same bytes for the same visit, and others for another', async () => {
    const first = await make(copperVisit())
    expect(Buffer.from(await make(copperVisit())).equals(first)).toBe(true)
    expect(Buffer.from(await make(copperVisit(), 'en', { engineer: 'Another' })).equals(first)).toBe(false)
  })

  it('carries JPEGs and opaque PNGs as they are', async () => {
    const jpeg = jpegOf(1600, 1200, 50_000)
    const png = paintedPng(320, 240)
    const fixture = copperVisit()
    const bytes = Buffer.from(await make({ ...fixture, files: new Map([...fixture.files, ['file-1', jpeg], ['file-2', png]]) }))
    expect(bytes.includes(jpeg)).toBe(true)
    const idat = png.indexOf('IDAT')
    expect(bytes.includes(png.subarray(idat + 4, idat + 4 + png.readUInt32BE(idat - 4)))).toBe(true)
  })

  it('with ten photos stays within 5 MB', async () => {
    expect((await make(photoVisit())).length).toBeLessThan(5_000_000)
  })

  it('says in words what has not happened yet', async () => {
    const words = wordsOf(await read(emptyVisit()))
    for (const said of [
      'This visit is not finished yet.', 'not yet', 'Nothing noted.', 'No reading was taken both before and after.',
      'Page 1 of 1',
    ]) expect(words).toContain(said)
    expect(wordsOf(await read(fibreVisit()))).toContain('Received from a colleague.')
  })

  it('names neither users nor the customer’s devices in full, and no raw reply', async () => {
    for (const fixture of [copperVisit(), fibreVisit()]) {
      const bytes = await make(fixture)
      const pdf = readPdf(bytes)
      const words = `${wordsOf(pdf)}\n${pdf.alts.join('\n')}\n${pdf.bookmarks.join('\n')}`
      expect(words).not.toMatch(/lineside\.example|(?:[0-9a-f]{2}:){4}|"report"|hasPassword/i)
    }
    expect(wordsOf(await read(fibreVisit()))).toContain('7C:FF:4D:…')
  })

  it('takes any text the engineer may write', async () => {
    const { visit, files, summing } = emptyVisit()
    const notes = fc.string({ unit: 'binary', maxLength: 400 })
    const names = fc.string({ unit: 'grapheme', maxLength: 200 })
    await fc.assert(fc.asyncProperty(notes, names, async (note, name) => {
      const items: Visit['items'] = [
        { id: 'n', at: visitEnd, kind: 'note', text: note },
        { id: 'f', at: visitEnd, kind: 'file', fileId: 'x', fileName: name, mediaType: 'text/plain', bytes: 1, caption: note },
      ]
      const pdf = await read({
        files, summing: { ...summing, found: [note], leftOpen: [name] },
        visit: { ...visit, label: name, snapshot: note, engineer: name, items },
      })
      expect(pdf.pages.length).toBeGreaterThan(0)
    }), { numRuns: 40 })
  })
})
