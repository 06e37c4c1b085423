// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyFolder } from '../../../test/support/any-law.ts'
import { projectRoot } from '../checks/check-law.ts'
import { contentHash } from '../law/law-hash.ts'
import { type LawFolder, readLaw, readLawFolders } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { publishedSchema } from '../published/published-schemas.ts'
import { incomingExamples, incomingFolder } from '../records/incoming-folder.ts'
import { csvText } from './csv-text.ts'
import { listColumns } from './folder-lists.ts'
import { folderTexts, type RecordedFolder } from './folder-texts.ts'
import { hasPlace } from './yaml-text.ts'

const { vocabulary } = readReferenceVocabulary(join(projectRoot, 'reference'))
const shipped = readLaw(join(projectRoot, 'law'), vocabulary).folders

const writtenFrom = ({ instrument, rules, examples, lists: { brings } }: LawFolder): RecordedFolder => ({
  instrument,
  rules,
  examples: new Map(
    examples.flatMap((one) =>
      one.folder === 'invalid' ? [] : [[`${one.folder}/${basename(one.file, '.yaml')}`, one.example]],
    ),
  ),
  qualifications: brings.qualifications.map(({ entry }) => entry),
  bodies: brings.bodies.map(({ entry }) => entry),
})

/** As a database gives it back: without the order of keys. */
const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, shuffled(member)]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, shuffled(member)] as const)
      .reverse(),
  )
}

const readBack = (all: readonly { path: string; files: ReadonlyMap<string, string> }[]) => {
  const { folders, problems } = readLawFolders(
    all.map(({ path, files }) => ({ path, shownAs: `${path}/`, files })),
    vocabulary,
  )
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  )
  return folders
}

test('all shipped law written and read again is the same law, with its examples', () => {
  assert.ok(shipped.length > 50)
  const read = readBack(shipped.map((folder) => ({ path: folder.path, files: folderTexts(writtenFrom(folder)) })))
  for (const [index, folder] of shipped.entries()) {
    const again = read[index]
    assert.ok(again !== undefined, folder.path)
    assert.equal(incomingFolder(again).sha256, incomingFolder(folder).sha256, folder.path)
    assert.deepEqual(
      incomingExamples(again)
        .map(({ id, sha256 }) => [id, sha256])
        .sort(),
      incomingExamples(folder)
        .map(({ id, sha256 }) => [id, sha256])
        .sort(),
    )
  }
})

test('invented law of every shape, written and read again, is the same', () => {
  fc.assert(
    fc.property(anyFolder('xa-n-any'), (folder) => {
      const files = folderTexts(folder)
      const [read] = readBack([{ path: 'XA-N/any', files }])
      assert.ok(read !== undefined)
      const { lists } = read
      assert.deepEqual(read.instrument, folder.instrument)
      assert.deepEqual(read.rules, folder.rules)
      assert.deepEqual(
        lists.brings.bodies.map(({ entry }) => entry),
        folder.bodies,
      )
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
      assert.deepEqual(
        lists.brings.qualifications.map(({ entry }) => entry),
        [...folder.qualifications].sort(byId),
      )
      const long = (folder.instrument.catalogues ?? []).filter(({ items = [] }) => items.length >= 50)
      const plain = long.filter(({ items = [] }) => items.every(({ note }) => note?.['fr'] === undefined))
      assert.deepEqual(
        [...files.keys()].filter((name) => name.startsWith('catalogues/')).sort(),
        plain.map(({ id }) => `catalogues/${id}.csv`).sort(),
      )
    }),
    { numRuns: 150 },
  )
})

test('the same record gives the same bytes, however its keys come', () => {
  for (const folder of shipped) {
    const written = writtenFrom(folder)
    assert.deepEqual(folderTexts(shuffled(written) as RecordedFolder), folderTexts(written), folder.path)
  }
})

test('a change of one item is a change of one line', () => {
  const [folder] = fc.sample(
    anyFolder('xa-one').filter(({ qualifications }) => qualifications.length > 60),
    {
      numRuns: 1,
      seed: 7,
    },
  )
  assert.ok(folder !== undefined)
  const before = folderTexts(folder)
  const [first, ...others] = folder.instrument.catalogues ?? []
  assert.ok(first?.items !== undefined)
  const items = first.items.map((item, index) => (index === 0 ? { ...item, from: '1999' } : item))
  const after = folderTexts({
    ...folder,
    instrument: { ...folder.instrument, catalogues: [{ ...first, items }, ...others] },
  })
  const changed = [...after].flatMap(([name, text]) => {
    const lines = new Set(before.get(name)?.split('\n'))
    return text.split('\n').filter((line) => !lines.has(line))
  })
  assert.equal(changed.length, 1)
  assert.match(changed[0] ?? '', /1999/)
})

test('every key of the format has its place', () => {
  const keys = new Set<string>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { properties } = node as { properties?: object }
    for (const key of Object.keys(properties ?? {})) keys.add(key)
    for (const member of Object.values(node)) walk(member)
  }
  for (const name of ['instrument', 'rules', 'example'] as const) walk(publishedSchema(name))
  assert.ok(keys.size > 100)
  assert.deepEqual(
    [...keys].filter((key) => !hasPlace(key)),
    [],
  )
})

test('cells that need it are quoted', () => {
  const rows = [
    { a: 'x, "y"', b: null },
    { a: ' z ', b: 'w\nv' },
  ]
  assert.equal(csvText(['a', 'b'], rows), 'a,b\n"x, ""y""",\n" z ","w\nv"\n')
  assert.equal(
    contentHash(listColumns.items),
    contentHash(['qualification', 'class', 'from', 'until', 'action', 'earlierHolders', 'note.en', 'note.zh-CN']),
  )
})
