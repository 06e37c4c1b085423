// SPDX-License-Identifier: Apache-2.0
// What is used of two libraries that bring no types of their own.

declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean
  }
  export function create(data: Buffer): Font
}

declare module 'pdfkit' {
  import { Readable } from 'node:stream'

  interface Options {
    size: string
    margin: number
    autoFirstPage: boolean
    bufferPages: boolean
    tagged: boolean
    lang: string
    displayTitle: boolean
    pdfVersion: '1.7'
    info: Record<string, string | Date>
  }

  export interface StructureContent {
    readonly refs: unknown
  }

  export interface StructureElement {
    add(child: StructureElement | StructureContent): StructureElement
    end(): void
  }

  export default class PDFDocument extends Readable {
    constructor(options: Options)
    readonly page: { width: number; height: number }
    addPage(): this
    bufferedPageRange(): { start: number; count: number }
    switchToPage(index: number): void
    registerFont(name: string, data: Buffer): this
    font(name: string): this
    fontSize(size: number): this
    fillColor(colour: string): this
    strokeColor(colour: string): this
    lineWidth(width: number): this
    lineCap(cap: string): this
    lineJoin(join: string): this
    widthOfString(text: string): number
    text(text: string, x: number, y: number, options: { lineBreak: false; baseline: 'alphabetic' }): this
    rect(x: number, y: number, width: number, height: number): this
    roundedRect(x: number, y: number, width: number, height: number, radius: number): this
    circle(x: number, y: number, radius: number): this
    path(data: string): this
    fill(): this
    stroke(): this
    fillAndStroke(): this
    save(): this
    restore(): this
    translate(x: number, y: number): this
    scale(factor: number): this
    link(
      x: number,
      y: number,
      width: number,
      height: number,
      url: string,
      options: { structParent: StructureElement; Contents: unknown },
    ): this
    struct(type: string, options?: { lang?: string; title?: string }): StructureElement
    addStructure(element: StructureElement): this
    markStructureContent(tag: string): StructureContent
    markContent(tag: string, options?: { type?: string; lang?: string }): this
    endMarkedContent(): this
    outline: { addItem(title: string): { addItem(title: string): unknown } }
    end(): void
  }
}
