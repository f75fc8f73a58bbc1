import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineCardPrefix, nodePrefix, ponPortPrefix, portOf } from './accessPort.ts'

describe('the port a report names', () => {
  it.each([
    ['AL-AFQ-DSLA-1.R1.S1.LT1.6', 'AL-AFQ-DSLA-1/R1.S1/LT1/6'],
    ['AL-AFQ-DSLA-1:1-1-1-6', 'AL-AFQ-DSLA-1/R1.S1/LT1/6'],
    ['AL-AAG-DSLA-4:R1.S1.LT2.21', 'AL-AAG-DSLA-4/R1.S1/LT2/21'],
    ['vri-poc-olt01:R1.S1.LT1.PON8.ONT14', 'VRI-POC-OLT01/R1.S1/LT1/PON8/ONT14'],
    ['Ethernet Port:vri-poc-olt01:IACM:R1.S1.LT1.PON8.ONT14.C10.P1', 'VRI-POC-OLT01/R1.S1/LT1/PON8/ONT14'],
    ['vri-poc-olt01:R1.S1.LT1.PON8', 'VRI-POC-OLT01/R1.S1/LT1/PON8/'],
    ['olt01.city.example:R2.S1.LT12.PON1.ONT3', 'OLT01.CITY.EXAMPLE/R2.S1/LT12/PON1/ONT3'],
    ['  al-afq-dsla-1 : r1.s1.lt1.6 ', 'AL-AFQ-DSLA-1/R1.S1/LT1/6'],
  ])('%s', (text, key) => expect(portOf(text)?.key).toBe(key))

  it('tells node, line card and port apart', () => {
    expect(portOf('vri-poc-olt01:R1.S2.LT3.PON8.ONT14'))
      .toMatchObject({ node: 'vri-poc-olt01', rack: 1, shelf: 2, lineCard: 3, ponPort: 8, ont: 14, port: null })
    expect(portOf('AL-AFQ-DSLA-1:1-1-4-6')).toMatchObject({ node: 'AL-AFQ-DSLA-1', lineCard: 4, port: 6, ponPort: null, ont: null })
  })

  it.each([
    '', ' ', 'Unknown', 'NONE', 'R1.S1.LT1.PON8.ONT14', 'R1.S1.LT1.6', '1-1-1-6', 'AL-AFQ-DSLA-1', 'AL-AFQ-DSLA-1:', 'AL-AFQ-DSLA-1:1-1-6',
    'AL-AFQ-DSLA-1:1/1/1/6', 'AL-AFQ-DSLA-1.R1.S1.LTx.6', ':R1.S1.LT1.6', 'olt01:R1.S1.LT1.PON.ONT1', 'a b:c:d',
  ])('is not guessed from %j', text => expect(portOf(text)).toBeNull())

  it('never throws, and is found under its own prefixes', () => {
    const slot = fc.integer({ min: 0, max: 99 })
    fc.assert(fc.property(fc.oneof(
      fc.string(), fc.tuple(slot, slot).map(([card, port]) => `node-1:R1.S1.LT${card}.${port}`),
      fc.tuple(slot, slot, slot).map(([card, pon, ont]) => `node-1:R1.S1.LT${card}.PON${pon}.ONT${ont}`),
    ), text => {
      const port = portOf(text)
      if (port === null) return
      for (const prefix of [nodePrefix(port), lineCardPrefix(port), ponPortPrefix(port) ?? '']) expect(port.key.startsWith(prefix)).toBe(true)
    }))
  })
})

describe('prefixes', () => {
  const port = (text: string) => portOf(text) ?? expect.fail(text)

  it('are shared by neighbours only', () => {
    const own = port('olt-1:R1.S1.LT1.PON1.ONT1')
    expect(port('OLT-1:R1.S1.LT1.PON1.ONT64').key.startsWith(ponPortPrefix(own) ?? '-')).toBe(true)
    expect(port('olt-1:R1.S1.LT1.PON10.ONT1').key.startsWith(ponPortPrefix(own) ?? '-')).toBe(false)
    expect(port('olt-1:R1.S1.LT10.PON1.ONT1').key.startsWith(lineCardPrefix(own))).toBe(false)
    expect(port('olt-10:R1.S1.LT1.PON1.ONT1').key.startsWith(nodePrefix(own))).toBe(false)
  })

  it('have no PON port on copper', () => expect(ponPortPrefix(port('d-1:1-1-1-6'))).toBeNull())
})
