// SPDX-License-Identifier: Apache-2.0

/** Text for a terminal: lines that fit, styles only where they are shown. */
export interface Terminal {
  width: number
  colour: boolean
}

export type Style = 'bold' | 'dim' | 'green' | 'blue' | 'yellow' | 'red'

const codes: Record<Style, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  blue: [34, 39],
  yellow: [33, 39],
  red: [31, 39],
}

export function styled(terminal: Terminal, style: Style, text: string): string {
  const [on, off] = codes[style]
  return terminal.colour ? `\u001b[${on}m${text}\u001b[${off}m` : text
}

/** Wide characters of East Asia take two columns (Unicode Standard Annex 11). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += wide.test(character) ? 2 : 1
  return columns
}

/** Marks that may not begin a line (requirements for Chinese text layout, section 3.1.3). */
const closing = /^[，。；：、？！）》〉」』”’〕%)\].,;:!?]/u

/** Where a line may break: after a space, and beside every wide character. */
function pieces(text: string): string[] {
  const found: string[] = []
  let word = ''
  for (const character of text) {
    if (wide.test(character) && !closing.test(character)) {
      if (word !== '') found.push(word)
      word = character
    } else {
      word += character
    }
    if (character === ' ' || (wide.test(character) && word === character)) continue
    if (word.endsWith(' ')) {
      found.push(word)
      word = ''
    }
  }
  found.push(word)
  return found.flatMap((piece) => piece.split(/(?<= )/u))
}

/** Breaks text into lines; the first begins with `head`, the others are indented as far. */
export function wrap(terminal: Terminal, head: string, text: string, headColumns = columnsOf(head)): string {
  const room = Math.max(20, terminal.width - headColumns)
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    if (line !== '' && columnsOf(line) + columnsOf(piece.trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = piece
    } else {
      line += piece
    }
  }
  lines.push(line.trimEnd())
  const indent = ' '.repeat(headColumns)
  return lines.map((one, index) => `${index === 0 ? head : indent}${one}`).join('\n')
}
