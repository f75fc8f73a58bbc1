import { photoLimits } from '../../../../shared/model/photo.ts'
import { photoAttempts, scaledSize } from './photoPlan.ts'

/** What the worker answers: a JPEG within the limits, or null where the picture cannot be opened. */
export type PhotoAnswer = Blob | null

/** Draws the picture anew, upright and small: what is not the picture itself (place, time, camera) stays behind. */
async function shrink(file: Blob): Promise<PhotoAnswer> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  let source: ImageBitmap | OffscreenCanvas = picture
  let jpeg: Blob | null = null
  for (const { longestSidePx, quality } of photoAttempts) {
    const { widthPx, heightPx } = scaledSize(picture.width, picture.height, longestSidePx)
    if (source.width !== widthPx || source.height !== heightPx || source === picture) {
      const canvas = new OffscreenCanvas(widthPx, heightPx)
      const context = canvas.getContext('2d')
      if (context === null) return null
      context.fillStyle = '#fff'
      context.fillRect(0, 0, widthPx, heightPx)
      context.imageSmoothingQuality = 'high'
      context.drawImage(source, 0, 0, widthPx, heightPx)
      source = canvas
    }
    jpeg = await (source as OffscreenCanvas).convertToBlob({ type: 'image/jpeg', quality })
    if (jpeg.size <= photoLimits.bytes) break
  }
  picture.close()
  return jpeg
}

addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  shrink(data).then(answer => postMessage(answer), () => postMessage(null))
})
