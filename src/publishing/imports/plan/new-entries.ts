// SPDX-License-Identifier: Apache-2.0
import { type CharacterTables, foldText, soundsOf } from '../../../finder/index.ts'
import { asIdOf } from '../../../instruments/index.ts'
import type { ItemRow } from '../rows/row.model.ts'
import { plainWord } from '../rows/word-lists.model.ts'

/** A line of qualifications.csv or awarding-bodies.csv that the file makes. */
export interface NewEntry {
  id: string
  nameEn: string
  nameZh: string
  country: string | null
  /** Of qualifications. */
  body: string | null
  source: string | null
}

/** The place for which the entries are made, and the codes that begin with its own: no id of it begins with another of them. */
export interface HomePlace {
  place: string
  codes: readonly string[]
}

/** Entries that did not exist before, each with an id of its own that anybody can read. */
export class NewEntries {
  readonly qualifications: NewEntry[] = []
  readonly bodies: NewEntry[] = []
  /** Rows that name a new qualification in one language only. */
  readonly oneLanguage: { id: string; item: ItemRow }[] = []
  private readonly bySubject = new Map<string, string>()
  private readonly taken: Set<string>
  /** The last number that a beginning was told apart by. */
  private readonly numbers = new Map<string, number>()
  private readonly tables: CharacterTables
  private readonly home: { place: string; codes: ReadonlySet<string> } | null

  constructor(taken: Iterable<string>, tables: CharacterTables, home: HomePlace | null = null) {
    this.taken = new Set(taken)
    this.tables = tables
    this.home = home === null ? null : { place: home.place, codes: new Set(home.codes) }
  }

  qualification(item: ItemRow, body: string | null): string {
    const { nameZh, nameEn } = item
    const country = item.country ?? null
    const source = item.source ?? null
    const subject = ['q', plainWord(nameZh ?? ''), plainWord(nameEn ?? ''), country ?? '', body ?? ''].join('|')
    const before = this.bySubject.get(subject)
    if (before !== undefined) return before
    const names = bothNames(nameZh, nameEn)
    const id = this.newId(nameEn, nameZh, country)
    if (nameZh === undefined || nameEn === undefined) this.oneLanguage.push({ id, item })
    this.qualifications.push({ id, ...names, country, body, source })
    this.bySubject.set(subject, id)
    return id
  }

  awardingBody(key: string, { bodyZh, bodyEn, country }: ItemRow): string {
    const before = this.bySubject.get(key)
    if (before !== undefined) return before
    const id = this.newId(bodyEn, bodyZh, country ?? null)
    this.bodies.push({ id, ...bothNames(bodyZh, bodyEn), country: country ?? null, body: null, source: null })
    this.bySubject.set(key, id)
    return id
  }

  private newId(en: string | undefined, zh: string | undefined, country: string | null): string {
    const base = [country?.toLowerCase(), this.slug(en, zh)]
      .filter((part) => part !== undefined && part !== '')
      .join('-')
    const first = this.ofHome(base === '' ? 'entry' : base)
    let id = first
    let number = this.numbers.get(first) ?? 1
    while (this.taken.has(id)) id = `${first}-${++number}`
    this.numbers.set(first, number)
    this.taken.add(id)
    return id
  }

  /** Whatever is brought begins with the place that brings it; a country that the place begins with is not said twice. */
  private ofHome(base: string): string {
    if (this.home === null) return base
    const { place, codes } = this.home
    const country = place.toLowerCase().split('-')[0] ?? ''
    const rest = base.startsWith(`${country}-`) ? base.slice(country.length + 1) : base
    return asIdOf(place, `${place.toLowerCase()}-${rest}`, codes)
  }

  /** Words of a Latin name, else the Chinese one as it sounds, with the Latin words and numbers in it. */
  private slug(en: string | undefined, zh: string | undefined): string {
    for (const name of [en, zh]) {
      const plain = foldText(name ?? '').replaceAll(/[^a-z0-9]+/g, '-')
      const words = plain.replaceAll(/^-|-$/g, '')
      if (words.length >= 2 && !/[\u3400-\u9fff]/.test(name ?? '')) return shorten(words)
    }
    const sound = foldText(zh ?? en ?? '').match(/[a-z0-9]+|./gsu) ?? []
    const heard = sound.map((one) => (/^[a-z0-9]/.test(one) ? one : (soundsOf(one, this.tables)?.spelled[0] ?? '')))
    return shorten(
      heard
        .map((one) => one.toLowerCase().replaceAll(/[^a-z0-9]+/g, ''))
        .filter((one) => one !== '')
        .join('-'),
    )
  }
}

const longestId = 60

const shorten = (slug: string): string =>
  slug.length <= longestId
    ? slug
    : slug
        .slice(0, longestId + 1)
        .replace(/-[^-]*$/, '')
        .slice(0, longestId)

/** Readers of the other language see what there is rather than nothing. */
const bothNames = (zh: string | undefined, en: string | undefined) => ({
  nameEn: en ?? zh ?? '',
  nameZh: zh ?? en ?? '',
})
