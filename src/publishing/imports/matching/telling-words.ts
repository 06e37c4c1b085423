// SPDX-License-Identifier: Apache-2.0
import { foldText } from '../../../finder/index.ts'

/** Words that many names have and that tell none from another: what kind of paper or of body it is, that it is invented; and grades, which are compared by themselves. */
const common = {
  zh: '职业资格|专业技术|资格证书|资格|证书|合格证|认证|注册|执业|从业|专业|人员|国家|中心|委员会|理事会|联合会|学会|协会|商会|公会|学院|研究院|研究所|研修院|机构|组织|演示|虚构|示范|初级|中级|高级|特级|专家级',
  en: 'professionals?|qualifications?|qualified|certificates?|certified|certifications?|licen[cs]es?|licen[cs]ed|registered|chartered|personnel|national|institutes?|institution|associations?|society|chamber|boards?|academy|council|committee|cent(?:er|re)|federation|organi[sz]ation|agency|authority|demonstration|invented|junior|foundation|intermediate|senior|advanced|expert|the|of|for|and|in|an?',
}
const commonWords = new RegExp(`${common.zh}|(?<![\\p{L}\\p{N}])(?:${common.en})(?![\\p{L}\\p{N}])`, 'gu')

/** What of a name tells it from others; of a name without anything such, all of it. A short name in brackets is left out. */
export function tellingWords(name: string): string {
  const folded = foldText(name.replaceAll(/[（(][A-Z]{2,8}[）)]/g, ' '))
  const telling = foldText(folded.replaceAll(commonWords, ' '))
  return telling === '' ? folded : telling
}

/** Whether a name says nothing but what kind of thing it is. */
export const saysNothing = (name: string): boolean => foldText(name).replaceAll(commonWords, '').trim() === ''

/** The grade that a name says, as a number and as a word. */
export interface Grades {
  numbers: ReadonlySet<number>
  words: ReadonlySet<string>
}

const digits = '零一二三四五六七八九十'
const romans = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth']
const inNumbers =
  /第[一二三四五六七八九十]|[一二三四五六七八九十](?=[级類类等段])|\d+|(?<![\p{L}\p{N}])(?:viii|vii|vi|iv|ix|iii|ii|i|v|x|first|second|third|fourth|fifth)(?![\p{L}\p{N}])/gu
const inWords: readonly [string, RegExp][] = [
  ['junior', /初级|助理|(?<![\p{L}])(?:junior|foundation|basic|assistant)(?![\p{L}])/u],
  ['middle', /中级|(?<![\p{L}])intermediate(?![\p{L}])/u],
  ['senior', /高级|(?<![\p{L}])(?:senior|advanced|higher)(?![\p{L}])/u],
  ['expert', /特级|专家级|(?<![\p{L}])(?:expert|special grade)(?![\p{L}])/u],
]

function numberOf(text: string): number {
  const chinese = digits.indexOf(text.at(-1) ?? '')
  if (chinese >= 0) return chinese
  const place = Math.max(romans.indexOf(text), ordinals.indexOf(text))
  return place > 0 ? place : Number(text)
}

export function gradesOf(name: string): Grades {
  const folded = foldText(name)
  return {
    numbers: new Set(folded.match(inNumbers)?.map(numberOf) ?? []),
    words: new Set(inWords.flatMap(([word, said]) => (said.test(folded) ? [word] : []))),
  }
}

/** `other`: another grade, and so another thing. `unsaid`: one says a grade that the other does not. */
export function compareGrades(one: Grades, other: Grades): 'same' | 'unsaid' | 'other' {
  const numbers = compareSets(one.numbers, other.numbers)
  const words = compareSets(one.words, other.words)
  if (numbers === 'other' || words === 'other') return 'other'
  return numbers === 'unsaid' || words === 'unsaid' ? 'unsaid' : 'same'
}

function compareSets<Value>(one: ReadonlySet<Value>, other: ReadonlySet<Value>): 'same' | 'unsaid' | 'other' {
  if (one.size === 0 || other.size === 0) return one.size === other.size ? 'same' : 'unsaid'
  const shared = [...one].filter((value) => other.has(value)).length
  return shared === 0 ? 'other' : shared === one.size && shared === other.size ? 'same' : 'unsaid'
}
