// SPDX-License-Identifier: Apache-2.0

/** Characters of East Asia that take a square each (Unicode Standard Annex 11), and may stand at either end of a line. */
export const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

/** Marks that may not begin a line, and marks that may not end one (Requirements for Chinese Text Layout, section 3.1.3). */
const closing = /^[，。；：、？！）》〉」』”’〕】%)\].,;:!?·—…]/u
const opening = /[（《〈「『“‘〔【([]$/u

/** An address may break after its signs. */
const address = /[/?&=._-]$/

function mayBreak(before: string, character: string, isAddress: boolean): boolean {
  if (before === '' || closing.test(character) || opening.test(before)) return false
  if (before === ' ') return character !== ' '
  if (wide.test(before) || wide.test(character)) return character !== ' '
  return isAddress && address.test(before)
}

/** Text cut where a line may break: after a space, and beside every wide character as far as its marks allow. */
export function pieces(text: string): string[] {
  const found: string[] = []
  let word = ''
  let before = ''
  let isAddress = false
  for (const character of text) {
    if (mayBreak(before, character, isAddress)) {
      found.push(word)
      word = ''
    }
    word += character
    before = character
    if (word.endsWith('://')) isAddress = true
    else if (character === ' ') isAddress = false
  }
  found.push(word)
  return found
}
