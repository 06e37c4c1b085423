// SPDX-License-Identifier: Apache-2.0
// The walls of the house. Every rule has a planted violation in test/architecture/walls.test.ts.

import { floors } from './floors.ts'

const rooms = floors.flat().filter((room) => room !== 'kernel')
const anyRoom = rooms.join('|')
const test = '[.]test[.]tsx?$'
const roots = '^src/(server|worker|cli)[.]ts$'
const browserRoot =
  '^src/(finder/(private/(finder|pathway)|search/device/search)[.]island[.]tsx|access/passkeys/passkeys[.]island[.]ts)$'
const shells = '^src/(http|jobs|cli)/'
const edges = '[.](route|page|view|island|job|command)[.]tsx?$'
const transactions = '^src/db/(acting|at-the-door)[.]ts$'
const sqlLibraries = 'node_modules/(@types/)?(kysely|pg)/'
const preact = 'node_modules/preact(-render-to-string)?/'
const wording = '^src/kernel/(localized|plain-date)[.]ts$'

const upward = floors.flatMap((names, floor) =>
  names.map((name) => {
    const known = new Set([name, ...floors.slice(0, floor).flat()])
    const forbidden = floors.flat().filter((room) => !known.has(room))
    return {
      name: `${name}-imports-only-downward`,
      comment: `${name} may not know what lies beside or above it; tell it by an event instead (docs/architecture.md).`,
      from: { path: `^src/${name}/` },
      to: { path: `^src/(${forbidden.join('|')})/` },
      forbidden,
    }
  }),
)

const housing = [
  ...upward
    .filter((rule) => rule.forbidden.length > 0)
    .map(({ name, comment, from, to }) => ({ name, comment, from, to })),
  {
    name: 'rooms-enter-by-the-door',
    comment: 'Import another room through its index.ts.',
    from: { path: `^src/(${anyRoom})/` },
    to: { path: `^src/(${anyRoom})/`, pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$'] },
  },
  {
    name: 'roots-list-doors-and-edges',
    comment:
      'server.ts, worker.ts and cli.ts are flat lists: of a room they take the door and its edges, nothing inside.',
    from: { path: roots },
    to: {
      path: `^src/(${anyRoom})/`,
      pathNot: ['^src/[^/]+/index[.]ts$', '[.](route|page|job|command)[.]tsx?$'],
    },
  },
  {
    name: 'nothing-imports-a-root',
    comment: 'Composition roots stand on top of everything.',
    from: { path: '^(src|packages)/', pathNot: test },
    to: { path: roots },
  },
  {
    name: 'shells-serve-the-roots',
    comment: 'http, jobs and cli are shells: only the composition roots put rooms into them.',
    from: { path: '^src/([^/]+)/', pathNot: test },
    to: { path: shells, pathNot: '^src/$1/' },
  },
  {
    name: 'shells-know-no-room',
    comment: 'A shell has no domain logic; the composition root hands it what it runs.',
    from: { path: shells, pathNot: test },
    to: { path: `^src/(${anyRoom})/` },
  },
  {
    name: 'db-knows-only-the-kernel',
    comment: 'The database handle serves every room and knows none.',
    from: { path: '^src/db/', pathNot: test },
    to: { path: '^src/', pathNot: '^src/(db|kernel)/' },
  },
  {
    name: 'ui-knows-no-room',
    comment: 'A component knows its props; the kernel lends it wording and dates.',
    from: { path: '^src/ui/', pathNot: test },
    to: { path: '^src/', pathNot: '^src/(ui|kernel)/' },
  },
]

const packages = [
  {
    name: 'recognition-is-pure',
    comment: 'The engine takes facts and a date and returns an outcome: no dependency, no I/O.',
    from: { path: '^packages/recognition/src/', pathNot: test },
    to: { pathNot: '^packages/recognition/src/' },
  },
  {
    name: 'oracle-shares-only-the-contract',
    comment: 'The brute-force evaluator proves the engine only while it shares no code with it.',
    from: { path: '^packages/recognition/src/oracle/', pathNot: test },
    to: {
      path: '^packages/recognition/src/',
      pathNot: '^packages/recognition/src/(oracle/|(rule|person|bundle|assessment)[.]ts$)',
    },
  },
  {
    name: 'engine-knows-no-oracle',
    comment: 'The brute-force evaluator is proof, not product.',
    from: { path: '^(src|packages)/', pathNot: ['^packages/recognition/src/oracle/', test] },
    to: { path: '^packages/recognition/src/oracle/' },
  },
  {
    name: 'packages-enter-by-the-door',
    comment: 'What the application needs of a published package, an outsider may need: export it.',
    from: { path: '^src/', pathNot: test },
    to: { path: '^packages/', pathNot: '^packages/[^/]+/src/index[.]ts$' },
  },
  {
    name: 'attestation-stands-alone',
    comment: 'A foreign authority installs it without this server.',
    from: { path: '^packages/attestation/src/', pathNot: test },
    to: { path: '^src/' },
  },
]

const roles = [
  {
    name: 'models-are-pure',
    comment: 'A model imports only models, the kernel and the engine.',
    from: { path: '[.]model[.]ts$' },
    to: { pathNot: ['[.]model[.]ts$', '^src/kernel/', '^packages/recognition/src/index[.]ts$'] },
  },
  {
    name: 'only-stores-touch-sql',
    comment:
      'SQL lives in *.store.ts and src/db; an act may name the type of the handle it passes on, and say who acts.',
    from: { path: '^src/', pathNot: ['[.]store[.]ts$', '^src/db/', roots, test] },
    to: { path: ['^src/db/', sqlLibraries], pathNot: transactions, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'edges-open-no-transaction',
    comment: 'A page calls an act; the act says who acts and what happens together.',
    from: { path: edges },
    to: { path: transactions },
  },
  {
    name: 'only-access-stands-at-the-door',
    comment: 'At the door the database shows the secrets of sign-in: no other room has business there.',
    from: { path: '^src/', pathNot: ['^src/access/', '^src/db/', test] },
    to: { path: '^src/db/at-the-door[.]ts$' },
  },
  {
    name: 'only-stores-know-the-schema',
    comment: 'Outside stores the database has one type, Db, from src/db/index.ts or handle.ts.',
    from: { path: '^src/', pathNot: ['[.]store[.]ts$', '^src/db/', roots, test] },
    to: {
      path: ['^src/db/', sqlLibraries],
      pathNot: ['^src/db/(index|handle)[.]ts$', transactions],
      dependencyTypes: ['type-only'],
    },
  },
  {
    name: 'edges-do-not-touch-stores',
    comment: 'A route, page, job or command calls an act, never a store.',
    from: { path: edges },
    to: { path: '[.]store[.]ts$' },
  },
  {
    name: 'views-are-leaves',
    comment: 'A view knows its props, other views, the ui components and the wording of the kernel only.',
    from: { path: '[.]view[.]tsx?$' },
    to: { pathNot: ['^src/ui/', '[.](view|model)[.]tsx?$', '^src/kernel/index[.]ts$', wording, preact] },
  },
  {
    name: 'views-compute-nothing',
    comment: 'A view may name the type of its props in a model; what is computed is computed before.',
    from: { path: '[.]view[.]tsx?$' },
    to: { path: '[.]model[.]tsx?$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'islands-run-in-the-browser',
    comment: 'An island is sent to the browser: props, models, ui components, the engine and nothing of the server.',
    from: { path: '[.]island[.]tsx?$' },
    to: {
      pathNot: [
        '^src/ui/',
        '[.](view|island|model)[.]tsx?$',
        wording,
        preact,
        '^packages/(recognition|attestation)/src/index[.]ts$',
        'node_modules/@simplewebauthn/browser/',
      ],
    },
  },
  {
    name: 'operations-do-not-know-edges',
    comment: 'Acts, models and stores never import HTTP or HTML.',
    from: { path: '^src/', pathNot: [edges, roots, test, '^src/ui/', shells] },
    to: { path: edges },
  },
  {
    name: 'only-edges-speak-http',
    comment: 'Fastify ends at the route or page; app.ts of the kernel names its type.',
    from: {
      path: '^src/',
      pathNot: ['[.](route|page)[.]tsx?$', '^src/http/', '^src/kernel/app[.]ts$', '^src/server[.]ts$', test],
    },
    to: { path: 'node_modules/(fastify|@fastify|fastify-type-provider-zod)/' },
  },
  {
    name: 'only-pages-speak-html',
    comment: 'Preact ends at the page.',
    from: { path: '^src/', pathNot: ['[.](page|view|island)[.]tsx?$', '^src/(ui|http)/', test] },
    to: { path: preact },
  },
]

const hygiene = [
  {
    name: 'product-knows-no-test',
    comment:
      'Tests, benches and scripts lean on the product, not the other way round; the lock is shared with the launcher.',
    from: { path: '^(src|packages)/', pathNot: test },
    to: { path: ['^(test|bench|scripts|house)/', test], pathNot: '^scripts/launcher/pid-lock[.]mjs$' },
  },
  {
    name: 'product-needs-no-dev-dependency',
    comment: 'What runs in production stands in "dependencies"; types of packages may come from elsewhere.',
    from: { path: '^(src|packages)/', pathNot: test },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-circular',
    comment: 'Type imports count.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'A file that imports nothing and that nothing imports is lost.',
    from: { orphan: true, path: '^(src|packages)/', pathNot: [test, '^src/ui/assets/', '[.]d[.]ts$'] },
    to: {},
  },
  {
    name: 'no-dead-code',
    comment: 'Every file of the application is reached from a composition root, or from one of the browser.',
    from: { path: [roots, browserRoot] },
    to: { path: '^src/', pathNot: [test, roots, browserRoot, '^src/ui/assets/'], reachable: false },
  },
  {
    name: 'not-to-unresolvable',
    comment: 'An import leads somewhere.',
    from: {},
    to: { couldNotResolve: true },
  },
]

export default {
  forbidden: [...housing, ...packages, ...roles, ...hygiene].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['passerelle-source', 'import', 'node', 'types', 'default'],
    },
  },
}
