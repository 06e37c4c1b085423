// SPDX-License-Identifier: Apache-2.0
import { type Face, needsAir, runsOf } from './faces.ts'
import { pieces } from './line-breaks.model.ts'

/** Text that looks the same throughout and leads to one place. */
export interface Span {
  text: string
  bold?: boolean
  ink?: string
  link?: string
}

/** What is drawn at once: one face, one span. */
export interface Fragment {
  text: string
  face: Face
  span: Span
  x: number
  width: number
}

export type Line = Fragment[]

export interface Setting {
  /** Width of the column, in points. */
  room: number
  size: number
  bold: boolean
  measure(face: Face, text: string, size: number): number
}

/** Between Chinese and Latin, as a part of the size. */
const air = 0.18

/** Sets text into lines of a column. */
export function setLines(spans: readonly Span[], setting: Setting): Line[] {
  const lines: Line[] = []
  let line: Line = []
  const push = (fragments: readonly Fragment[]): void => {
    for (const fragment of fragments) append(line, fragment, setting)
  }
  for (const fragments of cut(spans, setting)) {
    if (line.length > 0 && widthAfter(line, fragments, setting) > setting.room) {
      lines.push(line)
      line = []
    }
    if (widthAfter(line, fragments, setting) <= setting.room) {
      push(fragments)
      continue
    }
    // Longer than a whole line, as an address may be: broken anywhere.
    for (const part of characterwise(fragments, setting)) {
      if (line.length > 0 && widthAfter(line, [part], setting) > setting.room) {
        lines.push(line)
        line = []
      }
      push([part])
    }
  }
  if (line.length > 0) lines.push(line)
  return lines
}

/** The text in the pieces that a line may break between, each with its faces and spans. */
function cut(spans: readonly Span[], setting: Setting): Fragment[][] {
  const whole = spans.map((span) => span.text).join('')
  const ends: number[] = []
  for (const { text } of spans) ends.push((ends.at(-1) ?? 0) + text.length)
  let at = 0
  return pieces(whole).map((piece) => {
    const fragments: Fragment[] = []
    const end = at + piece.length
    for (const [index, span] of spans.entries()) {
      const from = Math.max(at, (ends[index] ?? 0) - span.text.length)
      const text = whole.slice(from, Math.min(end, ends[index] ?? 0))
      if (from < end && text !== '') fragments.push(...fragmentsOf(text, span, setting))
    }
    at = end
    return fragments
  })
}

function fragmentsOf(text: string, span: Span, { bold, size, measure }: Setting): Fragment[] {
  const weight = (span.bold ?? bold) ? 'bold' : 'regular'
  return runsOf(text, weight).map((run) => ({
    text: run.text,
    face: run.face,
    span,
    x: 0,
    width: measure(run.face, run.text, size),
  }))
}

function characterwise(fragments: readonly Fragment[], setting: Setting): Fragment[] {
  return fragments.flatMap(({ text, span }) => [...text].flatMap((character) => fragmentsOf(character, span, setting)))
}

const endOf = (line: Line): number => {
  const last = line.at(-1)
  return last === undefined ? 0 : last.x + last.width
}

/** How wide a line would be with more; a space at its end does not count. */
function widthAfter(line: Line, fragments: readonly Fragment[], setting: Setting): number {
  let end = endOf(line)
  let before = line.at(-1)?.text ?? ''
  for (const [index, { text, face, width }] of fragments.entries()) {
    const last = index === fragments.length - 1 && text.endsWith(' ')
    const space = last ? setting.measure(face, ' ', setting.size) : 0
    end += (needsAir(before, text) ? setting.size * air : 0) + width - space
    before = text
  }
  return end
}

function append(line: Line, fragment: Fragment, { size }: Setting): void {
  const last = line.at(-1)
  const gap = needsAir(last?.text ?? '', fragment.text) ? size * air : 0
  if (last !== undefined && gap === 0 && last.face === fragment.face && last.span === fragment.span) {
    last.text += fragment.text
    last.width += fragment.width
    return
  }
  line.push({ ...fragment, x: endOf(line) + gap })
}
