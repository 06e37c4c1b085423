// SPDX-License-Identifier: Apache-2.0
import type { WrittenMap } from '../yaml/write-yaml.model.ts'

/** One class of a catalogue, as somebody types it: what its items count as. */
export interface TypedClass {
  id: string
  zh: string
  en: string
  level: string
}

/** What somebody types who begins an instrument; each is text until it is read. */
export interface TypedBeginning {
  authority: string
  place: string
  titleZh: string
  titleEn: string
  number: string
  kind: string
  published: string
  effective: string
  url: string
  found: string
}

/** The same of a batch of a catalogue. */
export interface TypedCatalogue extends TypedBeginning {
  listZh: string
  listEn: string
  edition: string
  batch: string
  /** The id of the list with which the batch goes on; empty: of none. */
  continues: string
  coverage: string
  classes: TypedClass[]
  outcome: string
  by: string
  purposes: string[]
  employed: boolean
  years: string
}

/** Both languages of a text; where there is no English, the Chinese stands in its place. */
export const both = (zh: string, en: string): { en: string; 'zh-CN': string } => ({
  en: en === '' ? zh : en,
  'zh-CN': zh,
})

/** Law of an invented place is invented, and says so. */
export const isInvented = (place: string): boolean => /^(ZZ|X[A-JL-Z])(-|$)/.test(place)

/** An id of letters and digits from the place and the number: `XA-N` and `演北人社〔2026〕1号` are `xa-n-2026-1`. */
export function instrumentId(place: string, number: string, year: string, taken: (id: string) => boolean): string {
  const digits = number.normalize('NFKC').match(/[0-9]+/g) ?? []
  const parts = [place.toLowerCase(), ...(digits.length > 0 ? digits : [year])]
  const first = parts.join('-').slice(0, 60).replace(/-$/, '')
  let id = first
  for (let count = 2; taken(id); count += 1) id = `${first}-${count}`
  return id
}

/** Where the text stands, and how good that is. */
function sourceOf({ url, found }: TypedBeginning, place: string): WrittenMap {
  const invented = isInvented(place)
  const note = found === '' ? null : both(found, '')
  const said = invented ? both('演示用，纯属虚构', 'Invented for demonstration') : null
  const text = note ?? said
  return {
    id: 's1',
    ...(url !== '' && { url }),
    quality: invented ? 'demonstration' : 'official',
    text: 'paraphrase',
    ...(text !== null && (note !== null || url === '' || invented) && { note: text }),
  }
}

/** What every instrument begins with. */
export function instrumentHead(typed: TypedBeginning, { id, place, issuer }: Settled): WrittenMap {
  return {
    id,
    jurisdiction: place,
    kind: typed.kind,
    title: both(typed.titleZh, typed.titleEn),
    ...(typed.number !== '' && { number: typed.number }),
    ...(issuer !== null && { issuer }),
    ...(typed.published !== '' && { published: typed.published }),
    ...(typed.effective !== '' && { effective: typed.effective }),
    status: 'in-force',
    sources: [sourceOf(typed, place)],
  }
}

/** What was looked up for the form. */
export interface Settled {
  id: string
  place: string
  /** The authority, where the register knows it by the same id. */
  issuer: string | null
}

export interface CatalogueNames {
  /** Of a level, in both languages. */
  level: (id: string) => { en: string; 'zh-CN': string }
}

export const catalogueId = (instrument: string): string => `${instrument}-list`

/** The classes that were typed, as they are written. */
export const classesOf = ({ classes }: TypedCatalogue) => classes.map(({ id, zh, en }) => ({ id, label: both(zh, en) }))

/** `classes`: those of the list with which it goes on, or those that were typed. */
export function catalogueInstrument(
  typed: TypedCatalogue,
  settled: Settled,
  classes: readonly { id: string; label: Readonly<Record<string, string>> }[],
): WrittenMap {
  const list = both(typed.listZh || typed.titleZh, typed.listEn || (typed.listZh === '' ? typed.titleEn : ''))
  return {
    ...instrumentHead(typed, settled),
    catalogues: [
      {
        id: catalogueId(settled.id),
        title: list,
        ...(typed.edition !== '' && { edition: typed.edition }),
        ...(typed.batch !== '' && { batch: Number(typed.batch) }),
        ...(typed.continues !== '' && { continues: typed.continues }),
        ...(typed.effective !== '' && { effective: typed.effective }),
        coverage: typed.coverage,
        classes: classes.map(({ id, label }) => ({ id, label: { ...label } })),
      },
    ],
    clauses: [
      {
        id: 'items',
        summary: both(
          `列入${list['zh-CN']}的证书，按其类别对应本目录规定的层级。`,
          `Certificates listed in ${list.en} count as the level of their class.`,
        ),
        source: 's1',
      },
    ],
  }
}

/** One rule for each class. */
export function catalogueRules(typed: TypedCatalogue, { id, place }: Settled, { level }: CatalogueNames): WrittenMap[] {
  const conditions: WrittenMap[] = [
    ...(typed.employed ? [{ fact: 'employer-place', within: [place] }] : []),
    ...(typed.years === '' ? [] : [{ held: { years: Number(typed.years) } }]),
  ]
  const when = conditions.length > 1 ? { all: conditions } : conditions[0]
  return typed.classes.map((one, index) => {
    const name = level(one.level)
    const label = both(one.zh, one.en)
    return {
      id: ruleOfClass(one.id, index),
      clause: 'items',
      title: both(`${label['zh-CN']}：${name['zh-CN']}`, `${label.en}: ${name.en}`),
      purposes: [...typed.purposes],
      subject: {
        listed: { catalogue: catalogueId(id), classes: [one.id] },
        // A list holds certificates; of a degree or a skill level nobody is asked whether it is on it.
        notFramework: ['degree', 'cn-skill', 'cn-title'],
      },
      ...(when !== undefined && { when }),
      outcomes: [{ kind: typed.outcome, by: typed.by, target: { level: one.level }, label: name }],
    }
  })
}

const ruleOfClass = (id: string, index: number): string =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id.toLowerCase()) ? `class-${id.toLowerCase()}` : `class-${index + 1}`
