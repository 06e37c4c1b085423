// SPDX-License-Identifier: Apache-2.0
import type PDFDocument from 'pdfkit'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** What a shape is drawn with; it passes from a group to what stands in it. */
interface Look {
  fill: string | null
  stroke: string | null
  width: number
}

type Attributes = Record<string, string>

interface Shape {
  name: string
  attributes: Attributes
  look: Look
}

const plain: Look = { fill: 'currentColor', stroke: null, width: 1 }

function attributesOf(text: string): Attributes {
  return Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
}

function lookOf(attributes: Attributes, inherited: Look): Look {
  const paint = (name: string, otherwise: string | null): string | null => {
    const value = attributes[name]
    return value === 'none' ? null : (value ?? otherwise)
  }
  const width = Number(attributes['stroke-width'] ?? inherited.width)
  return { fill: paint('fill', inherited.fill), stroke: paint('stroke', inherited.stroke), width }
}

/** The shapes of a sign in the order in which they are drawn. Signs are lines, discs and boxes in groups: no more of SVG is known here. */
function shapesOf(markup: string): { height: number; shapes: Shape[] } {
  const shapes: Shape[] = []
  const looks: Look[] = [plain]
  let height = 24
  for (const [, closes, name = '', text = ''] of markup.matchAll(/<(\/?)([a-z]+)\b([^>]*)>/g)) {
    const attributes = attributesOf(text)
    const look = lookOf(attributes, looks.at(-1) ?? plain)
    if (name === 'svg') height = Number(attributes['viewBox']?.split(' ')[3] ?? height)
    else if (name !== 'g') {
      if (closes === '') shapes.push({ name, attributes, look })
    } else if (closes === '') looks.push(look)
    else looks.pop()
  }
  return { height, shapes }
}

const known = new WeakMap<VNode, ReturnType<typeof shapesOf>>()

/** Draws a sign of the pages, as tall as asked, in one ink; what is cut out of it is white as the paper. */
export function drawIcon(
  doc: PDFDocument,
  icon: VNode,
  at: { x: number; y: number; height: number; ink: string },
): void {
  let drawing = known.get(icon)
  if (drawing === undefined) {
    drawing = shapesOf(renderToString(icon))
    known.set(icon, drawing)
  }
  doc.save()
  doc.translate(at.x, at.y)
  doc.scale(at.height / drawing.height)
  doc.lineCap('round')
  doc.lineJoin('round')
  for (const shape of drawing.shapes) draw(doc, shape, at.ink)
  doc.restore()
}

function draw(doc: PDFDocument, { name, attributes, look }: Shape, ink: string): void {
  const [x, y, width, height, rx, cx, cy, r] = ['x', 'y', 'width', 'height', 'rx', 'cx', 'cy', 'r'].map((key) =>
    Number(attributes[key] ?? 0),
  )
  if (name === 'circle') doc.circle(cx ?? 0, cy ?? 0, r ?? 0)
  else if (name === 'rect') doc.roundedRect(x ?? 0, y ?? 0, width ?? 0, height ?? 0, rx ?? 0)
  else doc.path(attributes['d'] ?? '')
  const { fill, stroke } = look
  const colour = (paint: string): string => (paint === 'currentColor' ? ink : '#ffffff')
  if (fill !== null) doc.fillColor(colour(fill))
  if (stroke !== null) doc.strokeColor(colour(stroke)).lineWidth(look.width)
  if (fill !== null && stroke !== null) doc.fillAndStroke()
  else if (fill !== null) doc.fill()
  else doc.stroke()
}
