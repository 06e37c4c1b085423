// SPDX-License-Identifier: Apache-2.0
/// <reference path="./libraries.d.ts" />
import { buffer } from 'node:stream/consumers'
import type PDFDocument from 'pdfkit'
import type { StructureElement } from 'pdfkit'
import type { VNode } from 'preact'
import { drawIcon } from './draw-icon.ts'
import type { Face } from './faces.ts'
import { type Fragment, type Line, type Span, setLines } from './type-setting.ts'

export type { Span } from './type-setting.ts'

/** The inks of the light pages, on white. */
export const inks = {
  ink: '#17212b',
  muted: '#55606b',
  bridge: '#0f5c63',
  seal: '#a92e1c',
  yes: '#1f6b3a',
  may: '#1d4f91',
  wait: '#7a4f00',
  no: '#6b2a2a',
  hairline: '#d8d3c8',
  ground: '#f7f5f0',
} as const

export interface PaperOptions {
  title: string
  subject: string
  /** Of the whole document; Chinese in another language is marked where it stands. */
  lang: string
  created: Date
  /** At the foot of every page, before `2 / 5`. */
  foot: string
}

export interface TextStyle {
  size: number
  bold?: boolean
  ink?: string
  /** Space above, in points; none at the top of a page. */
  before?: number
  after?: number
  /** What the text is to who listens: `P` where nothing is said. */
  tag?: string
  /** Drawn before the first line; beside it a word says the same. */
  mark?: { icon: VNode | null; ink: string; room: number }
}

/** Where text stands: further in, with a line or a ground behind it. */
export interface Inset {
  left?: number
  right?: number
  rule?: string
  ground?: string
}

interface Area {
  left: number
  right: number
  /** What is painted behind every strip of text. */
  behind: { x: number; width: number; ink: string }[]
}

const edge = { left: 62, right: 62, top: 56, bottom: 72 }

/** The height of a line by its size: Chinese wants more air. */
const leading = (lang: string): number => (lang.startsWith('zh') ? 1.62 : 1.45)

/** A document on A4 that is written from top to bottom, with its structure for those who listen to it (tagged PDF). */
export class Paper {
  private readonly doc: PDFDocument
  private readonly options: PaperOptions
  private readonly faces = new Set<string>()
  private readonly root: StructureElement
  /** What is open in the root, the outermost first. */
  private readonly elements: StructureElement[] = []
  private area: Area
  private y = edge.top

  private constructor(doc: PDFDocument, options: PaperOptions) {
    this.doc = doc
    this.options = options
    this.root = doc.struct('Document')
    doc.addStructure(this.root)
    doc.addPage()
    this.area = { left: edge.left, right: doc.page.width - edge.right, behind: [] }
  }

  /** The library is loaded with the first document. */
  static async open(options: PaperOptions): Promise<Paper> {
    const { default: Document } = await import('pdfkit')
    const { title, subject, lang, created } = options
    const doc = new Document({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      tagged: true,
      lang,
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: title, Subject: subject, Author: 'Passerelle', CreationDate: created },
    })
    return new Paper(doc, options)
  }

  get width(): number {
    return this.area.right - this.area.left
  }

  /** A heading; one of the second rank is also found in the contents of the reader's program. */
  heading(rank: 1 | 2 | 3 | 4, content: string | readonly Span[], style: TextStyle): void {
    const text = typeof content === 'string' ? content : content.map((span) => span.text).join('')
    // Not alone at the foot of a page.
    this.need(style.size * 5)
    if (rank === 2) this.doc.outline.addItem(text)
    this.text(content, { bold: true, ...style, tag: `H${rank}` })
  }

  text(content: string | readonly Span[], style: TextStyle): void {
    const spans = typeof content === 'string' ? [{ text: content }] : content
    const { mark, before = 0, after = 0, tag = 'P' } = style
    const height = style.size * leading(this.options.lang)
    const indent = mark?.room ?? 0
    const lines = setLines(spans, {
      room: this.width - indent,
      size: style.size,
      bold: style.bold ?? false,
      measure: (face, text, size) => this.measure(face, text, size),
    })
    if (this.left() < before + Math.min(2, lines.length) * height) this.turn()
    this.gap(before)
    const element = this.doc.struct(tag)
    this.parent().add(element)
    for (let at = 0; at < lines.length; ) {
      const fit = Math.max(1, Math.floor(this.left() / height))
      const some = lines.slice(at, at + fit)
      this.paint(some.length * height)
      if (at === 0 && mark?.icon) this.drawMark(mark.icon, mark.ink, style.size, height)
      this.write(element, some, { ...style, tag }, { x: this.area.left + indent, height })
      this.y += some.length * height
      at += some.length
      if (at < lines.length) this.turn()
    }
    element.end()
    this.gap(after)
  }

  /** A drawing without words of its own. */
  drawing(icon: VNode, ink: string, height: number): void {
    this.artifact(() => drawIcon(this.doc, icon, { x: this.area.left, y: this.y, height, ink }))
  }

  /** A thin line from edge to edge. */
  hairline(before: number, after: number): void {
    this.gap(before)
    const { left, right } = this.area
    this.artifact(() =>
      this.doc
        .rect(left, this.y, right - left, 0.6)
        .fillColor(inks.hairline)
        .fill(),
    )
    this.gap(after)
  }

  gap(points: number): void {
    if (points === 0 || this.y === edge.top) return
    this.paint(Math.min(points, this.left()))
    this.y += points
  }

  /** Begins a page where less than this is left. */
  need(points: number): void {
    if (this.left() < points) this.turn()
  }

  /** What is written stands further in, before a line or on a ground. */
  within(inset: Inset, write: () => void): void {
    const outer = this.area
    const { left = 0, right = 0, rule, ground } = inset
    const behind = [...outer.behind]
    if (ground !== undefined) behind.push({ x: outer.left, width: outer.right - outer.left, ink: ground })
    if (rule !== undefined) behind.push({ x: outer.left, width: 2.5, ink: rule })
    this.area = { left: outer.left + left, right: outer.right - right, behind }
    write()
    this.area = outer
  }

  /** What is written belongs together as a section, a list or an entry of one. */
  group(tag: 'Sect' | 'L' | 'LI' | 'Note', write: () => void): void {
    const element = this.doc.struct(tag)
    this.parent().add(element)
    this.elements.push(element)
    write()
    this.elements.pop()
    element.end()
  }

  async finish(): Promise<Buffer> {
    const { count } = this.doc.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page)
      this.foot(page + 1, count)
    }
    this.root.end()
    const written = buffer(this.doc)
    this.doc.end()
    return written
  }

  private parent(): StructureElement {
    return this.elements.at(-1) ?? this.root
  }

  private left(): number {
    return this.doc.page.height - edge.bottom - this.y
  }

  private turn(): void {
    this.doc.addPage()
    this.y = edge.top
  }

  private use(face: Face): void {
    if (!this.faces.has(face.name)) {
      this.doc.registerFont(face.name, face.data)
      this.faces.add(face.name)
    }
    this.doc.font(face.name)
  }

  private measure(face: Face, text: string, size: number): number {
    this.use(face)
    return this.doc.fontSize(size).widthOfString(text)
  }

  private artifact(draw: () => void, type = 'Layout'): void {
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  private paint(height: number): void {
    if (this.area.behind.length === 0) return
    this.artifact(() => {
      for (const { x, width, ink } of this.area.behind) {
        // A little over, so that strips join without a seam.
        this.doc
          .rect(x, this.y, width, height + 0.4)
          .fillColor(ink)
          .fill()
      }
    })
  }

  private drawMark(icon: VNode, ink: string, size: number, height: number): void {
    const tall = size * 1.1
    const at = { x: this.area.left, y: this.y + (height - tall) / 2, height: tall, ink }
    this.artifact(() => drawIcon(this.doc, icon, at))
  }

  /** Writes lines of one element on this page: what leads elsewhere is a link of its own in it. */
  private write(
    element: StructureElement,
    lines: readonly Line[],
    style: TextStyle & { tag: string },
    at: { x: number; height: number },
  ): void {
    const placed = lines.flatMap((line, index) => line.map((fragment) => ({ fragment, y: this.y + index * at.height })))
    for (let from = 0; from < placed.length; ) {
      const link = placed[from]?.fragment.span.link
      const rest = placed.slice(from)
      const other = rest.findIndex(({ fragment }) => fragment.span.link !== link)
      const some = other < 0 ? rest : rest.slice(0, other)
      const holder = link === undefined ? element : this.doc.struct('Link')
      if (holder !== element) element.add(holder)
      holder.add(this.doc.markStructureContent(link === undefined ? style.tag : 'Link'))
      for (const { fragment, y } of some) {
        const x = at.x + fragment.x
        this.draw(fragment, style, { x, y: y + at.height / 2 + style.size * 0.36 })
        if (link !== undefined) this.lead(holder, fragment, link, { x, y, height: at.height })
      }
      this.doc.endMarkedContent()
      if (holder !== element) holder.end()
      from += some.length
    }
  }

  private draw(fragment: Fragment, style: TextStyle, at: { x: number; y: number }): void {
    const { text, face, span } = fragment
    const foreign = face.name.startsWith('chinese') && !this.options.lang.startsWith('zh')
    if (foreign) this.doc.markContent('Span', { lang: 'zh-CN' })
    this.use(face)
    this.doc
      .fontSize(style.size)
      .fillColor(span.ink ?? (span.link === undefined ? (style.ink ?? inks.ink) : inks.bridge))
      .text(text, at.x, at.y, { lineBreak: false, baseline: 'alphabetic' })
    if (foreign) this.doc.endMarkedContent()
  }

  private lead(
    holder: StructureElement,
    { span, width }: Fragment,
    link: string,
    { x, y, height }: { x: number; y: number; height: number },
  ): void {
    // The library tells a text from a name by its being an object.
    this.doc.link(x, y, width, height, link, { structParent: holder, Contents: Object(span.text) })
    this.doc
      .rect(x, y + height * 0.5 + height * 0.32, width, 0.5)
      .fillColor(inks.bridge)
      .fill()
  }

  private foot(page: number, pages: number): void {
    const { width, height } = this.doc.page
    const size = 8.5
    const y = height - 40
    const number = `${page} / ${pages}`
    const setting = { room: width - edge.left - edge.right - 60, size, bold: false }
    const measure = (face: Face, text: string, at: number): number => this.measure(face, text, at)
    this.artifact(() => {
      this.doc
        .rect(edge.left, y - 10, width - edge.left - edge.right, 0.6)
        .fillColor(inks.hairline)
        .fill()
      for (const [index, line] of setLines([{ text: this.options.foot }], { ...setting, measure }).entries()) {
        for (const fragment of line) {
          this.draw(fragment, { size, ink: inks.muted }, { x: edge.left + fragment.x, y: y + 6 + index * 12 })
        }
      }
      const [line = []] = setLines([{ text: number }], { ...setting, measure })
      const from = width - edge.right - line.reduce((sum, fragment) => sum + fragment.width, 0)
      for (const fragment of line) {
        this.draw(fragment, { size, ink: inks.muted }, { x: from + fragment.x, y: y + 6 })
      }
    }, 'Pagination')
  }
}
