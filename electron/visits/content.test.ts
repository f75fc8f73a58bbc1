import { describe, expect, it } from 'vitest'
import { exif, jpegOf, jpegWith, plainJpeg, pngWith, chunk, plainPng, segment } from '../../test/fakes/photos.ts'
import { Invalid } from '../services.ts'
import { attachmentOf, photoIn } from './content.ts'

const fileOf = (content: Buffer, fileName = 'outlet.jpg', mediaType = 'image/jpeg') => ({ fileName, mediaType, base64: content.toString('base64') })

describe('a file that goes along with a ticket', () => {
  it('leaves place, time and person behind where it is a photo, whatever it is called', () => {
    const personal = jpegWith([exif(1), segment(0xfe, 'secret comment')], Buffer.from('behind its end, secret'))
    expect(attachmentOf(fileOf(personal))).toEqual({ bytes: plainJpeg, name: 'outlet.jpg', mediaType: 'image/jpeg' })
    expect(attachmentOf(fileOf(personal, 'notes.txt', 'text/plain'))).toEqual({ bytes: plainJpeg, name: 'notes.jpg', mediaType: 'image/jpeg' })
    expect(attachmentOf(fileOf(pngWith([chunk('eXIf', 'secret')]), 'screen.png', 'image/png')).bytes).toEqual(plainPng)
  })

  it('is cleaned too where it is larger than a visit takes', () => {
    const large = jpegOf(8000, 6000, 900_000)
    expect(() => photoIn(large, 'file')).toThrow(Invalid)
    const withPlace = Buffer.concat([large.subarray(0, 2), exif(1), large.subarray(2)])
    expect(attachmentOf(fileOf(withPlace)).bytes).toEqual(large)
  })

  it('stays as it is where it is no picture', () => {
    const pdf = Buffer.from('%PDF-1.7 a report')
    expect(attachmentOf(fileOf(pdf, 'report.pdf', 'application/pdf'))).toEqual({ bytes: pdf, name: 'report.pdf', mediaType: 'application/pdf' })
  })

  it('of another kind of picture goes as it is once that was asked for, and only then', () => {
    const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0 taken at 52.1291N', 'latin1')
    const given = fileOf(heic, 'IMG_2.HEIC', 'image/heic')
    expect(() => attachmentOf(given)).toThrow(expect.objectContaining({ field: 'file', reason: 'photoFormat' }))
    expect(attachmentOf({ ...given, asIs: true })).toEqual({ bytes: heic, name: 'IMG_2.HEIC', mediaType: 'image/heic' })
    // What can be cleaned is, whatever was asked for.
    expect(attachmentOf({ ...fileOf(jpegWith([exif(1)])), asIs: true }).bytes).toEqual(plainJpeg)
  })

  it.each([
    ['notBase64', { ...fileOf(plainJpeg), base64: 'not base64 at all!' }],
    ['empty', fileOf(Buffer.alloc(0))],
    ['photoDamaged', fileOf(plainJpeg.subarray(0, -2))],
    ['photoFormat', fileOf(Buffer.from('GIF89a........'), 'a.gif', 'image/gif')],
  ])('is refused where it cannot be taken: %s', (reason, file) => {
    expect(() => attachmentOf(file)).toThrow(expect.objectContaining({ field: 'file', reason }))
  })
})
