import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BandSource, CheckKind, Level, Measurement, Place, ReportKind } from '../../../shared/model/report.ts'
import { Confidence, FaultDomain } from '../../../shared/model/verdict.ts'
import { findingsEn } from '../../../shared/text/en/findings.ts'
import { readingsEn } from '../../../shared/text/en/readings.ts'
import { findingsNl } from '../../../shared/text/nl/findings.ts'
import { readingsNl } from '../../../shared/text/nl/readings.ts'
import * as bands from '../../../shared/triage/bands.ts'
import { pathParts } from '../../../shared/triage/path.ts'
import { rules, unsettledId } from '../../../shared/triage/triage.ts'

const en: Readonly<Record<string, string>> = { ...findingsEn, ...readingsEn }
const nl: Readonly<Record<string, string>> = { ...findingsNl, ...readingsNl }
const expectWords = (keys: Iterable<string>) => {
  const missing = [...new Set(keys)].filter(key => en[key] === undefined || nl[key] === undefined)
  expect(missing).toEqual([])
}
const sourcesIn = (folder: URL): string =>
  readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts')).map(name => readFileSync(new URL(name, folder), 'utf8')).join('\n')
const readers = sourcesIn(new URL('.', import.meta.url))
const triage = sourcesIn(new URL('../../../shared/triage/', import.meta.url))
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap(match => match[1] ?? [])
const directions = (key: string): string[] => key.includes('${Suffix}') ? ['Down', 'Up'].map(each => key.replace('${Suffix}', each)) : [key]

describe('words', () => {
  it('are there for both languages alike, and none is empty but a direction that is none', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted())
    expect(Object.entries({ ...en }).filter(([key, words]) => words === '' && key !== 'direction.none')).toEqual([])
  })
  it('are there for every rule', () => expectWords([...rules.map(({ id }) => id), unsettledId].flatMap(id => ['title', 'reason', 'next'].map(what => `finding.${id}.${what}`))))
  it('are there for every reading a reader gives', () => {
    const keys = [...found(readers, /key: '(\w+)', (?:place|instance)/g), ...found(readers, /\bstate(?:Of)?\('(\w+)'/g), ...found(readers, /`(\w+\$\{Suffix\}\w+)`/g).flatMap(directions),
      ...found(readers, /lengthOf\(port, '\w+', '(\w+)'/g), ...found(readers, /(?:rx|tx|temperature|supply|bias|light|speed|link|duplex|administrative): '(\w+)'/g),
      ...found(readers, /\['(peak\w+Rate)'/g), ...found(triage, /`(\w+\$\{Way\}\w+)`/g).flatMap(key => ['In', 'Out'].map(way => key.replace('${Way}', way)))]
    expect(keys.length).toBeGreaterThan(60)
    expectWords(keys.map(key => `reading.${key}`))
    expectWords(found(readers, /remark\('(\w+)'/g).map(key => `remark.${key}`))
  })
  it('are there for every reading a finding rests on', () => {
    const cited = found(triage, /from(?:Line|Transaction|Observation|AddressCheck|Neighbours|Clock)\(([^()]*)\)/g)
    const keys = cited.flatMap(each => found(each, /'([\w.]+)'/g)).filter(key => key !== 'number')
    expect(keys.length).toBeGreaterThan(20)
    expectWords(keys.map(key => `reading.${key}`))
  })
  it('are there for every reading of the path', () => {
    const path = readFileSync(new URL('../../../shared/triage/path.ts', import.meta.url), 'utf8')
    expectWords([...found(path, /key: '(\w+)', params/g), ...found(path, /(?:word|power)\('(\w+)'/g)].map(key => `path.reading.${key}`))
    expectWords(pathParts.map(part => `path.part.${part}`))
    expectWords([...found(path, /(?:accessNode|line|terminal): '(\w+)'/g), 'network', 'router', 'home'].map(kind => `path.kind.${kind}`))
  })
  it('are there for every value of the model', () => {
    expectWords([
      ...Level.options.map(each => `level.${each}`), ...FaultDomain.options.map(each => `domain.${each}`), ...Confidence.options.map(each => `confidence.${each}`),
      ...ReportKind.options.map(each => `check.${each}`), ...Place.options.map(each => `place.${each}`),
      ...Measurement.shape.direction.options.map(each => `direction.${each}`), ...BandSource.shape.kind.options.map(each => `band.${each}`),
    ])
  })
  it('are there for every source of a limit', () => {
    const references = [bands.reportBand(0, 10), ...Object.values(bands.pointToPointBands), ...Object.values(bands.sfpBands), ...Object.values(bands.ontReceivedBands),
      ...Object.values(bands.ontTransmittedBands), ...Object.values(bands.oltReceivedBands), bands.noiseMarginBand, bands.adslAttenuationBand, bands.relativeCapacityBand,
      bands.crcRatioBand(bands.crcPackets.fault), ...[null, 'SFP-BX20'].flatMap(part => Object.values(bands.accessOpticBands(1e9, part) ?? {}))]
    expectWords([...references.map(band => `band.reference.${band?.source.reference}`), 'band.reference.settings'])
  })
  it('name the checks as their buttons do', () => {
    expect(CheckKind.options.slice(0, 12).map(kind => en[`check.${kind}`])).toEqual([
      'Fibre check', 'ONT check', 'ONT LAN check', 'DELT', 'SELT', 'Authentication log', 'Access switch', 'Access port', 'MAC table', 'Leases', 'IGMP groups', 'CPE',
    ])
    expect(en['check.lineCheck']).toBe('Line check')
  })
})
