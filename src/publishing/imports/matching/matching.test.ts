// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { readCharacterTables, tablesOf } from '../../../finder/index.ts'
import type { ItemRow } from '../rows/row.model.ts'
import type { KnownEntry } from './match.model.ts'
import { matchRows } from './match-rows.ts'

const reference = join(import.meta.dirname, '..', '..', '..', '..', 'reference')
const tables = tablesOf(readCharacterTables())

interface Named {
  id: string
  name: Record<string, string>
  country?: string
  awardingBody?: string
  jurisdiction?: string
}

const yamlOf = (name: string) => parseYaml(readFileSync(join(reference, name), 'utf8')) as Record<string, Named[]>

const entryOf = ({ id, name, country, awardingBody }: Named): KnownEntry => {
  const { 'zh-CN': zh, en, ...others } = name
  const names = [zh, en, ...Object.values(others)].filter((one) => one !== undefined)
  return { id, names, country: country ?? null, body: awardingBody ?? null }
}

function listed(file: string): KnownEntry[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(reference, 'qualifications', file), 'utf8'), {
    ...{ comment: '#', columns: true, skip_empty_lines: true },
  })
  return rows.map(({ id = '', en = '', zh = '', native, country, awarding_body: body }) => ({
    ...{ id, names: [zh, en, native].filter((name) => name !== undefined && name !== '') as string[] },
    ...{ country: country || null, body: body || null },
  }))
}

/** The names of all qualifications that the lists and rules of law/ speak of, and of who awards and who decides. */
const qualifications = [
  ...listed('cn-national.csv'),
  ...listed('international.csv'),
  ...(yamlOf('qualifications-law.yaml')['qualifications'] ?? []).map(entryOf),
]
const bodies = [
  ...(yamlOf('awarding-bodies.yaml')['awardingBodies'] ?? []),
  ...(yamlOf('awarding-bodies-law.yaml')['awardingBodies'] ?? []),
].map(entryOf)
const authorities = (yamlOf('authorities.yaml')['authorities'] ?? []).map(entryOf)

/** As other officials write the same name. */
const written: Record<string, (name: string) => string> = {
  'the word certificate added': (name) => (/[\u4e00-\u9fff]/.test(name) ? `${name}证书` : `${name} certificate`),
  'kind of qualification added': (name) =>
    /[\u4e00-\u9fff]/.test(name) ? `${name}职业资格证书` : `Professional qualification: ${name}`,
  'a short name in brackets': (name) => (/[\u4e00-\u9fff]/.test(name) ? `${name}（ABC）` : `${name} (ABC)`),
  'what stands in brackets left out': (name) => name.replaceAll(/[（(][^）)]*[）)]/g, '').trim() || name,
  'one letter wrong': (name) => name.replace(/^(.{2})./u, '$1甲'),
  'one letter left out': (name) => name.replace(/^(.{3})./u, '$1'),
  'other marks': (name) => name.replaceAll(/[\s,、·()（）]+/g, ' ').replaceAll('-', '－'),
}

const rowOf = (row: number, name: string, more: Partial<ItemRow> = {}): ItemRow => ({
  ...{ sheet: null, row, class: 'A', cells: {}, ...more },
  ...(/[\u4e00-\u9fff]/.test(name) ? { nameZh: name } : { nameEn: name }),
})

const bodyRow = (row: number, name: string): ItemRow => ({
  ...{ sheet: null, row, class: 'A', cells: {}, nameZh: `无人认识的名称${row}` },
  ...(/[\u4e00-\u9fff]/.test(name) ? { bodyZh: name } : { bodyEn: name }),
})

const shownNames = ({ names }: KnownEntry): string[] => [...new Set(names.slice(0, 2))]

interface Figures {
  asked: number
  found: number
  first: number
}

/** How often a name written otherwise is found as the same or offered, and how often as the first. */
function recall(entries: readonly KnownEntry[], of: 'qualification' | 'body'): Map<string, Figures> {
  const known = of === 'body' ? { qualifications: [], bodies: entries } : { qualifications: entries, bodies: [] }
  const figures = new Map<string, Figures>()
  for (const [how, write] of Object.entries(written)) {
    const asked = entries.flatMap((entry) =>
      shownNames(entry)
        .map((name) => ({ entry, name, other: write(name) }))
        .filter(({ name, other }) => name !== other && other.length > 2),
    )
    const rows = asked.map(({ other }, at) => (of === 'body' ? bodyRow(at, other) : rowOf(at, other)))
    const matched = matchRows(rows, known, { tables }).rows
    const counted = { asked: asked.length, found: 0, first: 0 }
    for (const [at, row] of matched.entries()) {
      const ids = (of === 'body' ? row.body : row.qualification)?.candidates.map(({ id }) => id) ?? []
      if (ids.includes(asked[at]?.entry.id ?? '')) counted.found++
      if (ids[0] === asked[at]?.entry.id) counted.first++
    }
    figures.set(how, counted)
  }
  return figures
}

/** How many of names that are in truth new are asked for against known ones: each is asked against all others. */
function falseQuestions(entries: readonly KnownEntry[], of: 'qualification' | 'body'): [count: number, asked: number] {
  const near: string[] = []
  let asked = 0
  for (const entry of entries) {
    const others = entries.filter(({ id }) => id !== entry.id)
    const known = of === 'body' ? { qualifications: [], bodies: others } : { qualifications: others, bodies: [] }
    const rows = shownNames(entry).map((name, at) => (of === 'body' ? bodyRow(at, name) : rowOf(at, name)))
    for (const { qualification, body } of matchRows(rows, known, { tables }).rows) {
      asked++
      if ((of === 'body' ? body : qualification)?.kind === 'near') near.push(entry.id)
    }
  }
  return [near.length, asked]
}

const shares = (figures: ReadonlyMap<string, Figures>) =>
  Object.fromEntries([...figures].map(([how, { asked, found }]) => [how, Math.floor((100 * found) / asked)]))

test('names of real catalogues are found however they are written, as often as the page of this room says', () => {
  assert.deepEqual(shares(recall(qualifications, 'qualification')), {
    'the word certificate added': 100,
    'kind of qualification added': 100,
    'a short name in brackets': 100,
    'what stands in brackets left out': 73,
    'one letter wrong': 82,
    'one letter left out': 97,
    'other marks': 100,
  })
  assert.deepEqual(shares(recall([...bodies, ...authorities], 'body')), {
    'the word certificate added': 100,
    'kind of qualification added': 100,
    'a short name in brackets': 100,
    'what stands in brackets left out': 100,
    'one letter wrong': 95,
    'one letter left out': 100,
    'other marks': 100,
  })
})

test('what is new is seldom asked for: grades and words that many names have make no two names alike', () => {
  assert.deepEqual(falseQuestions(qualifications, 'qualification'), [134, 400])
  assert.deepEqual(falseQuestions(bodies, 'body'), [2, 22])
})

const one = (row: Partial<ItemRow>, known: { qualifications?: KnownEntry[]; bodies?: KnownEntry[] } = {}) => {
  const item: ItemRow = { sheet: null, row: 2, class: 'A', cells: {}, ...row }
  const [matched] = matchRows([item], { qualifications, bodies, ...known }, { tables }).rows
  assert.ok(matched)
  return matched
}

test('what the same body awards is offered, however it is called', () => {
  const abt = { nameZh: '美国毒理学委员会认证', country: 'US' }
  for (const row of [abt, { ...abt, bodyZh: '美国毒理学委员会' }, { ...abt, bodyZh: '美国毒理学委员会（ABT）' }]) {
    const { qualification } = one(row)
    assert.equal(qualification.kind, 'near')
    assert.equal(qualification.candidates[0]?.id, 'us-abt-diplomate')
    assert.equal(qualification.candidates[0]?.sameBody, true)
  }
  const other = one({ nameZh: '毒理学检验员', bodyZh: '美国毒理学委员会', country: 'DE' })
  assert.deepEqual(other.qualification.candidates, [], 'in another country it is another qualification')
})

test('of several that a body awards those are offered that are somewhat alike, and all where the row says nothing more', () => {
  const body = { id: 'xa-weld', names: ['演示焊接学会'], country: 'XA', body: null }
  const names = ['焊接检验师', '焊接工程师', '无损检测员']
  const known = names.map((name, at) => ({ id: `xa-${at}`, names: [name], country: 'XA', body: 'xa-weld' }))
  const asked = (nameZh: string) =>
    one({ nameZh, bodyZh: '演示焊接学会' }, { qualifications: known, bodies: [body] }).qualification.candidates.map(
      ({ id }) => id,
    )
  assert.deepEqual(asked('演示焊接学会证书').toSorted(), ['xa-0', 'xa-1', 'xa-2'])
  assert.deepEqual(asked('焊接检验员'), ['xa-0'])
  assert.deepEqual(asked('报关专员'), [])
})

test('a body is not asked for because of words that many have', () => {
  assert.equal(one({ nameZh: '演示国际焊接工程师', bodyZh: '演示国际焊接学会' }).body?.kind, 'new')
  assert.equal(one({ nameZh: '演示物流员', bodyZh: '北方物流委员会（演示）' }).body?.kind, 'new')
})

test('another grade is another qualification, and a grade that only one says is never taken without a look', () => {
  const known = [
    { id: 'xa-welder', names: ['国际焊接检验师（一级）', 'Welding inspector, level 1'], country: 'XA', body: null },
  ]
  const asked = (row: Partial<ItemRow>) => one(row, { qualifications: known }).qualification
  assert.equal(asked({ nameZh: '国际焊接检验师（二级）' }).kind, 'new')
  assert.equal(asked({ nameEn: 'Welding inspector, level II' }).kind, 'new')
  assert.equal(asked({ nameEn: 'Welding inspectors, level I' }).candidates[0]?.id, 'xa-welder')
  const [unsaid] = asked({ nameZh: '国际焊接检验师' }).candidates
  assert.ok(unsaid !== undefined && unsaid.score < 0.9)
})
