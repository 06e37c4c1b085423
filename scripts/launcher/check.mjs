// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'
import { runCommand, runProgram } from './run-program.mjs'
import { test } from './test.mjs'

const tool = (...path) => join(root, 'node_modules', ...path)
const script = (name) => join(root, 'scripts', name)

/** Everything that has to hold before a change is taken in; all of it runs, so that one look shows all there is to do. */
export async function check(session) {
  const { runtime } = session
  const typeCheck = (project) => () =>
    runCommand([runtime, tool('typescript7', 'bin', 'tsc'), '-p', project], { cwd: root })
  const own =
    (name, ...args) =>
    () =>
      existsSync(script(name)) ? runProgram(runtime, [script(name), ...args], { cwd: root }) : 0
  const steps = [
    ['format and lint', () => runCommand([tool('.bin', 'biome'), 'check', '.'], { cwd: root })],
    ['types', typeCheck('tsconfig.json')],
    ['types of the engine', typeCheck('packages/recognition/tsconfig.json')],
    ['types of the certificates', typeCheck('packages/attestation/tsconfig.json')],
    ['house rules', own('lint.mjs')],
    ['walls', own('walls.mjs')],
    ['measures', own('measure.mjs', '--check')],
    [
      'database types',
      () => runProgram(runtime, [join(root, 'test', 'support', 'generate-schema.ts'), '--check'], { cwd: root }),
    ],
    ['docs in sync', own('docs-in-sync.mjs')],
    ['law', () => runProgram(runtime, [join(root, 'src', 'cli.ts'), 'law', 'check'], { cwd: root })],
    ['examples of the law', () => runProgram(runtime, [join(root, 'src', 'cli.ts'), 'law', 'test'], { cwd: root })],
    ...(session.args.includes('--without-tests') ? [] : [['tests', () => test({ ...session, args: [] })]]),
  ]
  const failed = []
  for (const [name, step] of steps) {
    console.log(`\n== ${name}`)
    if ((await step()) !== 0) failed.push(name)
  }
  console.log(failed.length === 0 ? '\nAll checks hold.' : `\nFailed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
}
