import type { PDFDocument } from 'pdfkit'
import type { PathPartName } from '../../shared/model/verdict.ts'
import { dot } from './levelMark.ts'

/** Pictures of what stands at a part, on a square of 24: those of the screen (Tabler icons, MIT; the box's own drawing). */
const icons = {
  network: 'M6.657 18c-2.572 0 -4.657 -2.007 -4.657 -4.483c0 -2.475 2.085 -4.482 4.657 -4.482c.393 -1.762 1.794 -3.2 3.675 -3.773'
    + 'c1.88 -.572 3.956 -.193 5.444 1c1.488 1.19 2.162 3.007 1.77 4.769h.99'
    + 'c1.913 0 3.464 1.56 3.464 3.486c0 1.927 -1.551 3.487 -3.465 3.487h-11.878',
  accessNode: 'M3 7a3 3 0 0 1 3 -3h12a3 3 0 0 1 3 3v2a3 3 0 0 1 -3 3h-12a3 3 0 0 1 -3 -3v-2 '
    + `M3 15a3 3 0 0 1 3 -3h12a3 3 0 0 1 3 3v2a3 3 0 0 1 -3 3h-12a3 3 0 0 1 -3 -3l0 -2 `
    + `${dot(7, 8)} ${dot(7, 16)} M11 8h6 M11 16h6`,
  terminal: 'M6 5.5h13a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1 -1.5 1.5h-13a1.5 1.5 0 0 1 -1.5 -1.5v-10a1.5 1.5 0 0 1 1.5 -1.5Z '
    + `M1.5 12h3 ${dot(8, 9.2)} ${dot(8, 12)} ${dot(8, 14.8)} M12.5 10h4.5v4h-4.5Z`,
  mediaConverter: 'M20 10h-16l5.5 -6 M4 14h16l-5.5 6',
  router: 'M3 15a2 2 0 0 1 2 -2h14a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2l0 -4 '
    + `${dot(17, 17)} ${dot(13, 17)} M15 13l0 -2 M11.75 8.75a4 4 0 0 1 6.5 0 M8.5 6.5a8 8 0 0 1 13 0`,
  home: 'M5 12l-2 0l9 -9l9 9l-2 0 M5 12v7a2 2 0 0 0 2 2h10a2 2 0 0 0 2 -2v-7 M9 21v-6a2 2 0 0 1 2 -2h2a2 2 0 0 1 2 2v6',
} as const

/** What stands at a part, centred; the line itself is drawn as a cable. */
export function drawPartIcon(
  doc: PDFDocument, part: Exclude<PathPartName, 'line'>, kind: string, x: number, y: number, size: number, color: string,
): void {
  doc.save().translate(x - size / 2, y - size / 2).scale(size / 24).lineWidth(1.7).lineCap('round').lineJoin('round')
  doc.path(kind === 'mediaConverter' ? icons.mediaConverter : icons[part]).stroke(color)
  doc.restore()
}
