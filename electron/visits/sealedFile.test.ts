import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { seal, sealVersion, unseal } from './sealedFile.ts'

/** Deriving a key the careful way would take most of these tests' time. */
const cheap = { N: 2, r: 8, p: 1 }
const passphrase = 'a long enough passphrase'

describe('a sealed file', () => {
  it('gives back any content, to the same passphrase however its letters were typed', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.string({ minLength: 1 }), async (content, secret) => {
      expect(await unseal(await seal(content, secret, cheap), secret)).toEqual(Buffer.from(content))
    }), { numRuns: 50 })
    expect((await unseal(await seal(Buffer.from('x'), 'caf\u00e9', cheap), 'cafe\u0301')).toString()).toBe('x')
    const large = randomBytes(2 * (1 << 20))
    expect((await unseal(await seal(large, passphrase, cheap), passphrase)).equals(large)).toBe(true)
  })

  it('is never opened by another passphrase, nor once any byte of it was changed', async () => {
    const sealed = await seal(Buffer.from('secret '.repeat(40)), passphrase, cheap)
    expect(sealed.includes('secret')).toBe(false)
    await expect(unseal(sealed, `${passphrase}.`)).rejects.toMatchObject({ code: 'wrongPassphrase' })
    await fc.assert(fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const touched = Buffer.from(sealed)
      touched[at] = (touched[at] ?? 0) ^ by
      await expect(unseal(touched, passphrase)).rejects.toMatchObject({ code: at < 7 ? 'notAVisit' : at === 7 && (touched[7] ?? 0) > sealVersion ? 'newer' : 'damaged' })
    }), { numRuns: 150 })
  })

  it('is found out when it was cut off, went on or had its parts put in another order', async () => {
    const segment = (1 << 20) + 16
    const sealed = await seal(randomBytes(2.5 * (1 << 20)), passphrase, cheap)
    const head = sealed.length - 2 * segment - (0.5 * (1 << 20) + 16)
    const [a, b, c] = [sealed.subarray(head, head + segment), sealed.subarray(head + segment, head + 2 * segment), sealed.subarray(head + 2 * segment)]
    const start = sealed.subarray(0, head)
    for (const parts of [[a], [a, b], [b, a, c], [a, a, b, c], [a, c], []]) {
      await expect(unseal(Buffer.concat([start, ...parts]), passphrase)).rejects.toMatchObject({ code: 'damaged' })
    }
    await fc.assert(fc.asyncProperty(fc.integer({ min: 8, max: sealed.length - 1 }), async length => {
      await expect(unseal(sealed.subarray(0, length), passphrase)).rejects.toMatchObject({ code: 'damaged' })
    }), { numRuns: 30 })
    await expect(unseal(Buffer.concat([sealed, Buffer.from('x')]), passphrase)).rejects.toMatchObject({ code: 'damaged' })
  })

  it('of another kind, of a newer Lineside or asking for all memory is told apart', async () => {
    const sealed = await seal(Buffer.from('x'), passphrase, cheap)
    await expect(unseal(Buffer.from('PK\u0003\u0004'), passphrase)).rejects.toMatchObject({ code: 'notAVisit' })
    await expect(unseal(Buffer.alloc(0), passphrase)).rejects.toMatchObject({ code: 'notAVisit' })
    const newer = Buffer.from(sealed)
    newer.writeUInt8(sealVersion + 1, 7)
    await expect(unseal(newer, passphrase)).rejects.toMatchObject({ code: 'newer' })
  })

  it('costs whoever guesses half a second each', async () => {
    const sealed = await seal(Buffer.from('x'), passphrase)
    expect([...sealed.subarray(8, 11)]).toEqual([17, 8, 1])
  })
})
