import type { Visit } from '../../shared/model/visit.ts'
import type { Words } from './evidenceWords.ts'
import { opaquePng } from './opaquePng.ts'
import { dimmed, rule, sizes } from './palette.ts'
import { lineHeight } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import type { PhotoItem } from './visitParts.ts'
import { drawFacts } from './visitFront.ts'

/** Bytes of a file of the visit; what cannot be read any more rejects. */
export type ReadFile = (fileId: string) => Promise<Uint8Array>

const gap = 14
/** Points; a row of flat photos is lower. */
const highest = 190
/** Long captions are cut on the page of photos; the time line has them whole. */
const captionLines = 4

/**
 * Photos two in a row with their captions. JPEGs and opaque PNGs go in as they are; a PDF cannot carry transparency so
 * (`opaquePng`).
 */
export async function drawPhotos(sheet: Sheet, visit: Visit, files: ReadFile, words: Words): Promise<void> {
  const photos = visit.items.filter(item => item.kind === 'photo')
  if (photos.length === 0) return
  sheet.heading(words.text('evidence.photos'), 2, highest + 40)
  const width = (sheet.width - gap) / 2
  for (let index = 0; index < photos.length; index += 2) {
    const row = photos.slice(index, index + 2).map((photo, at) => ({
      photo, x: sheet.left + at * (width + gap),
      caption: sheet.lines(captionOf(photo, index + at + 1, words), width, { size: sizes.small }).slice(0, captionLines),
    }))
    const boxHeight = Math.min(highest, Math.max(...row.map(({ photo }) => shownHeight(photo, width))))
    const height = boxHeight + 4 + Math.max(...row.map(({ caption }) => caption.length)) * lineHeight(sizes.small) + 10
    sheet.need(height)
    const top = sheet.y
    for (const { photo, x, caption } of row) {
      const bytes = await readPicture(sheet, photo.fileId, files)
      const alt = photo.caption === '' ? photo.fileName : photo.caption
      sheet.element(
        'Figure', () => drawPicture(sheet, bytes, { x, y: top, width, height: boxHeight }, words),
        { alt, bbox: [x, top, x + width, top + boxHeight] },
      )
      sheet.element('Caption', () => { sheet.write(caption, x, top + boxHeight + 4, width, { size: sizes.small }) })
      await sheet.breathe()
    }
    sheet.y = top + height
  }
}

const shownHeight = ({ widthPx, heightPx }: PhotoItem, width: number): number =>
  widthPx > 0 && heightPx > 0 ? heightPx / widthPx * width : highest

const captionOf = ({ caption, at }: PhotoItem, number: number, { text, moment }: Words): string =>
  [`${text('evidence.photo', { number })}, ${moment(at)}`, caption].filter(part => part !== '').join(': ')

async function readPicture(sheet: Sheet, fileId: string, files: ReadFile): Promise<Uint8Array | null> {
  const bytes = await files(fileId).catch(() => null)
  return bytes === null ? null : opaquePng(bytes, () => sheet.breathe())
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A picture in its box; one that is gone or no picture leaves a frame that says so. */
function drawPicture(sheet: Sheet, bytes: Uint8Array | null, { x, y, width, height }: Box, { text }: Words): void {
  try {
    if (bytes === null) throw new Error('no file')
    sheet.doc.image(bytes, x, y, { fit: [width, height], align: 'center', valign: 'center' })
  } catch {
    sheet.doc.lineWidth(0.7).rect(x, y, width, height).stroke(rule)
    const type = { size: sizes.small, color: dimmed, align: 'center' as const }
    sheet.write(sheet.lines(text('evidence.photo.unreadable'), width - 20, type), x + 10, y + height / 2 - 8, width - 20, type)
  }
}

/** The customer's word at the end, with the signature where one was drawn. */
export async function drawConfirmation(sheet: Sheet, { confirmation }: Visit, files: ReadFile, words: Words): Promise<void> {
  const { text, inFull } = words
  if (confirmation === null) return
  sheet.heading(text('evidence.confirmation'), 2, confirmation.signatureFileId === null ? 40 : 130)
  sheet.paragraph(text('evidence.confirmation.words'))
  sheet.gap(4)
  drawFacts(
    sheet, [[text('evidence.confirmation.name'), confirmation.name], [text('evidence.confirmation.at'), inFull(confirmation.at)]],
  )
  const { signatureFileId } = confirmation
  if (signatureFileId === null) return
  sheet.gap(4)
  const box = { x: sheet.left, y: sheet.y, width: 230, height: 78 }
  const bytes = await readPicture(sheet, signatureFileId, files)
  sheet.element(
    'Figure', () => drawPicture(sheet, bytes, box, words),
    { alt: text('evidence.confirmation.signature', { name: confirmation.name }) },
  )
  const under = box.y + box.height + 2
  sheet.decoration(() => { sheet.doc.lineWidth(0.7).moveTo(box.x, under).lineTo(box.x + box.width, under).stroke(dimmed) })
  sheet.y = box.y + box.height + 5
  sheet.paragraph(text('evidence.confirmation.signature', { name: confirmation.name }), { size: sizes.small, color: dimmed })
}
