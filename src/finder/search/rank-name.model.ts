// SPDX-License-Identifier: Apache-2.0
import { wordsOf } from './name-text.model.ts'

/** Bits of a machine word that JavaScript counts in: longer words are compared in pieces. */
const pieceLength = 31

/** For every character, at which places of the piece it stands. Empty again after each use. */
const places = new Uint32Array(0x10000)

/** A part of a query that is looked for in names with as few changes as possible. */
interface Piece {
  units: Uint16Array
  weight: number
}

export interface RankedQuery {
  folded: string
  units: Uint16Array
  pieces: Piece[]
  whole: Piece
  weight: number
}

/** What is prepared once for a query. */
export function prepareQuery(folded: string): RankedQuery {
  const pieces: Piece[] = []
  for (const word of wordsOf(folded)) {
    for (let at = 0; at < word.length; at += pieceLength) pieces.push(pieceOf(word.slice(at, at + pieceLength)))
  }
  const weight = pieces.reduce((sum, piece) => sum + piece.weight, 0)
  return { folded, units: unitsOf(folded), pieces, whole: pieceOf(folded.slice(0, pieceLength)), weight }
}

function pieceOf(text: string): Piece {
  return { units: unitsOf(text), weight: text.length }
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
  return units
}

/**
 * How well a name answers a query, 0 to about 1.5: its words found with few changes anywhere in the name, the query as one phrase,
 * grams in common, less for what the name says beyond it, more where it begins with or is the query.
 */
export function rankName(query: RankedQuery, text: Uint16Array, from: number, to: number, shared: number): number {
  let found = 0
  for (const { units, weight } of query.pieces) {
    const changes = fewestChanges(units, text, from, to)
    found += Math.max(0, weight - 1.5 * changes)
  }
  const words = query.weight === 0 ? 0 : found / query.weight
  const { whole } = query
  const phrase =
    query.pieces.length === 1
      ? words
      : Math.max(0, 1 - fewestChanges(whole.units, text, from, to) / Math.max(1, whole.weight))
  const length = to - from
  const { units } = query
  const beyond = Math.max(0, length - units.length) / (length + 4)
  let same = 0
  const most = Math.min(units.length, length)
  while (same < most && units[same] === text[from + same]) same++
  const begins = same === units.length ? 0.1 : (0.05 * same) / Math.max(1, units.length)
  const is = same === units.length && same === length ? 0.3 : 0
  const stands = phrase === 1 && standsAlone(units, text, from, to) ? 0.08 : 0
  return 0.55 * words + 0.25 * phrase + 0.2 * shared + begins + is + stands - 0.12 * beyond
}

/** Whether the query is somewhere in the name with a space or an end on both sides. */
function standsAlone(units: Uint16Array, text: Uint16Array, from: number, to: number): boolean {
  const space = 32
  for (let start = from; start + units.length <= to; start++) {
    if (start > from && text[start - 1] !== space) continue
    const end = start + units.length
    if (end < to && text[end] !== space) continue
    let same = 0
    while (same < units.length && units[same] === text[start + same]) same++
    if (same === units.length) return true
  }
  return false
}

/** The fewest insertions, deletions and replacements that turn the piece into some part of the text (Myers 1999, one machine word). */
export function fewestChanges(piece: Uint16Array, text: Uint16Array, from: number, to: number): number {
  const size = piece.length
  if (size === 0) return 0
  for (let at = 0; at < size; at++) {
    const unit = piece[at] as number
    places[unit] = (places[unit] as number) | (1 << at)
  }
  const last = 1 << (size - 1)
  let up = -1
  let down = 0
  let score = size
  let best = size
  for (let at = from; at < to; at++) {
    const equal = places[text[at] as number] as number
    const vertical = equal | down
    const horizontal = (((equal & up) + up) ^ up) | equal
    let plus = down | ~(horizontal | up)
    let minus = up & horizontal
    if ((plus & last) !== 0) score++
    else if ((minus & last) !== 0) score--
    if (score < best) best = score
    plus <<= 1
    minus <<= 1
    up = minus | ~(vertical | plus)
    down = plus & vertical
  }
  for (let at = 0; at < size; at++) places[piece[at] as number] = 0
  return best
}
