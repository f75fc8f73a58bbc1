// The package brings no types, and those of DefinitelyTyped are three versions behind; this is the part of it Lineside uses.
declare module 'pdfkit' {
  /** Content of a page that belongs to one element of the structure. */
  export type StructureContent = { readonly refs: readonly unknown[] }
  export type StructureOptions = {
    readonly alt?: string
    readonly actual?: string
    readonly scope?: 'Column' | 'Row'
    readonly bbox?: readonly [number, number, number, number]
  }
  export type StructureElement = {
    add(child: StructureElement | StructureContent): StructureElement
    end(): void
  }
  export type OutlineItem = {
    addItem(title: string, options?: { readonly top?: number; readonly expanded?: boolean }): OutlineItem
  }
  export type DocumentOptions = {
    readonly size: 'A4'
    readonly margin: number
    readonly autoFirstPage: boolean
    readonly bufferPages: boolean
    readonly pdfVersion: '1.7'
    readonly lang: string
    readonly tagged: boolean
    readonly displayTitle: boolean
    readonly info: Readonly<Record<string, string | Date>>
  }
  export type StandardFont = { readonly name: string }

  export class PDFDocument {
    constructor(options: DocumentOptions)
    readonly outline: OutlineItem
    on(event: 'data', listener: (chunk: Uint8Array) => void): this
    on(event: 'end', listener: () => void): this
    addPage(): this
    bufferedPageRange(): { readonly start: number; readonly count: number }
    switchToPage(page: number): unknown
    end(): void
    font(name: string): this
    fontSize(size: number): this
    text(text: string, x: number, y: number, options: { readonly lineBreak: false }): this
    widthOfString(text: string): number
    image(bytes: Uint8Array, x: number, y: number, options: {
      readonly fit: readonly [number, number]; readonly align?: 'center'; readonly valign?: 'center' | 'bottom'
    }): this
    save(): this
    restore(): this
    translate(x: number, y: number): this
    scale(factor: number): this
    lineWidth(width: number): this
    lineCap(cap: 'butt' | 'round'): this
    lineJoin(join: 'miter' | 'round'): this
    dash(length: number, options?: { readonly space?: number }): this
    undash(): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    rect(x: number, y: number, width: number, height: number): this
    roundedRect(x: number, y: number, width: number, height: number, radius: number): this
    circle(x: number, y: number, radius: number): this
    polygon(...points: readonly (readonly [number, number])[]): this
    path(svg: string): this
    clip(): this
    fillColor(color: string): this
    strokeColor(color: string): this
    fill(color?: string): this
    stroke(color?: string): this
    fillAndStroke(fill: string, stroke: string): this
    markContent(tag: 'Artifact', options: { readonly type: 'Pagination' | 'Layout' }): this
    markStructureContent(tag: string): StructureContent
    endMarkedContent(): this
    struct(type: string, options?: StructureOptions, children?: readonly StructureContent[]): StructureElement
    addStructure(element: StructureElement): this
  }
  /** Only in the build without a file system, which is the one that is bundled; the other finds its fonts itself. */
  export const registerStdFonts: ((...fonts: readonly StandardFont[]) => void) | undefined
}

declare module 'pdfkit/standard-fonts/Helvetica' {
  const font: import('pdfkit').StandardFont
  export default font
}

declare module 'pdfkit/standard-fonts/HelveticaBold' {
  const font: import('pdfkit').StandardFont
  export default font
}
