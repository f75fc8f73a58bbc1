import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { chunk, exif, jpegOf, jpegWith, plainJpeg, plainPng, pngWith, segment } from '../../test/fakes/photos.ts'
import { readPhoto } from './photo.ts'

const personal = ['GPSLatitude', 'Jansen', '2026:11:21', 'Cam', 'secret']
const expectNothingPersonal = (bytes: Buffer | undefined): void => {
  for (const word of personal) expect(bytes?.includes(word)).toBe(false)
}

describe('a JPEG', () => {
  it('that has only what draws it stays as it is, and its size is read', () => {
    expect(readPhoto(plainJpeg)).toEqual({ mediaType: 'image/jpeg', widthPx: 16, heightPx: 8, bytes: plainJpeg })
  })

  it('loses EXIF, XMP, IPTC, profiles, thumbnails, comments and everything behind its end', () => {
    const photo = readPhoto(jpegWith([
      exif(1), segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Jansen secret</x:xmpmeta>'), segment(0xed, 'Photoshop 3.0\0secret'),
      segment(0xe2, 'ICC_PROFILE\0secret'), segment(0xe2, 'MPF\0secret'), segment(0xe0, 'JFXX\0secret'), segment(0xfe, 'secret comment'),
      Buffer.from([0xff, 0xff, 0xff]), segment(0xfe, 'fill bytes before, secret'),
    ], Buffer.from('a film of 3 seconds, secret')))
    expect(photo?.bytes).toEqual(plainJpeg)
  })

  it.each([[1, 16, 8], [3, 16, 8], [6, 8, 16], [8, 8, 16]])('keeps which way is up (%i) and nothing else of its EXIF', (orientation, widthPx, heightPx) => {
    for (const order of ['II', 'MM'] as const) {
      const photo = readPhoto(jpegWith([exif(orientation, order)]))
      expect(photo).toMatchObject({ widthPx, heightPx })
      expectNothingPersonal(photo?.bytes)
      expect(photo?.bytes.length).toBe(plainJpeg.length + (orientation === 1 ? 0 : 36))
      // Read again it is what it was.
      expect(readPhoto(photo?.bytes ?? Buffer.alloc(0))).toEqual(photo)
    }
  })

  it('keeps Adobe\'s colour transform, and JFIF without its thumbnail', () => {
    const adobe = segment(0xee, Buffer.concat([Buffer.from('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, 1])]))
    expect(readPhoto(jpegWith([adobe]))?.bytes.includes('Adobe')).toBe(true)
    const thumbnail = segment(0xe0, Buffer.concat([Buffer.from('JFIF\0'), Buffer.from([1, 2, 0, 0, 1, 0, 1, 1, 1]), Buffer.from('secret')]))
    expectNothingPersonal(readPhoto(jpegWith([thumbnail]))?.bytes)
  })

  it('that is cut off or does not hold together is refused', () => {
    for (let length = 3; length < plainJpeg.length; length += 1) {
      expect(() => readPhoto(plainJpeg.subarray(0, length))).toThrow('photoDamaged')
    }
    expect(() => readPhoto(jpegWith([segment(0xc0, Buffer.from([8, 0, 0, 0, 4, 1]))]))).toThrow('photoDamaged')
    expect(() => readPhoto(jpegWith([Buffer.from([0xff, 0x01])]))).toThrow('photoDamaged')
  })
})

describe('a PNG', () => {
  it('that has only what draws it stays as it is', () => {
    expect(readPhoto(plainPng)).toMatchObject({ mediaType: 'image/png', widthPx: 16, heightPx: 8, bytes: plainPng })
  })

  it('loses EXIF, texts, times, profiles, unknown chunks and everything behind its end', () => {
    const types = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'iCCP', 'caBX', 'vpAg']
    expect(readPhoto(pngWith(types.map(type => chunk(type, 'secret')), Buffer.from('secret')))?.bytes).toEqual(plainPng)
    expect(readPhoto(pngWith([chunk('pHYs', Buffer.alloc(9, 1))]))?.bytes.length).toBe(plainPng.length + 21)
  })

  it('that is cut off, damaged or needs what is not known is refused', () => {
    for (let length = 4; length < plainPng.length; length += 1) {
      expect(() => readPhoto(plainPng.subarray(0, length))).toThrow('photoDamaged')
    }
    const damaged = Buffer.from(plainPng)
    damaged.writeUInt8(damaged.readUInt8(45) ^ 1, 45)
    expect(() => readPhoto(damaged)).toThrow('photoDamaged')
    expect(() => readPhoto(pngWith([chunk('ABCD', 'x')]))).toThrow('photoDamaged')
  })
})

describe('content', () => {
  it.each([
    ['GIF', Buffer.from('GIF89a........')], ['WebP', Buffer.from('RIFF....WEBPVP8 ')], ['TIFF', Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])],
    ['HEIC', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0')], ['AVIF', Buffer.from('\0\0\0\u0018ftypavif\0\0\0\0')], ['JPEG XL', Buffer.from([0xff, 0x0a, 0, 0])],
  ])('of another kind of picture (%s) is refused: it may say where it was taken', (_, bytes) => {
    expect(() => readPhoto(bytes)).toThrow('photoFormat')
  })

  it('that is no picture is none, whatever it is called', () => {
    for (const text of ['%PDF-1.7', 'PK\u0003\u0004', 'ftyp', 'a;b;c', '<svg/>', 'BM but a text']) expect(readPhoto(Buffer.from(text))).toBeNull()
  })

  it('beyond what the page scales down to is refused', () => {
    expect(readPhoto(jpegOf(2048, 1536, 400_000))).toMatchObject({ widthPx: 2048, heightPx: 1536 })
    expect(() => readPhoto(jpegOf(2049, 100))).toThrow('photoTooLarge')
    expect(() => readPhoto(jpegOf(100, 100, 500_000))).toThrow('photoTooLarge')
    expect(readPhoto(jpegWith(Array.from({ length: 10 }, () => segment(0xe2, randomBytes(60_000)))))?.bytes).toEqual(plainJpeg)
  })

  it('of any bytes is cleaned or refused, and nothing of what was put in comes through', () => {
    const marker = fc.integer({ min: 0xe0, max: 0xfe })
    fc.assert(fc.property(fc.array(fc.tuple(marker, fc.uint8Array({ maxLength: 80 })), { maxLength: 6 }), segments => {
      const photo = readPhoto(jpegWith(segments.map(([at, body]) => segment(at, Buffer.concat([Buffer.from('secret'), body])))))
      expect(photo?.bytes).toEqual(plainJpeg)
    }))
    fc.assert(fc.property(fc.constantFrom(plainJpeg, plainPng, jpegWith([exif(6)])), fc.nat(400), fc.uint8Array({ minLength: 1, maxLength: 8 }), (base, at, bytes) => {
      const mutated = Buffer.from(base)
      mutated.set(bytes.slice(0, Math.max(0, mutated.length - at)), Math.min(at, mutated.length))
      try {
        const photo = readPhoto(mutated)
        if (photo !== null) expect(readPhoto(photo.bytes)).toEqual(photo)
      } catch (error) {
        expect(error).toMatchObject({ name: 'PhotoRefusal' })
      }
    }), { numRuns: 500 })
  })
})
