import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OperatorFailure } from '../operatorFailure.ts'
import { createArraySplitter } from './arraySplitter.ts'

function split(text: string | Uint8Array, sizes: readonly number[] = [], isRecord: (beginning: string) => boolean = () => false) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const splitter = createArraySplitter(isRecord)
  const found: (string | null)[] = []
  let from = 0
  for (let nth = 0; from < bytes.length; nth++) {
    const size = sizes[nth % Math.max(1, sizes.length)] ?? bytes.length
    // A sender may use its buffer again.
    const chunk = Uint8Array.from(bytes.subarray(from, from + size))
    found.push(...splitter.push(chunk))
    chunk.fill(0x7b)
    from += size
  }
  splitter.end()
  return found
}
const failureOf = (text: string): unknown => {
  try {
    split(text)
    return null
  } catch (error) {
    return error instanceof OperatorFailure ? error.data.kind + (error.data.code === undefined ? '' : ` ${error.data.code}`) : error
  }
}

describe('taking a list apart', () => {
  it('gives each element of any list, however its bytes are cut', () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), fc.boolean(), (list, sizes, spaced) => {
      const found = split(JSON.stringify(list, null, spaced ? 2 : 0), sizes)
      expect(found.map(text => JSON.parse(text ?? '') as unknown)).toEqual(JSON.parse(JSON.stringify(list)))
    }))
  })

  it('finds the list in an object that wraps it, at any depth, beside other values', () => {
    fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (list, sizes) => {
      const wrapped = JSON.stringify({ total: 3, note: 'a "[" in a text', _embedded: { deep: { accesses: list }, more: {} }, after: '}' })
      expect(split(wrapped, sizes).map(text => JSON.parse(text ?? '') as unknown)).toEqual(JSON.parse(JSON.stringify(list)))
    }))
  })

  it.each([
    ['[]', []], [' [ ] ', []], ['\uFEFF[1]', ['1']], ['[{"a":"]}"} , {"b":"\\"["}]', ['{"a":"]}"}', '{"b":"\\"["}']],
    ['[1,"två",null,[2,[3]]]', ['1', '"två"', 'null', '[2,[3]]']], ['[{"a":1},]', ['{"a":1}']], ['[1] trailing', ['1']],
    ['{"accesses":[]}', []], ['{"cause":"no"}', ['{"cause":"no"}']], ['{}', ['{}']],
  ])('reads %s', (text, elements) => {
    expect(split(text).map(each => each?.trim())).toEqual(elements)
    expect(split(text, [1]).map(each => each?.trim())).toEqual(elements)
  })

  it('takes an object that is a record for one, lists and all', () => {
    const record = '{"accessId":"a","subscriptions":[{"b":[1]}],"more":{"x":[2]}}'
    for (const size of [1, 3, 1000]) expect(split(record, [size], text => text.includes('"accessId"'))).toEqual([record])
  })

  it.each([
    ['<html>', 'notJson'], ['', 'notJson'], ['  ', 'notJson'], ['"text"', 'notJson'], ['[{"a":1},{"b"', 'badReply ENDED_EARLY'], ['[', 'badReply ENDED_EARLY'],
    ['{"accesses":[{"a":1}', 'badReply ENDED_EARLY'], ['{"accesses":[{"a":1}]', 'badReply ENDED_EARLY'],
  ])('says what is wrong with %j', (text, failure) => {
    expect(failureOf(text)).toBe(failure)
  })

  it('never throws anything else, whatever comes', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'[]{},":\\a1 ') }), fc.string()), text => {
      const failure = failureOf(text)
      expect(failure === null || typeof failure === 'string').toBe(true)
    }))
  })

  it('gives up an element that is too long to be one, and reads on', () => {
    const text = `[{"a":1},"${'x'.repeat(4_100_000)}",{"b":2}]`
    expect(split(text, [65_536])).toEqual(['{"a":1}', null, '{"b":2}'])
  })
})
