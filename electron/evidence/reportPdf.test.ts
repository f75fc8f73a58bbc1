import { describe, expect, it } from 'vitest'
import { createText } from '../../shared/text/text.ts'
import { accessFixtures } from '../../test/fakes/accessFixtures.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import type { LineFixtureName } from '../../test/fakes/lineFixtures.ts'
import { readPdf } from '../../test/fakes/pdfText.ts'
import { visitEnd } from '../../test/fakes/visitFixture.ts'
import { reportPdf } from './reportPdf.ts'

const lines = lineFixtures(visitEnd)
async function wordsOf(name: LineFixtureName, language: 'en' | 'nl' = 'en', isJudged = true): Promise<string> {
  const { line, verdict, reports: [report] } = lines[name]
  if (report === undefined) throw new Error('the fixture has a report')
  const bytes = await reportPdf({
    report, line, verdict: isJudged ? verdict : null, text: createText(language), now: visitEnd, timeZone: 'Europe/Amsterdam',
  })
  return readPdf(bytes).pages.flat().join('\n')
}

describe('the PDF of a check', () => {
  it('shows the line, the path, the verdict and the readings with their limits', async () => {
    const words = await wordsOf('lanPortDown')
    for (const said of [
      'ONT check', 'Markt 7 A, 4331 KL Middelburg', 'The path', 'LAN port down', '–9.83 dBm', 'Warning', 'Norm band',
      'Page 1 of 2',
    ]) expect(words).toContain(said)
    expect(words).toMatch(/Fault: .*LAN port/)
    expect(words).toContain('received at the ONT · limits –28 to –9 dBm: the standard, ITU-T G.9807.1')
  })

  it('says what was not measured, and leaves the verdict out where there is none', async () => {
    expect(await wordsOf('weakLight')).toContain('not measured')
    const words = await wordsOf('weakLight', 'nl', false)
    expect(words).toContain('niet gemeten')
    expect(words).not.toContain('Oordeel\n')
  })

  it('of a box at the customer goes by its ports, and leaves out what ports without a link never measured', async () => {
    const { line, verdict, reports } = accessFixtures(visitEnd).well
    const report = reports.find(({ kind }) => kind === 'cpeStatus') ?? expect.fail('the fixture has a box')
    const bytes = await reportPdf({ report, line, verdict, text: createText('en'), now: visitEnd, timeZone: 'Europe/Amsterdam' })
    const words = readPdf(bytes).pages.flat()
    for (const said of ['Access id', 'Port LAN1', 'Port LAN2']) expect(words).toContain(said)
    expect(words.join('\n')).toContain('Open access network (ON-API)')
    for (const unsaid of ['NID', 'Pair LAN1', 'Port LAN3', 'Port LAN4']) expect(words).not.toContain(unsaid)
    expect(words.join('\n')).toContain('Port of the CPE (LAN3)')
  })

  it('counts log-ins and shortens their users', async () => {
    const words = await wordsOf('wrongPassword')
    expect(words).toMatch(/2 log-ins accepted, 3 refused/)
    expect(words).not.toContain('lineside.example')
  })
})
