import fc from 'fast-check'
import { expect, test } from 'vitest'
import { photoLimits } from '../../../../shared/model/photo.ts'
import { contentKind } from './contentKind.ts'
import { jpegName, photoAttempts, scaledSize } from './photoPlan.ts'

const head = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0))

test.each([
  ['a JPEG', '\xff\xd8\xff\xe1', 'IMG_1.jpg', 'image/jpeg', 'picture'],
  ['a PNG called a text', '\x89PNG\r\n', 'a.txt', 'text/plain', 'picture'],
  ['a WebP', 'RIFF\x10\0\0\0WEBP', 'a.webp', 'image/webp', 'picture'],
  ['an AVIF', '\0\0\0\x1cftypavif', 'a.avif', 'image/avif', 'picture'],
  ['a HEIC', '\0\0\0\x18ftypheic', 'IMG_2.HEIC', 'image/heic', 'heic'],
  ['a HEIC called JPEG', '\0\0\0\x18ftypmif1', 'IMG_2.jpg', 'image/jpeg', 'heic'],
  ['a TIFF', 'II*\0', 'scan.tif', 'image/tiff', 'undecodable'],
  ['a text called a photo', 'hello there', 'photo.jpg', '', 'notPicture'],
  ['a drawing in SVG, which is a file', '<svg xmlns=', 'plan.svg', 'image/svg+xml', 'file'],
  ['a PDF', '%PDF-1.7', 'plan.pdf', 'application/pdf', 'file'],
  ['a film', '\0\0\0\x18ftypmp42', 'film.mp4', 'video/mp4', 'file'],
])('%s', (_name, bytes, name, type, kind) => {
  expect(contentKind(head(bytes), name, type)).toBe(kind)
})

test('a picture is made smaller in proportion, and never larger', () => {
  expect(scaledSize(4032, 3024, 2048)).toEqual({ widthPx: 2048, heightPx: 1536 })
  expect(scaledSize(3024, 4032, 2048)).toEqual({ widthPx: 1536, heightPx: 2048 })
  expect(scaledSize(640, 480, 2048)).toEqual({ widthPx: 640, heightPx: 480 })
  fc.assert(fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 60_000 }), (widthPx, heightPx) => {
    const scaled = scaledSize(widthPx, heightPx, 2048)
    expect(Math.max(scaled.widthPx, scaled.heightPx)).toBeLessThanOrEqual(2048)
    expect(Math.min(scaled.widthPx, scaled.heightPx)).toBeGreaterThanOrEqual(1)
    expect(scaled.widthPx <= widthPx && scaled.heightPx <= heightPx).toBe(true)
  }))
})

test('each attempt is coarser or smaller than the one before, and the first is the largest the core takes', () => {
  expect(photoAttempts[0]?.longestSidePx).toBe(photoLimits.longestSidePx)
  photoAttempts.slice(1).forEach((each, index) => {
    const before = photoAttempts[index]
    expect(each.longestSidePx < (before?.longestSidePx ?? 0) || each.quality < (before?.quality ?? 0)).toBe(true)
  })
})

test('the name says what it is now', () => {
  expect(['IMG_1.JPG', 'a.png', 'scan', 'v1.2 outlet.webp'].map(jpegName)).toEqual(['IMG_1.JPG', 'a.jpg', 'scan.jpg', 'v1.2 outlet.jpg'])
})
