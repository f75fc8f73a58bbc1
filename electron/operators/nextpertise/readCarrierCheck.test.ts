import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CarrierAtAddress } from '../../../shared/model/addressCheck.ts'
import { examplesOf } from '../../../test/fakes/documentExamples.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { openEnvelope } from './envelope.ts'
import { readCarrierCheck } from './readCarrierCheck.ts'

const replyFor = (carrier: 'Fiber' | 'Copper'): unknown =>
  examplesOf('carriercheck').find(({ reply }) => JSON.stringify(reply).includes(`"kind":"${carrier}"`))?.reply
const opened = (reply: unknown): unknown => openEnvelope(reply).result

describe('the carrier check of an address', () => {
  it('reads the document’s fibre example', () => {
    expect(readCarrierCheck(opened(replyFor('Fiber')), 'fibre')).toEqual([{
      kind: 'fibre', vendor: 'REGG', point: 'al-3c', isra: null, ftuType: 'FTU_GN02', nlsType: 'MIGRATE', status: 'O', cableLengthM: null,
      freePairs: null, plannedAt: '2012-06-04', handedOverAt: '2012-06-04', nids: [],
    }])
  })

  it('reads the document’s copper example', () => {
    expect(readCarrierCheck(opened(replyFor('Copper')), 'copper')).toEqual([{
      kind: 'copper', vendor: 'MDF', point: 'Al-C', isra: '001/B/TR/TECHNISCHE RUI', ftuType: null, nlsType: null, status: null, cableLengthM: 13,
      freePairs: 140, plannedAt: null, handedOverAt: null, nids: [],
    }])
  })

  it('reads the keys of the document’s table too, which are others', () => {
    const fibre = {
      kind: 'Fiber', areapop: 'al-3c', 'carrier-vendor-id': 'REGG',
      connectionpointinfo: [{
        'fiber-terminationpoint-id': '0', 'ftu-type': 'FTU_GN02', 'carrier-status': 'P', 'nl-type': 6, 'plan-date': '2027-03-01', 'has-date': null,
        fiberconnection: [{ 'current-typeofconnection': 5, 'current-xdf-access-serviceid': '2408ZE000100201', nid: '2408ZE000100200', futurenid: null }],
      }],
    }
    expect(readCarrierCheck({ line: fibre }, 'fibre')).toEqual([{
      kind: 'fibre', vendor: 'REGG', point: 'al-3c', isra: null, ftuType: 'FTU_GN02', nlsType: '6', status: 'P', cableLengthM: null,
      freePairs: null, plannedAt: '2027-03-01', handedOverAt: null, nids: ['2408ZE000100200', '2408ZE000100201'],
    }])
    const copper = {
      kind: 'Copper', 'carrier-vendor-id': 'MDF', 'plan-date': '20270301',
      connectionpointinfo: [
        { 'cgb-name': 'Al-C', 'isra-specs': '001//MTK/METERKAST', nl1lines_available: '2', 'cable-length': 479, copperconnection: { nid: '2408ZE000100100' } },
        { incomplete: true, 'isra-specs': '002//MTK/METERKAST', 'cable-length': 0 },
      ],
    }
    expect(readCarrierCheck({ line: [copper] }, 'copper')).toMatchObject([
      { point: 'Al-C', isra: '001//MTK/METERKAST', cableLengthM: 479, freePairs: 2, plannedAt: '2027-03-01', nids: ['2408ZE000100100'] },
      { point: null, isra: '002//MTK/METERKAST', cableLengthM: null, freePairs: null },
    ])
  })

  it('is read in an envelope or without, bare or as a list', () => {
    const reply = replyFor('Fiber')
    const wanted = readCarrierCheck(reply, 'fibre')
    const bare = (reply as { line: unknown }).line
    for (const form of [{ jsonrpc: '2.0', id: 1, result: reply }, { result: bare }, { result: [reply] }, { result: { line: [bare] } }, bare]) {
      expect(readCarrierCheck(opened(form), 'fibre')).toEqual(wanted)
    }
  })

  it('tells nothing there from no answer', () => {
    for (const none of [{ line: null }, { line: [] }, { line: { kind: 'Fiber' } }, { line: { kind: 'Fiber', connectionpoint: [] } }]) expect(readCarrierCheck(none, 'fibre')).toEqual([])
    for (const other of [{}, { line: 'Fiber' }, { line: 7 }, null, 'Fiber']) expect(() => readCarrierCheck(other, 'fibre')).toThrow(OperatorFailure)
  })

  it('never breaks on spoilt replies, and what it reads is always valid', () => {
    const spoilt = fc.oneof(fc.constant(null), fc.constant('NONE'), fc.constant(''), fc.integer(), fc.string(), fc.boolean(), fc.constant([]), fc.constant({}), fc.constant('65535'))
    fc.assert(fc.property(fc.constantFrom('Fiber' as const, 'Copper' as const), fc.array(fc.tuple(fc.nat(), spoilt), { maxLength: 6 }), (carrier, changes) => {
      const reply = structuredClone(replyFor(carrier))
      for (const [at, value] of changes) {
        const places: [Record<string, unknown>, string][] = []
        const walk = (held: unknown): void => {
          if (typeof held !== 'object' || held === null) return
          for (const [key, inner] of Object.entries(held)) {
            places.push([held as Record<string, unknown>, key])
            walk(inner)
          }
        }
        walk(reply)
        const place = places[at % Math.max(1, places.length)]
        if (place !== undefined) place[0][place[1]] = value
      }
      try {
        for (const each of readCarrierCheck(reply, 'fibre')) {
          expect(CarrierAtAddress.safeParse(each).success).toBe(true)
          expect(each.cableLengthM === null || each.cableLengthM > 0).toBe(true)
        }
      } catch (error) {
        if (!(error instanceof OperatorFailure)) throw error
      }
    }))
  })
})
