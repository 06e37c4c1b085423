// SPDX-License-Identifier: Apache-2.0

/** Path to text; a path is relative to the root of the tree. */
export type Tree = Record<string, string>

const door = (...imports: string[]): string =>
  `${imports.map((path) => `import '${path}'\n`).join('')}export const door = 1\n`
const name = (value: string): string => `export const ${value} = 1\n`
const installed = (id: string): Tree => ({
  [`node_modules/${id}/package.json`]: JSON.stringify({ name: id, version: '1.0.0', type: 'module', main: 'index.js' }),
  [`node_modules/${id}/index.js`]: 'export const library = 1\n',
})

const rooms = [
  'organisations',
  'access',
  'register',
  'instruments',
  'finder',
  'publishing',
  'casework',
  'programmes',
  'population',
  'credentials',
  'federation',
  'observatory',
]

const decisions = 'src/casework/decisions'

/** A small house in which everything is allowed. */
export const cleanHouse: Tree = {
  'package.json': JSON.stringify({
    name: 'house',
    type: 'module',
    dependencies: { kysely: '1', fastify: '1', preact: '1', pino: '1' },
    devDependencies: { 'fast-check': '1' },
  }),
  ...installed('kysely'),
  ...installed('fastify'),
  ...installed('preact'),
  ...installed('pino'),
  ...installed('fast-check'),
  'src/kernel/clock.ts': name('clock'),
  'src/kernel/localized.ts': name('localized'),
  'src/kernel/app.ts': "import type { library } from 'fastify'\nexport type App = typeof library\n",
  'src/kernel/command.ts':
    "import type { Db } from '../db/index.ts'\nexport type Context = { db: Db; clock: number }\n",
  'src/db/index.ts':
    "import { library } from 'kysely'\nimport '../kernel/clock.ts'\nimport './acting.ts'\nimport './at-the-door.ts'\nimport './schema.ts'\nexport type Db = typeof library\n",
  'src/db/acting.ts': name('acting'),
  'src/db/at-the-door.ts': name('door'),
  'src/db/schema.ts': name('schema'),
  ...Object.fromEntries(rooms.map((room) => [`src/${room}/index.ts`, door('../kernel/clock.ts')])),
  'src/casework/index.ts': door('../finder/index.ts', '../organisations/index.ts', './decisions/decide.ts'),
  [`${decisions}/decide.ts`]:
    "import type { Db } from '../../db/index.ts'\nimport './decisions.store.ts'\nimport './decisions.model.ts'\nexport const decide = (db: Db) => db\n",
  [`${decisions}/decisions.model.ts`]:
    "import '../../kernel/clock.ts'\nimport '../../../packages/recognition/src/index.ts'\nexport const model = 1\n",
  [`${decisions}/decisions.store.ts`]:
    "import { library } from 'kysely'\nimport '../../db/index.ts'\nexport const store = library\n",
  [`${decisions}/decide.route.ts`]:
    "import type { App } from '../../kernel/app.ts'\nimport './decide.ts'\nexport const route = (app: App) => app\n",
  [`${decisions}/decide.page.tsx`]:
    "import './decide.ts'\nimport './decide.view.tsx'\nimport './decide.island.tsx'\nimport '../../ui/page-shell.tsx'\nexport const page = 1\n",
  [`${decisions}/decide.view.tsx`]:
    "import '../../ui/button/button.view.tsx'\nimport '../../kernel/localized.ts'\nimport 'preact'\nimport type { model } from './decisions.model.ts'\nexport type Props = typeof model\n",
  [`${decisions}/decide.island.tsx`]:
    "import './decide.view.tsx'\nimport './decisions.model.ts'\nexport const island = 1\n",
  [`${decisions}/decide.job.ts`]: "import './decide.ts'\nexport const job = 1\n",
  [`${decisions}/decide.command.ts`]:
    "import type { Context } from '../../kernel/command.ts'\nimport './decide.ts'\nexport const command = (context: Context) => context\n",
  [`${decisions}/decide.test.ts`]:
    "import 'fast-check'\nimport './decide.ts'\nimport '../../../test/support/database.ts'\n",
  'src/ui/button/button.view.tsx': "import '../../kernel/localized.ts'\nimport 'preact'\nexport const button = 1\n",
  'src/ui/page-shell.tsx': "import './button/button.view.tsx'\nexport const pageShell = 1\n",
  'src/http/build-app.ts': "import 'fastify'\nimport './errors.ts'\nexport const app = 1\n",
  'src/http/errors.ts': name('errors'),
  'src/jobs/run-jobs.ts': "import 'pino'\nexport const runJobs = 1\n",
  'src/cli/run-command.ts': "import 'pino'\nexport const runCommand = 1\n",
  'src/server.ts': [
    "import './db/index.ts'",
    "import './http/build-app.ts'",
    "import './casework/decisions/decide.route.ts'",
    "import './casework/decisions/decide.page.tsx'",
    ...rooms.map((room) => `import './${room}/index.ts'`),
  ].join('\n'),
  'src/worker.ts': "import './jobs/run-jobs.ts'\nimport './casework/decisions/decide.job.ts'\n",
  'src/cli.ts': "import './cli/run-command.ts'\nimport './casework/decisions/decide.command.ts'\n",
  'packages/recognition/src/index.ts': "import './compile.ts'\nexport const assess = 1\n",
  'packages/recognition/src/compile.ts': "import type { Rule } from './rule.ts'\nexport type Compiled = Rule\n",
  'packages/recognition/src/rule.ts': 'export type Rule = string\n',
  'packages/recognition/src/compile.test.ts':
    "import 'fast-check'\nimport './compile.ts'\nimport './oracle/evaluate.ts'\n",
  'packages/recognition/src/oracle/evaluate.ts': "import type { Rule } from '../rule.ts'\nexport type Oracle = Rule\n",
  'packages/attestation/src/index.ts': "import './bytes.ts'\nexport const verify = 1\n",
  'packages/attestation/src/bytes.ts': name('bytes'),
  'test/support/database.ts': "import '../../src/db/index.ts'\nexport const database = 1\n",
}

export interface Seed {
  rule: string
  /** Files that replace those of the clean house, or join them. */
  plant: Tree
}

/** Each room, and the nearest room it may not know. */
const tooHigh: [room: string, target: string][] = [
  ['kernel', 'organisations'],
  ['organisations', 'access'],
  ['access', 'register'],
  ['register', 'instruments'],
  ['instruments', 'finder'],
  ['finder', 'publishing'],
  ['publishing', 'casework'],
  ['casework', 'programmes'],
  ['programmes', 'population'],
  ['population', 'credentials'],
  ['credentials', 'federation'],
  ['federation', 'credentials'],
]

const upward: Seed[] = tooHigh.map(([room, target]) => ({
  rule: `${room}-imports-only-downward`,
  plant: {
    [`src/${target}/index.ts`]: name('door'),
    [room === 'kernel' ? 'src/kernel/clock.ts' : `src/${room}/index.ts`]: door(`../${target}/index.ts`),
  },
}))

/** The file of the clean house, with one more import. */
const alsoImports = (file: string, path: string): Tree => ({ [file]: `import '${path}'\n${cleanHouse[file]}` })
const alsoKnows = (file: string, path: string): Tree => ({
  [file]: `import type { Thing } from '${path}'\nexport type Also = Thing\n${cleanHouse[file]}`,
})

const housing: Seed[] = [
  {
    rule: 'rooms-enter-by-the-door',
    plant: {
      'src/organisations/parties.ts': name('parties'),
      ...alsoImports(`${decisions}/decide.ts`, '../../organisations/parties.ts'),
    },
  },
  { rule: 'roots-list-doors-and-edges', plant: alsoImports('src/server.ts', './casework/decisions/decide.ts') },
  {
    rule: 'nothing-imports-a-root',
    plant: {
      'src/worker.ts': name('worker'),
      ...alsoImports('src/http/build-app.ts', '../worker.ts'),
      ...jobReached(),
    },
  },
  {
    rule: 'shells-serve-the-roots',
    plant: alsoImports(`${decisions}/decide.job.ts`, '../../jobs/run-jobs.ts'),
  },
  { rule: 'shells-serve-the-roots', plant: alsoImports('src/http/build-app.ts', '../cli/run-command.ts') },
  { rule: 'shells-know-no-room', plant: alsoImports('src/http/build-app.ts', '../register/index.ts') },
  {
    rule: 'db-knows-only-the-kernel',
    plant: { 'src/register/index.ts': name('door'), ...alsoImports('src/db/index.ts', '../register/index.ts') },
  },
  {
    rule: 'ui-knows-no-room',
    plant: alsoImports('src/ui/page-shell.tsx', '../register/index.ts'),
  },
]

/** What only the worker lists, listed by the command line instead. */
function jobReached(): Tree {
  return {
    'src/cli.ts': `import './jobs/run-jobs.ts'\nimport './casework/decisions/decide.job.ts'\n${cleanHouse['src/cli.ts']}`,
  }
}

const engine = 'packages/recognition/src'

const packages: Seed[] = [
  { rule: 'recognition-is-pure', plant: alsoImports(`${engine}/compile.ts`, 'node:fs') },
  { rule: 'oracle-shares-only-the-contract', plant: alsoImports(`${engine}/oracle/evaluate.ts`, '../compile.ts') },
  {
    rule: 'engine-knows-no-oracle',
    plant: alsoImports(`${engine}/compile.ts`, './oracle/evaluate.ts'),
  },
  {
    rule: 'packages-enter-by-the-door',
    plant: alsoImports(`${decisions}/decide.ts`, '../../../packages/recognition/src/compile.ts'),
  },
  {
    rule: 'attestation-stands-alone',
    plant: alsoImports('packages/attestation/src/bytes.ts', '../../../src/kernel/clock.ts'),
  },
]

const roles: Seed[] = [
  { rule: 'models-are-pure', plant: alsoImports(`${decisions}/decisions.model.ts`, 'pino') },
  { rule: 'only-stores-touch-sql', plant: alsoImports(`${decisions}/decide.ts`, 'kysely') },
  { rule: 'only-stores-touch-sql', plant: alsoImports(`${decisions}/decide.ts`, '../../db/index.ts') },
  { rule: 'only-stores-know-the-schema', plant: alsoKnows(`${decisions}/decide.ts`, '../../db/schema.ts') },
  { rule: 'only-stores-know-the-schema', plant: alsoKnows(`${decisions}/decide.ts`, 'kysely') },
  { rule: 'edges-open-no-transaction', plant: alsoImports(`${decisions}/decide.route.ts`, '../../db/acting.ts') },
  { rule: 'only-access-stands-at-the-door', plant: alsoImports(`${decisions}/decide.ts`, '../../db/at-the-door.ts') },
  { rule: 'edges-do-not-touch-stores', plant: alsoImports(`${decisions}/decide.route.ts`, './decisions.store.ts') },
  { rule: 'views-are-leaves', plant: alsoImports(`${decisions}/decide.view.tsx`, './decide.ts') },
  { rule: 'views-compute-nothing', plant: alsoImports(`${decisions}/decide.view.tsx`, './decisions.model.ts') },
  { rule: 'islands-run-in-the-browser', plant: alsoImports(`${decisions}/decide.island.tsx`, '../../kernel/clock.ts') },
  {
    rule: 'operations-do-not-know-edges',
    plant: {
      [`${decisions}/list.view.tsx`]: "import 'preact'\nexport const list = 1\n",
      ...alsoImports(`${decisions}/decide.ts`, './list.view.tsx'),
    },
  },
  { rule: 'only-edges-speak-http', plant: alsoImports(`${decisions}/decide.ts`, 'fastify') },
  { rule: 'only-pages-speak-html', plant: alsoImports(`${decisions}/decide.ts`, 'preact') },
]

const hygiene: Seed[] = [
  {
    rule: 'product-knows-no-test',
    plant: { 'test/support/words.ts': name('words'), ...alsoImports('src/db/index.ts', '../../test/support/words.ts') },
  },
  { rule: 'product-needs-no-dev-dependency', plant: alsoImports(`${decisions}/decide.ts`, 'fast-check') },
  {
    rule: 'no-circular',
    plant: { 'src/http/errors.ts': "import type { app } from './build-app.ts'\nexport type Errors = typeof app\n" },
  },
  { rule: 'no-orphans', plant: { 'packages/attestation/src/lost.ts': name('lost') } },
  {
    rule: 'no-dead-code',
    plant: { 'src/finder/forgotten.ts': "import '../kernel/clock.ts'\nexport const forgotten = 1\n" },
  },
  { rule: 'not-to-unresolvable', plant: alsoImports('src/http/errors.ts', 'no-such-library') },
]

/** At least one violation of every rule in house/dependency-cruiser.mjs; each breaks that rule and no other. */
export const seeds: Seed[] = [...upward, ...housing, ...packages, ...roles, ...hygiene]
