import type { Level } from '../../shared/model/report.ts'

/** Colours on paper: those of the light screen, dark enough on white to be read in greyscale too (4.5:1 and better). */
export const toneOf: Readonly<Record<Level, string>> = {
  fault: '#ad2119', warn: '#855000', unknown: '#55626f', note: '#1c5a9e', ok: '#1c6838',
}
export const fillOf: Readonly<Record<Level, string>> = {
  fault: '#fdecea', warn: '#fdf1da', unknown: '#eef1f4', note: '#e8f0fb', ok: '#e6f4ea',
}
export const ink = '#1b2229'
export const dimmed = '#55626f'
export const rule = '#c9d0d7'
export const paper = '#ffffff'

/** Type sizes in points. */
export const sizes = { title: 17, heading: 12.5, subheading: 10.5, body: 9.5, small: 8, tiny: 7.5 } as const
