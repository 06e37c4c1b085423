// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import type { Words } from '../answers/words.model.ts'
import { otherCertificate } from './answer-form.model.ts'
import { holdingGroups, knownToRegister, placeOptions } from './holdings.model.ts'

export interface ExampleLink {
  href: string
  label: string
  note: string
}

export interface OptionLists {
  holdings: string
  places: string
  /** Only places in which rules of their own hold. */
  placesWithLaw: string
}

/** What can be picked on the first page, put together once for each law and language. */
export interface FinderLists {
  knowsHolding(value: string): boolean
  knowsPlace(code: string): boolean
  /** `<option>` elements. */
  options(words: Words): OptionLists
  /** Questions to try, as far as the loaded law can speak of them. */
  examples(words: Words): readonly ExampleLink[]
}

const made = new WeakMap<LoadedLaw, FinderLists>()

export function finderLists(law: LoadedLaw): FinderLists {
  const known = made.get(law)
  if (known !== undefined) return known
  const lists = makeLists(law)
  made.set(law, lists)
  return lists
}

function makeLists(law: LoadedLaw): FinderLists {
  const { bundle, texts } = law
  const { knowsHolding, knowsPlace } = knownToRegister(bundle)
  const options = new Map<string, OptionLists>()
  return {
    knowsHolding,
    knowsPlace,
    options: (words) => {
      const known = options.get(words.lang)
      if (known !== undefined) return known
      const written = { holdings: holdingOptions(law, words), ...placeLists(law, words) }
      options.set(words.lang, written)
      return written
    },
    examples: (words) => {
      const usable = examples.filter(({ holds, place }) => knowsPlace(place) && holds.every(knowsHolding))
      return usable.map(({ holds, place, purpose, name }) => ({
        href: `/?${[...holds.map((hold) => `hold=${hold}`), `in=${place}`, `purpose=${purpose}`].join('&')}`,
        label: words.t(`example.${name}`),
        note: words.t(`example.note.${purpose}`),
      }))
    },
  }

  function holdingOptions({ bundle: all }: LoadedLaw, words: Words): string {
    const groups = holdingGroups(all, texts).map((group) => {
      const label = words.has(`ask.families.${group.id}`)
        ? words.t(`ask.families.${group.id}`)
        : words.pick(group.label)
      const list = group.options.map(({ value, label: name }) => option(value, words.pick(name), other(name, words)))
      const framework = words.pick(group.label)
      if (group.id !== 'qualification') {
        list.push(option(`${group.id}/unknown`, words.t('ask.hold.unknown', { framework }), ''))
      }
      return optgroup(label, list)
    })
    const rest = optgroup(words.t('ask.hold.others'), [option(otherCertificate, words.t('ask.hold.other'), '')])
    return [...groups, rest].join('')
  }
}

/** Questions that lead through the main job; the law decides what they are answered. */
const examples: readonly { name: string; holds: string[]; place: string; purpose: string }[] = [
  { name: 'suzhou', holds: ['us-abt-diplomate'], place: 'CN-3205', purpose: 'title' },
  { name: 'shanxi', holds: ['cn-skill/2'], place: 'CN-SX', purpose: 'title' },
  { name: 'shanghai', holds: [otherCertificate, 'degree/bachelor'], place: 'CN-SH', purpose: 'title' },
  { name: 'hong-kong', holds: ['hk-architect'], place: 'CN-GD', purpose: 'practice' },
]

function placeLists(law: LoadedLaw, words: Words): Omit<OptionLists, 'holdings'> {
  const { withLaw, others } = placeOptions(law.bundle, law.texts, isAlias)
  const list = (places: typeof withLaw) =>
    places.map(({ code, label }) => option(code, nested(law, code, words.pick(label), words), other(label, words)))
  const mainland = withLaw.filter(({ code }) => code === 'CN' || code.startsWith('CN-'))
  const elsewhere = withLaw.filter(({ code }) => code !== 'CN' && !code.startsWith('CN-'))
  const first =
    optgroup(words.t('ask.in.mainland'), list(mainland)) + optgroup(words.t('ask.in.elsewhere'), list(elsewhere))
  return { places: first + optgroup(words.t('ask.in.without'), list(others)), placesWithLaw: first }
}

/** Digits of GB/T 2260 for a province, and six digits, are other names of a place. */
const isAlias = (code: string): boolean => /^CN-(\d{2}|\d{6})$/.test(code) && !/^CN-\d{4}(?!00)\d{2}$/.test(code)

/** A city is named with its province: several places share a name. */
function nested(law: LoadedLaw, code: string, name: string, words: Words): string {
  if (!/^CN-\d{4}/.test(code)) return name
  const parent = law.bundle.jurisdictions.find((one) => one.code === code)?.parents[0]?.code
  const around = parent === undefined || parent === 'CN' ? undefined : law.texts.name('jurisdiction', parent)
  if (around === undefined) return name
  return words.lang.startsWith('zh') ? `${name}（${words.pick(around)}）` : `${name}, ${words.pick(around)}`
}

/** The name in the other language, so that the list is found in both. */
function other(label: Localized, words: Words): string {
  return words.lang === 'en' ? label['zh-CN'] : label.en
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

function option(value: string, label: string, also: string): string {
  const more = also === '' || also === label ? '' : ` data-also="${escapeHtml(also)}"`
  return `<option value="${escapeHtml(value)}"${more}>${escapeHtml(label)}</option>`
}

function optgroup(label: string, options: readonly string[]): string {
  return options.length === 0 ? '' : `<optgroup label="${escapeHtml(label)}">${options.join('')}</optgroup>`
}
