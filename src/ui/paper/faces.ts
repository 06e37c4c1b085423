// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'
import { wide } from './line-breaks.model.ts'
import { unpackFont } from './unpack-font.ts'

/** One font of the set; the parts of Noto Sans share their measures, so that a line may use several. */
export interface Face {
  name: string
  data: Buffer
  has(codePoint: number): boolean
}

/** A stretch of text in one face. */
export interface Run {
  face: Face
  text: string
}

export type Weight = 'regular' | 'bold'

const folder = join(import.meta.dirname, 'fonts')
/** In the order in which they are asked: what Latin can write is not left to the Chinese font. */
const files: Record<Weight, readonly string[]> = {
  regular: ['latin-400', 'latin-ext-400', 'cyrillic-400', 'greek-400', 'chinese-400', 'chinese-rest-400'],
  // The rarer characters have one weight.
  bold: ['latin-700', 'latin-ext-700', 'cyrillic-700', 'greek-700', 'chinese-700', 'chinese-rest-400'],
}

const opened = new Map<string, Face>()

/** Opened when something is first written with it. */
function face(name: string): Face {
  let known = opened.get(name)
  if (known === undefined) {
    const data = unpackFont(readFileSync(join(folder, `${name}.woff`)))
    const font: Font = create(data)
    known = { name, data, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
    opened.set(name, known)
  }
  return known
}

/** Marks that Chinese and Latin share: beside Chinese they are a square wide and the Chinese font's. */
const shared = /[“”‘’—…·]/u
const latin = /[\p{Script=Latin}\d]/u

/** What no font here can draw is shown as an empty square, so that nothing disappears. */
export const missing = '□'

const chosen: Record<Weight, Map<string, Face | null>> = { regular: new Map(), bold: new Map() }

/** The face that draws a character by itself; null: none of the set. */
function ownFace(character: string, weight: Weight): Face | null {
  let found = chosen[weight].get(character)
  if (found === undefined) {
    const codePoint = character.codePointAt(0) ?? 0
    const name = files[weight].find((one) => face(one).has(codePoint))
    found = name === undefined ? null : face(name)
    chosen[weight].set(character, found)
  }
  return found
}

export const canDraw = (character: string): boolean => ownFace(character, 'regular') !== null

function faceOf(character: string, beside: string, weight: Weight): { face: Face; text: string } {
  const chinese = files[weight].find((name) => name.startsWith('chinese')) ?? ''
  if (shared.test(character) && wide.test(beside) && face(chinese).has(character.codePointAt(0) ?? 0)) {
    return { face: face(chinese), text: character }
  }
  const own = ownFace(character, weight)
  if (own !== null) return { face: own, text: character }
  return { face: ownFace(missing, weight) ?? face(chinese), text: missing }
}

/** Text cut into stretches of one face each. */
export function runsOf(text: string, weight: Weight): Run[] {
  const characters = [...text]
  const runs: Run[] = []
  for (const [index, character] of characters.entries()) {
    const found = faceOf(character, neighbour(characters, index), weight)
    const last = runs.at(-1)
    // A space stays with what goes before it.
    if (last !== undefined && (last.face === found.face || character === ' ')) last.text += found.text
    else runs.push(found)
  }
  return runs
}

/** What decides how a shared mark is written: the nearest character that is none. */
function neighbour(characters: readonly string[], index: number): string {
  for (let distance = 1; distance < 4; distance++) {
    const before = characters[index - distance]
    if (before !== undefined && !shared.test(before)) return before
    const after = characters[index + distance]
    if (after !== undefined && !shared.test(after)) return after
  }
  return ''
}

/** Between Chinese and Latin stands a quarter of a space (Requirements for Chinese Text Layout, section 3.2.2). */
export function needsAir(before: string, after: string): boolean {
  const han = /\p{Script=Han}$/u
  return (
    (han.test(before) && latin.test(after[0] ?? '')) || (latin.test(before.at(-1) ?? '') && han.test(after[0] ?? ''))
  )
}
