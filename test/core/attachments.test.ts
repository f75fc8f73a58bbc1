import { expect, test } from 'vitest'
import { exif, jpegWith, plainJpeg } from '../fakes/photos.ts'
import { openOnLab } from './coreOnLab.ts'

test('a photo for a ticket is kept without its metadata; what is no base64 is refused and nothing is kept', async () => {
  await using on = await openOnLab()
  const { outbox } = (await on.open()).services()
  const photo = { fileName: 'outlet.jpg', mediaType: 'image/jpeg', base64: jpegWith([exif(1)]).toString('base64') }
  expect(await outbox.keepFile(photo)).toMatchObject({ bytes: plainJpeg.length })
  await expect(outbox.keepFile({ ...photo, base64: 'a photo, honestly' })).rejects.toMatchObject({ field: 'file', reason: 'notBase64' })
})
