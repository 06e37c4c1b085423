// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { checkLaw, testLaw } from '../../instruments/index.ts'
import { type Command, exitCode } from '../../kernel/index.ts'
import { importFolder } from '../imports/import-folder.ts'
import { inventCatalogue } from './catalogue.model.ts'
import { catalogueFiles } from './catalogue-files.ts'
import { demoCatalogueCommand } from './demo-catalogue.command.ts'
import { bodyName, mostBodies, qualificationName } from './names.model.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-demo-'))
let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(async () => {
  rmSync(scratch, { recursive: true })
  await site.close()
})

const run = async (values: Record<string, string>) => {
  let said = ''
  const say = (text: string) => {
    said += text
  }
  const context = { stdout: say, stderr: say } as unknown as Parameters<Command['run']>[0]
  return { code: await demoCatalogueCommand.run(context, { positionals: [], values }), said }
}

test('the same seed gives the same catalogue, another seed another', () => {
  const asked = { place: 'XA-N', items: 344, batches: 5, seed: 1 }
  const files = (seed: number) => catalogueFiles(inventCatalogue({ ...asked, seed }), 'XA-N', 'xlsx')
  assert.deepEqual(files(1), files(1))
  assert.notDeepEqual([...files(1).keys()], [...files(2).keys()])
  const { batches, items, lines } = inventCatalogue(asked)
  assert.deepEqual(
    batches.map(({ rows }) => rows.filter(({ action }) => action === 'add').length),
    [69, 69, 68, 69, 69],
  )
  const later = batches.slice(1).flatMap(({ rows }) => rows)
  for (const action of ['change', 'withdraw'])
    assert.ok(later.filter((row) => row.action === action).length > 5, action)
  assert.deepEqual(new Set(lines.map(({ qualification }) => qualification)), new Set(items.map(({ id }) => id)))
  for (const { from, until } of lines) assert.ok(until === undefined || until > from)
})

test('every name is its own, in two languages, and says that it is a demonstration', () => {
  const names = Array.from({ length: 10_000 }, (_, n) => qualificationName(n))
  assert.equal(new Set(names.map(({ en }) => en)).size, names.length)
  assert.equal(new Set(names.map(({ zh }) => zh)).size, names.length)
  const bodies = Array.from({ length: mostBodies }, (_, n) => bodyName(n))
  assert.equal(new Set(bodies.map(({ en, zh }) => `${en} ${zh}`)).size, bodies.length)
  for (const { en, zh } of [...names, ...bodies])
    assert.ok(en.endsWith('(demonstration)') && zh.endsWith('（演示）'), en)
})

test('a folder of 344 items in five batches passes the check and its examples', async () => {
  const out = join(scratch, 'folder')
  const done = await run({ place: 'XA-N', out, format: 'folder' })
  assert.equal(done.code, exitCode.ok)
  const { problems, folders } = checkLaw(join(out, 'law'))
  assert.deepEqual(problems, [])
  assert.equal(folders[0]?.lists.brings.qualifications.length, 344)
  const { results } = testLaw(join(out, 'law'))
  assert.equal(results.length, 3)
  assert.deepEqual(
    results.filter(({ differences }) => differences.length > 0),
    [],
  )
})

for (const format of ['xlsx', 'csv'] as const) {
  test(`batches as ${format} are taken over one after the other and give the catalogue that the folder has`, async () => {
    const out = join(scratch, format)
    const asked = { place: 'XA-N', items: 120, batches: 4, seed: 3 }
    await run({ place: asked.place, out, format, items: '120', batches: '4', seed: '3' })
    const folder = join(out, 'law', 'XA-N', 'demonstration-3')
    const expected = inventCatalogue(asked)
    for (const [index, { rows }] of expected.batches.entries()) {
      const done = await importFolder(site.db, readFileSync(join(out, `batch-${index + 1}.${format}`)), folder, {
        ...{
          catalogue: null,
          mode: 'batch',
          effective: null,
          batch: null,
          choices: {},
          skipBadRows: false,
          dryRun: false,
        },
        many: { least: null, othersNew: true },
      })
      assert.deepEqual(
        [done.inTheWay, done.bad, done.rows],
        [[], 0, rows.length],
        JSON.stringify(done.findings.slice(0, 3)),
      )
      const count = (action: string) => rows.filter((row) => row.action === action).length
      assert.deepEqual(done.counts, {
        added: count('add'),
        changed: count('change'),
        withdrawn: count('withdraw'),
        unchanged: 0,
      })
    }
    const { folders, problems } = checkLaw(join(out, 'law'))
    assert.deepEqual(
      problems.filter(({ code }) => code !== 'missing-example'),
      [],
    )
    const line = ({ qualification, class: group, from, until }: Partial<(typeof expected.lines)[number]>) =>
      `${qualification} ${group} ${from} ${until}`
    // The very ids: a demonstration workforce holds these.
    assert.deepEqual(
      (folders[0]?.instrument.catalogues?.[0]?.items ?? []).map(line).sort(),
      expected.lines.map(line).sort(),
    )
  })
}

test('only invented places, and numbers that can be meant', async () => {
  for (const place of ['CN', 'DE', 'XAA', 'x'])
    await assert.rejects(run({ place, out: scratch }), /--place: found '.*', expected an invented place/)
  for (const [name, value] of [
    ['items', '0'],
    ['items', '100001'],
    ['batches', 'many'],
    ['seed', '-1'],
    ['format', 'pdf'],
  ] as const)
    await assert.rejects(run({ place: 'XA', out: scratch, [name]: value }), new RegExp(`--${name}: found '${value}'`))
  await assert.rejects(
    run({ place: 'XA', out: scratch, items: '3' }),
    /--batches: found '5', expected at most as many as items, 3/,
  )
  assert.equal((await run({ place: 'XA' })).code, exitCode.usage)
})
