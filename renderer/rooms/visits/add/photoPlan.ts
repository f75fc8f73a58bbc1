import { photoLimits } from '../../../../shared/model/photo.ts'

export type PhotoAttempt = { readonly longestSidePx: number; readonly quality: number }

/** How a photo is tried, best first, until it has no more bytes than the core takes: first coarser, then smaller. */
export const photoAttempts: readonly PhotoAttempt[] = [
  ...[0.85, 0.75, 0.65, 0.5].map(quality => ({ longestSidePx: photoLimits.longestSidePx, quality })),
  ...[1600, 1280, 1024, 640].map(longestSidePx => ({ longestSidePx, quality: 0.6 })),
]

/** The size of a picture within a longest side; never larger than it is, never less than a pixel. */
export function scaledSize(widthPx: number, heightPx: number, longestSidePx: number): { readonly widthPx: number; readonly heightPx: number } {
  const scale = Math.min(1, longestSidePx / Math.max(widthPx, heightPx))
  return { widthPx: Math.max(1, Math.round(widthPx * scale)), heightPx: Math.max(1, Math.round(heightPx * scale)) }
}

/** The name of a picture that is a JPEG now. */
export const jpegName = (name: string): string => /\.jpe?g$/i.test(name) ? name : `${name.replace(/\.[^.]{1,5}$/, '')}.jpg`
