// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Command,
  type CommandContext,
  Problem,
  readSettings,
  silentLogger,
  systemClock,
} from '../../kernel/index.ts'
import { testLawCommand } from '../examples/test-law.command.ts'
import { lawSchemasCommand } from '../published/law-schemas.command.ts'
import { checkLawCommand } from './check-law.command.ts'

async function run(command: Command, positionals: string[], values: Record<string, string | boolean> = {}) {
  const output = { stdout: '', stderr: '' }
  const context: CommandContext = {
    settings: readSettings({}),
    stdin: process.stdin,
    stdout: (text) => {
      output.stdout += text
    },
    stderr: (text) => {
      output.stderr += text
    },
    clock: systemClock,
    logger: silentLogger(),
    database: () => Promise.reject(new Problem('internal', 'the law is checked without a database')),
  }
  const code = await command.run(context, { positionals, values })
  return { code, ...output }
}

test('the shipped law has nothing wrong but what docs/law-check.md says of it, and every example comes out as expected', async () => {
  const check = await run(checkLawCommand, [], { json: true })
  const { problems, findings } = JSON.parse(check.stdout) as Record<
    'problems' | 'findings',
    { code: string; instrument: string }[]
  >
  assert.equal(problems.length, findings.length)
  assert.deepEqual(
    findings.map(({ code, instrument }) => `${code} ${instrument}`),
    [
      'weak-source cn-gd-2020-titles',
      'weak-source cn-gd-2020-titles',
      'agreement-one-sided hk-cepa-construction-practice',
    ],
  )
  assert.equal(check.code, 0)
  const examples = await run(testLawCommand, [])
  assert.match(examples.stdout, /^\d+ examples: all as expected\n$/)
  assert.equal(examples.code, 0)
})

test('problems give exit code 1, in words and as JSON', async () => {
  const folder = 'test/fixtures/law/demo/law'
  const words = await run(checkLawCommand, [folder])
  assert.equal(words.code, 1)
  assert.match(
    words.stdout,
    /^test\/fixtures\/law\/demo\/law\/XA\/title-notice\/examples\/met\/medallist\.yaml:3:5 in: unknown jurisdiction 'XA-17'/,
  )
  const json = await run(checkLawCommand, [folder], { json: true })
  const { instruments, rules, problems } = JSON.parse(json.stdout) as {
    instruments: number
    rules: number
    problems: object[]
  }
  assert.deepEqual([json.code, instruments, rules, problems.length > 0], [1, 2, 1, true])
  assert.equal((await run(testLawCommand, [folder], { json: true })).code, 1)
})

test('a wrong call gives exit code 2', async () => {
  for (const command of [checkLawCommand, testLawCommand]) {
    assert.deepEqual(await run(command, ['law', 'law']), {
      code: 2,
      stdout: '',
      stderr: 'expected one folder at most\n',
    })
  }
  assert.equal((await run(lawSchemasCommand, ['rule'])).code, 2)
})

test('a folder that is not there is a problem by name', async () => {
  await assert.rejects(run(checkLawCommand, ['law/XX']), { code: 'not-found', message: "there is no folder 'law/XX'" })
})

test('a schema is printed by name', async () => {
  const { code, stdout } = await run(lawSchemasCommand, ['rules'])
  assert.equal(code, 0)
  assert.equal((JSON.parse(stdout) as { title: string }).title, 'rules.yaml: the executable clauses of an instrument')
})
