// SPDX-License-Identifier: Apache-2.0

/** Letters that do not come apart into a base letter and marks. */
const letters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ħ: 'h',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sht',
  ъ: 'a',
  ь: '',
  ы: 'y',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  є: 'ye',
  ґ: 'g',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  ђ: 'd',
  џ: 'dz',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
}

/** One alphabet for Latin, Cyrillic and Greek, without marks: technicians of all three look alike. */
function romanise(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return plain.replace(/\P{ASCII}/gu, (letter) => letters[letter] ?? letter)
}

/** The words of a title: letters and digits of any script; each Han character or kana stands for itself. */
export function wordsOfTitle(text: string): string[] {
  return romanise(text).match(/\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{N}]+/gu) ?? []
}

/**
 * The ways in which one written title can be meant, without the rest: `Dorfhelfer/in`, `Gehilf(e)in`,
 * `directeur technique/directrice technique`, `inženir/inženirka naftnega rudarstva`.
 */
export function titleForms(title: string): string[] {
  const forms = new Set<string>()
  for (const opened of withoutBrackets(title)) for (const form of alternatives(opened)) forms.add(form)
  return [...forms].slice(0, 4)
}

/** Brackets within a word hold an ending; brackets on their own hold a remark. */
function withoutBrackets(title: string): string[] {
  if (!title.includes('(')) return [title]
  const bare = title.replace(/\([^)]*\)/g, '').trim()
  if (!/\S\(|\)\S/.test(title)) return bare === '' ? [title] : [bare]
  return [bare, title.replace(/[()]/g, '')]
}

function alternatives(title: string): string[] {
  if (!title.includes('/')) return [title]
  const sides = title
    .split('/')
    .map((side) => side.trim())
    .filter((side) => side !== '')
  const counts = new Set(sides.map((side) => side.split(/\s+/).length))
  if (sides.length > 1 && counts.size === 1 && (counts.has(1) ? sides.every((side) => side.length > 4) : true))
    return sides
  return [formOf(title, 0), formOf(title, 1)]
}

/** Every `a/b` within a title read as its first or second form; a short second one is an ending. */
function formOf(title: string, which: 0 | 1): string {
  return title.replace(/([\p{L}-]+)\s?\/\s?-?([\p{L}]+)/gu, (_, first: string, second: string) => {
    if (which === 0) return first
    return second.length > 4 ? second : first + second
  })
}
