// SPDX-License-Identifier: Apache-2.0
// The launcher: no dependency, any Node from 20 on. Installs what is missing, then runs a part of the project.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies } from './launcher/ensure-dependencies.mjs'
import { ensureRuntime } from './launcher/ensure-runtime.mjs'
import { root } from './launcher/paths.mjs'
import { runCommand, runProgram } from './launcher/run-program.mjs'
import { Stop } from './launcher/stop.mjs'

const usage = `Usage: node scripts/run.mjs TASK [arguments]

  start        the server, on http://127.0.0.1:3000 (npm start)
  worker       a further worker on the same database (npm run worker)
  passerelle   the command line (npx passerelle)
  test         all tests, or the files named (npm test)
  check        format, lint, types, walls, docs and tests (npm run check)
  measure      the measures of the house (npm run measure)
  bench        measurements against peers (npm run bench -- NAME --json)
  proof        long proofs (npm run proof -- NAME)
  format       formats the code (npm run format)
  schema       generates src/db/schema.ts from the migrations
`

const program = (...path) => join(root, ...path)

/** What each task runs, once dependencies and runtime are there. Answers the exit code. */
const tasks = {
  start: ({ runtime, args }) => runProgram(runtime, [program('src', 'server.ts'), ...args]),
  worker: ({ runtime, args }) => runProgram(runtime, [program('src', 'worker.ts'), ...args]),
  passerelle: ({ runtime, args }) => runProgram(runtime, [program('src', 'cli.ts'), ...args]),
  test: async (session) => (await import('./launcher/test.mjs')).test(session),
  check: async (session) => (await import('./launcher/check.mjs')).check(session),
  measure: ({ runtime, args }) => runProgram(runtime, [program('scripts', 'measure.mjs'), ...args]),
  bench: ({ runtime, args }) => runProgram(runtime, [program('bench', 'run.ts'), ...args]),
  proof: ({ runtime, args }) => runProgram(runtime, [program('test', 'proofs', 'run.ts'), ...args]),
  format: () => runCommand([program('node_modules', '.bin', 'biome'), 'check', '--write', '.'], { cwd: root }),
  schema: ({ runtime, args }) =>
    runProgram(runtime, [program('test', 'support', 'generate-schema.ts'), ...args], { cwd: root }),
}

export async function run([name, ...args]) {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined
  if (task === undefined) {
    const asked = name === undefined || name === 'help' || name === '--help'
    console[asked ? 'log' : 'error'](asked ? usage : `There is no task '${name}'.\n\n${usage}`)
    return asked ? 0 : 2
  }
  if (!existsSync(join(root, 'package-lock.json')))
    throw new Stop(`${root} has no package-lock.json: is the clone whole?`)
  await ensureDependencies()
  const runtime = await ensureRuntime()
  return task({ runtime, args })
}

/** Sets the exit code instead of exiting, so that what is written gets out. */
export async function main(args) {
  try {
    process.exitCode = await run(args)
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    console.error(error.message)
    process.exitCode = error.exitCode
  }
}

if (import.meta.filename === process.argv[1] || process.argv[1]?.endsWith('/scripts/run.mjs'))
  await main(process.argv.slice(2))
