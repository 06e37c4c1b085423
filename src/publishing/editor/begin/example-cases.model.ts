// SPDX-License-Identifier: Apache-2.0
import type { WrittenMap } from '../yaml/write-yaml.model.ts'
import { both, catalogueId, isInvented, type Settled, type TypedCatalogue, type TypedClass } from './beginning.model.ts'

/** A case that may come out as its folder says; whether it does is asked of the engine. */
export interface ExampleCase {
  folder: 'met' | 'unmet' | 'undecided'
  name: string
  content: WrittenMap
}

interface Case extends Pick<ExampleCase, 'folder' | 'name'> {
  zh: string
  en: string
  person: WrittenMap
}

/** Persons who show a rule: one who has all it asks, some who lack one thing, and one who has stated nothing. */
export function exampleCases(
  typed: TypedCatalogue,
  settled: Settled,
  rule: { id: string; class: TypedClass },
  asOf: string,
): ExampleCase[] {
  const label = both(rule.class.zh, rule.class.en)
  return personsFor(typed, settled, rule.class.id, asOf).map(({ folder, name, zh, en, person }) => ({
    folder,
    name: `${rule.id}-${name}`,
    content: {
      title: { en: `${label.en}: ${en}`, 'zh-CN': `${label['zh-CN']}：${zh}` },
      rule: rule.id,
      in: settled.place,
      asOf,
      person,
    },
  }))
}

function personsFor({ employed, years }: TypedCatalogue, { id, place }: Settled, own: string, asOf: string): Case[] {
  const list = catalogueId(id)
  const facts = (where: string): WrittenMap => (employed ? { facts: { 'employer-place': where } } : {})
  const holder = (issued: string, of: string, where: string): WrittenMap => ({
    credentials: [{ id: 'c1', issued, listed: { [list]: of } }],
    ...facts(where),
  })
  const long = yearsBefore(asOf, Math.max(1, Number(years)) + 1)
  const cases: (Case & { when: boolean })[] = [
    { when: true, folder: 'met', name: 'listed', zh: '列入目录', en: 'on the list', person: holder(long, own, place) },
    {
      when: employed,
      folder: 'unmet',
      name: 'employed-elsewhere',
      zh: '在其他地方就业',
      en: 'employed elsewhere',
      person: holder(long, own, elsewhere(place)),
    },
    {
      when: years !== '',
      folder: 'unmet',
      name: 'held-too-short',
      zh: '持有年限不足',
      en: 'not held for long enough',
      person: holder(asOf, own, place),
    },
    {
      when: !employed && years === '',
      folder: 'unmet',
      name: 'not-listed',
      zh: '未列入目录',
      en: 'not on the list',
      person: holder(long, 'no', place),
    },
    {
      when: true,
      folder: 'undecided',
      name: 'not-stated',
      zh: '是否列入目录等情况未说明',
      en: 'whether it is on the list is not stated',
      person: { credentials: [{ id: 'c1' }] },
    },
    {
      when: true,
      folder: 'undecided',
      name: 'conditions-not-stated',
      zh: '列入目录，其他条件未说明',
      en: 'on the list, nothing else is stated',
      person: { credentials: [{ id: 'c1', listed: { [list]: own } }] },
    },
  ]
  return cases.filter(({ when }) => when)
}

function yearsBefore(day: string, years: number): string {
  const rest = day.slice(4)
  return `${Number(day.slice(0, 4)) - years}${rest === '-02-29' ? '-02-28' : rest}`
}

/** A place that lies elsewhere for certain. */
function elsewhere(place: string): string {
  if (isInvented(place)) return place.startsWith('ZZ') ? 'XA' : 'ZZ'
  return place.startsWith('JP') ? 'DE' : 'JP'
}
