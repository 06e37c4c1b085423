// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checks } from '../../scripts/lint/checks.ts'
import { readSource, runCheck } from '../../scripts/lint/source.ts'

const licence = '// SPDX-License-Identifier: Apache-2.0\n'

/** Path and text in which exactly the named check finds something, once. */
const seeds: [check: string, path: string, text: string][] = [
  ['licence-line', 'src/kernel/clock.ts', 'export const clock = 1\n'],
  ['licence-line', 'scripts/run.mjs', '#!/usr/bin/env node\nexport const run = 1\n'],
  ['no-any', 'src/kernel/clock.ts', `${licence}export const clock: any = 1\n`],
  ['no-any', 'test/support/clock.ts', `${licence}export const clock = 1 as any\n`],
  ['no-silenced-compiler', 'src/kernel/clock.ts', `${licence}// @${'ts-ignore'}\nexport const clock = 1\n`],
  ['no-bare-error', 'src/kernel/clock.ts', `${licence}export const fail = () => { throw new Error('x') }\n`],
  ['no-bare-error', 'packages/recognition/src/compile.ts', `${licence}export const wrong = new RangeError('x')\n`],
  ['sql-in-stores', 'src/register/list.ts', `${licence}export const list = (db: Db) => db.selectFrom('level')\n`],
  ['sql-in-stores', 'src/register/list.route.ts', `${licence}export const list = sql\`select 1\`\n`],
  ['no-focused-or-skipped-test', 'src/register/list.test.ts', `${licence}test.only('x', () => {})\n`],
  ['no-focused-or-skipped-test', 'src/register/list.test.ts', `${licence}describe.skip('x', () => {})\n`],
  ['closed-suffixes', 'src/register/list.helper.ts', `${licence}export const list = 1\n`],
  ['closed-suffixes', 'src/register/list.store.model.ts', `${licence}export const list = 1\n`],
  ['known-rooms', 'src/utilities/list.ts', `${licence}export const list = 1\n`],
  ['known-rooms', 'src/helpers.ts', `${licence}export const list = 1\n`],
  ['plain-file-names', 'src/register/listLevels.ts', `${licence}export const list = 1\n`],
  ['words-in-catalogue', 'src/finder/answer.view.tsx', `${licence}export const View = () => <p>Your answer {1}</p>\n`],
  ['words-in-catalogue', 'src/ui/menu.tsx', `${licence}export const Menu = () => <nav aria-label="Main" />\n`],
  ...[
    'Date.now()',
    'new Date()',
    'new Date(0)',
    'Date.parse("2026")',
    'Math.random()',
    'new Intl.Collator()',
    'process.env',
    'globalThis.x',
    'performance.now()',
    'a.localeCompare(b)',
    'a.toLocaleUpperCase()',
    'import("./other.ts")',
    'import.meta.url',
    'new Function("")',
    'console.log(1)',
  ].map((text): [string, string, string] => [
    'engine-is-deterministic',
    'packages/recognition/src/compile.ts',
    `${licence}export const value = ${text}\n`,
  ]),
]

/** What looks like a violation and is none. */
const innocent: [path: string, text: string][] = [
  ['scripts/run.mjs', `#!/usr/bin/env node\n${licence}throw new Error('x')\n`],
  ['src/register/list.store.ts', `${licence}export const list = (db: Db) => db.selectFrom('level')\n`],
  [
    'src/register/list-levels.permissions.test.ts',
    `${licence}test('x', { skip: 'no server' }, () => { new Error() })\n`,
  ],
  ['src/ui/menu.tsx', `${licence}export const Menu = () => <p class="wide">{words('menu')} · <b>→</b></p>\n`],
  ['src/kernel/problem.ts', `${licence}export class Problem extends Error {}\n`],
  ['src/kernel/clock.ts', `${licence}export const now = () => new Date()\n`],
  ['packages/recognition/src/dates.ts', `${licence}export const day = (y: number) => Date.UTC(y, 0, 1)\n`],
  ['packages/recognition/src/reason.ts', `${licence}export const a = { process: 1, document: 2 }.process\n`],
]

const found = (path: string, text: string): string[] => {
  const source = readSource(path, text)
  return checks.flatMap((check) => runCheck(check, source).map((finding) => finding.check))
}

/** The text on one line, without the licence. */
const shown = (text: string): string => text.replace(licence, '').trim().replaceAll('\n', ' ')

test('every check has a planted violation', () => {
  const seeded = new Set(seeds.map(([check]) => check))
  assert.deepEqual(
    checks.map(({ name }) => name).filter((name) => !seeded.has(name)),
    [],
  )
})

for (const [check, path, text] of seeds) {
  test(`caught: ${check} in ${path}: ${shown(text)}`, () => {
    assert.deepEqual(found(path, text), [check])
  })
}

for (const [path, text] of innocent) {
  test(`allowed: ${path}: ${shown(text)}`, () => {
    assert.deepEqual(found(path, text), [])
  })
}
