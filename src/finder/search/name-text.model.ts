// SPDX-License-Identifier: Apache-2.0

/** More than this of a name or a query is not looked at. */
export const longestText = 160

/** Letters that no decomposition takes apart. */
const foldings: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
}

/**
 * A text as it is compared: NFKC (full-width digits and letters become plain ones), small letters without marks, katakana as
 * hiragana, everything that is neither letter nor digit as one space. Traditional and simplified characters stay what they are.
 */
export function foldText(text: string): string {
  const start = text.length > longestText ? text.slice(0, longestText) : text
  const small = start.toLowerCase()
  if (/^[a-z0-9 ]*$/.test(small)) return small.includes('  ') ? spaced(small) : small.trim()
  const plain = small
    .normalize('NFKD')
    .toLowerCase()
    // The marks of Latin, Greek and Cyrillic; those of kana make another letter and stay.
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => foldings[letter] ?? letter)
    .replaceAll(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
  return spaced(plain).slice(0, longestText)
}

const spaced = (text: string): string => text.replaceAll(/[^\p{L}\p{N}\p{M}ー]+/gu, ' ').trim()

/** Scripts that write words without spaces: 漢字, かな, 한글 (and whatever stands beyond the basic plane). */
export function isIdeographic(unit: number): boolean {
  return unit >= 0x2e80 && unit <= 0xdfff
}

/** The words of a folded text; a run of characters written without spaces is one. */
export function wordsOf(folded: string): string[] {
  const words: string[] = []
  let start = 0
  let kind = 0
  for (let at = 0; at <= folded.length; at++) {
    const unit = at < folded.length ? folded.charCodeAt(at) : 32
    const next = unit === 32 ? 0 : isIdeographic(unit) ? 2 : 1
    if (next === kind) continue
    if (kind !== 0) words.push(folded.slice(start, at))
    start = at
    kind = next
  }
  return words
}
