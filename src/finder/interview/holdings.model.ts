// SPDX-License-Identifier: Apache-2.0
import type { Bundle, Rule } from '@passerelle/recognition'
import type { Localized } from '../../kernel/index.ts'
import type { LawTexts } from '../answers/law-texts.model.ts'
import { selectorsOf } from '../answers/rule-walk.model.ts'
import { otherCertificate } from './answer-form.model.ts'

/** Something that a person can say they hold: `us-abt-diplomate`, `cn-skill/2`, `cn-skill/unknown`. */
export interface HoldingOption {
  value: string
  label: Localized
}

export interface HoldingGroup {
  /** Framework id, or `qualification`. */
  id: string
  label: Localized
  options: HoldingOption[]
}

export interface PlaceOption {
  code: string
  label: Localized
}

/** Families first, in the order in which most people look for themselves. */
const order = ['qualification', 'cn-skill', 'cn-title', 'degree', 'cn-tech-school']

/** What the rules speak of: every qualification, and every level of every framework that a rule or a catalogue names. */
export function holdingGroups(bundle: Bundle, texts: LawTexts): HoldingGroup[] {
  const { qualifications, frameworks } = namedByRules(bundle)
  const groups = bundle.frameworks
    .filter((framework) => frameworks.has(framework.id))
    .map((framework) => {
      const label = texts.name('framework', framework.id) ?? same(framework.id)
      const levels = framework.levels.flatMap(({ id }) => {
        const value = `${framework.id}/${id}`
        const name = texts.name('level', value)
        return name === undefined ? [] : [{ value, label: name }]
      })
      return { id: framework.id, label, options: levels }
    })
    .filter((group) => group.options.length > 0)
  const named = [...qualifications].flatMap((id) => {
    const label = texts.name('qualification', id)
    return label === undefined ? [] : [{ value: id, label }]
  })
  if (named.length > 0)
    groups.unshift({ id: 'qualification', label: same('qualification'), options: named.sort(byName) })
  return groups.sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))
}

const rank = (id: string): number => {
  const known = order.indexOf(id)
  return known < 0 ? order.length : known
}

const same = (text: string): Localized => ({ en: text, 'zh-CN': text })

function byName(a: HoldingOption, b: HoldingOption): number {
  return a.label.en < b.label.en ? -1 : a.label.en > b.label.en ? 1 : 0
}

function namedByRules(bundle: Bundle): { qualifications: Set<string>; frameworks: Set<string> } {
  const qualifications = new Set<string>()
  const frameworks = new Set<string>()
  for (const selector of bundle.rules.flatMap(selectorsOf)) {
    for (const id of selector.qualification ?? []) qualifications.add(id)
    const levels = [...(selector.levels ?? []), selector.atLeast, selector.atMost]
    for (const level of levels) if (level !== undefined) frameworks.add(level.slice(0, level.indexOf('/')))
    if (selector.framework !== undefined) frameworks.add(selector.framework)
  }
  for (const catalogue of bundle.catalogues) for (const item of catalogue.items) qualifications.add(item.qualification)
  return { qualifications, frameworks }
}

/** Places in which rules of their own hold, and all the others. */
export function placeOptions(
  bundle: Bundle,
  texts: LawTexts,
  isTogether: (place: string) => boolean,
): { withLaw: PlaceOption[]; others: PlaceOption[] } {
  const named = new Set(bundle.rules.flatMap((rule: Rule) => rule.places))
  const withLaw: PlaceOption[] = []
  const others: PlaceOption[] = []
  for (const { code } of bundle.jurisdictions) {
    const label = texts.name('jurisdiction', code)
    if (label === undefined || isTogether(code)) continue
    const list = named.has(code) ? withLaw : others
    list.push({ code, label })
  }
  return { withLaw: withLaw.sort(byCode), others: others.sort(byCode) }
}

function byCode(a: PlaceOption, b: PlaceOption): number {
  return a.code < b.code ? -1 : 1
}

/** What the register knows: certificates and levels that can be held, places that can be asked about. */
export function knownToRegister(bundle: Pick<Bundle, 'qualifications' | 'frameworks' | 'jurisdictions'>) {
  const qualifications = new Set(bundle.qualifications.map((one) => one.id))
  const frameworks = new Map(bundle.frameworks.map((one) => [one.id, new Set(one.levels.map((level) => level.id))]))
  const places = new Set(bundle.jurisdictions.map((one) => one.code))
  const knowsHolding = (value: string): boolean => {
    const slash = value.indexOf('/')
    if (slash < 0) return value === otherCertificate || qualifications.has(value)
    const level = value.slice(slash + 1)
    const levels = frameworks.get(value.slice(0, slash))
    return levels !== undefined && (level === 'unknown' || levels.has(level))
  }
  return { knowsHolding, knowsPlace: (code: string): boolean => places.has(code) }
}
