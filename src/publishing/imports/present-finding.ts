// SPDX-License-Identifier: Apache-2.0
import { isPlainDate } from '../../kernel/index.ts'
import type { Words } from '../../ui/index.ts'
import { type Finding, severityOf } from './finding.model.ts'
import { type ToldFinding, toldOnce } from './told-findings.model.ts'
import type { ShownFinding } from './work/import.model.ts'

/** A finding in words: where, what, and what to do. */
export function presentFinding(words: Words, one: Finding | ToldFinding): ShownFinding {
  const { code, found } = one
  const told = 'places' in one ? one : toldOnce([one])[0]
  const list = (items: readonly string[]): string =>
    items.map((item) => inLanguage(words, item, code.startsWith('class-'))).join(words.t('import.list.separator'))
  const args = {
    found,
    expected: list(one.expected),
    candidates: one.candidates.length === 0 ? 'none' : list(one.candidates),
  }
  const severity = severityOf(one)
  return {
    code,
    severity,
    severityText: words.t(`import.severity.${severity}`),
    place: told === undefined ? '' : placesOf(words, told),
    rows: told?.rows ?? 1,
    text: words.t(`import.finding.${code}`, args),
    mend: words.t(`import.mend.${code}`, args),
    choose: severity === 'decide' ? found : null,
  }
}

/** Days, and classes with names in several languages, as readers of Chinese write them: `A (A类, Class A)` is A类. */
function inLanguage(words: Words, item: string, isClass: boolean): string {
  if (!words.lang.startsWith('zh')) return item
  const dated = item.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => (isPlainDate(day) ? words.date(day) : day))
  if (!isClass) return dated
  const [, id = '', names = ''] = /^([^()]+) \(([^()]+)\)$/.exec(dated) ?? []
  const chinese = names.split(', ').filter((name) => /\p{Script=Han}/u.test(name))
  if (chinese.length === 0) return dated
  const [first = '', ...others] = chinese
  const lead = first.startsWith(id) ? first : `${id}：${first}`
  return others.length === 0 ? lead : `${lead}（${others.join('、')}）`
}

function placesOf(words: Words, { sheet, places, further }: ToldFinding): string {
  const named = places.map((place) => [sheet, place].filter((part) => part !== null && part !== '').join('!'))
  const text = named.join(words.t('import.places.separator'))
  if (text === '') return words.t('import.whole-file')
  return further === 0 ? text : words.t('import.places.further', { places: text, n: further })
}
