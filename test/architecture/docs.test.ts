// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { docsChecks } from '../../scripts/lint/docs/check-docs.ts'
import { commandsPage } from '../../scripts/lint/docs/commands-page.ts'
import { lawPage } from '../../scripts/lint/docs/law-page.ts'

const inSync: Record<string, string> = {
  'README.md': '# House\n[map](docs/architecture.md), [decisions](docs/decisions/README.md), `npm run check`\n',
  'package.json': '{"scripts":{"check":"x"}}',
  'docs/architecture.md':
    '# Map\nThe room `register`: [words](glossary.md#a-word-字), [code](../src/register/), PASSERELLE_PORT\n',
  'docs/glossary.md': '# Words\n## A word (字)\n`register`\n```md\n[not a link](nowhere.md)\n```\n',
  'docs/decisions/README.md': '- [one](0001-one.md)\n',
  'docs/decisions/0001-one.md': '# One\n\n## Context\n\n## Decision\n\n## Consequences\n',
  'src/register/README.md': '# Register\n',
  'src/register/index.ts': "export const port = 'PASSERELLE_PORT'\n",
  'packages/recognition/package.json': '',
  'packages/recognition/README.md': '# Engine\n',
}

const findings = (plant: Record<string, string | undefined>): Record<string, string[]> => {
  const files = new Map(
    Object.entries({ ...inSync, ...plant }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  )
  const found = Object.entries(docsChecks).map(([name, check]): [string, string[]] => [name, check(files)])
  return Object.fromEntries(found.filter(([, list]) => list.length > 0))
}

const seeds: [plant: Record<string, string | undefined>, expected: Record<string, string[]>][] = [
  [{ 'src/register/README.md': undefined }, { 'room-papers': ['src/register/README.md: missing'] }],
  [{ 'src/register/index.ts': undefined }, { 'room-papers': ['src/register/index.ts: missing'] }],
  [{ 'packages/recognition/README.md': undefined }, { 'room-papers': ['packages/recognition/README.md: missing'] }],
  [
    { 'docs/glossary.md': '# Words\n## A word (字)\n' },
    { 'rooms-named': ['docs/glossary.md: does not name the room `register`'] },
  ],
  [
    { 'packages/recognition/README.md': 'line\n[gone](gone.md)\n' },
    { 'links-resolve': ['packages/recognition/README.md:2: gone.md leads nowhere'] },
  ],
  [
    { 'docs/glossary.md': '# Words\n`register`\n' },
    { 'links-resolve': ['docs/architecture.md:2: glossary.md#a-word-字 leads nowhere'] },
  ],
  [{ 'docs/lost.md': '# Lost\n' }, { 'pages-reached': ['docs/lost.md: no chain of links leads here from README.md'] }],
  [
    { 'docs/decisions/0003-two.md': '# Two\n\n## Context\n\n## Decision\n' },
    {
      'pages-reached': ['docs/decisions/0003-two.md: no chain of links leads here from README.md'],
      'decisions-listed': [
        'docs/decisions/0003-two.md: not listed in docs/decisions/README.md',
        'docs/decisions/0003-two.md: numbers run from 0001 without gap or repetition',
        "docs/decisions/0003-two.md: has no '## Consequences'",
      ],
    },
  ],
  [
    { 'src/register/index.ts': "export const host = 'PASSERELLE_HOST'\n" },
    { 'settings-described': ['PASSERELLE_HOST: no page describes this setting'] },
  ],
  [{ 'package.json': '{}' }, { 'scripts-exist': ["README.md: 'npm run check' is no script of package.json"] }],
]

test('documents in sync have no findings, and every check has a planted violation', () => {
  assert.deepEqual(findings({}), {})
  const seeded = new Set(seeds.flatMap(([, expected]) => Object.keys(expected)))
  assert.deepEqual(
    Object.keys(docsChecks).filter((name) => !seeded.has(name)),
    [],
  )
})

for (const [plant, expected] of seeds) {
  test(`caught: ${Object.keys(expected).join(', ')} (${Object.keys(plant)[0]})`, () => {
    assert.deepEqual(findings(plant), expected)
  })
}

test('the page of the law lists every instrument', () => {
  const law: Record<string, string> = {
    'law/XA/measure/instrument.yaml':
      "id: xa\nkind: measure\nnumber: 1|2\ntitle: { en: A measure, zh-CN: 办法 }\nstatus: in-force\neffective: '2024-01'\ncarries: [XA-1]\nsources: [{ quality: official, text: excerpt }]\nclauses: [{ id: a }]\n",
    'law/XA/measure/rules.yaml': 'rules: [{ id: one }, { id: two }]\n',
  }
  const page = lawPage(Object.keys(law), (path) => law[path] ?? '')
  assert.equal(
    page.split('\n').at(-2),
    '| [A measure](../law/XA/measure/instrument.yaml)<br>办法 | measure, 1\\|2 | 2024-01 | in-force | official (excerpt) | 1 | 2 | XA-1 |',
  )
})

test('the page of the commands shows each as its help does', () => {
  const run = () => Promise.resolve(0)
  const page = commandsPage([
    {
      name: 'law check',
      summary: 'Checks law files.',
      usage: '[FOLDER]',
      options: [{ flag: '--lang', value: 'LANG', summary: 'language' }],
      examples: ['passerelle law check law/CN-SX'],
      run,
    },
  ])
  assert.equal(
    page.slice(page.indexOf('## ')),
    '## passerelle law check\n\nChecks law files.\n\n```\npasserelle law check [FOLDER]\n```\n\n- `--lang LANG`: language\n\nExamples:\n\n```sh\npasserelle law check law/CN-SX\n```\n',
  )
})
