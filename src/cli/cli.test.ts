// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Command } from '../kernel/command.ts'
import { knownVariables, strangeVariables } from '../kernel/known-environment.ts'
import { editDistance } from '../kernel/nearest.ts'
import { Problem, type ProblemCode } from '../kernel/problem.ts'
import { commandHelp } from './help.ts'
import { printable, printableInColour } from './printable.ts'
import { runCommand, type Session } from './run-command.ts'

const examples = ['passerelle assess person.yaml --in HK']

function command(name: string, run: Command['run']): Command {
  const options = [
    { flag: '--in', value: 'PLACE', summary: 'Where' },
    { flag: '-j, --json', summary: 'As JSON' },
  ]
  return { name, summary: `Does ${name}`, usage: 'FILE --in PLACE', options, examples, run }
}

/** What a call prints, and its exit code. */
async function call(
  args: string[],
  work: Command['run'] = async () => 0,
): Promise<{ out: string; err: string; code: number }> {
  const said = { out: '', err: '' }
  const session: Session = {
    version: '0.1.0',
    stdout: (text) => {
      said.out += text
    },
    stderr: (text) => {
      said.err += text
    },
    within: (_, run) => run({ ...context, stdout: session.stdout, stderr: session.stderr }),
  }
  const commands = ['assess', 'law check', 'law test', 'doctor'].map((name) => command(name, work))
  const code = await runCommand(commands, args, session)
  return { ...said, code }
}

const context = {} as Parameters<Command['run']>[0]

const problemCall = (code: ProblemCode, message: string) =>
  call(['doctor'], async () => {
    throw new Problem(code, message)
  })

test('a command gets its positionals and values', async () => {
  let given: unknown
  const result = await call(['law', 'check', 'a.yaml', '--in=CN-3205', '-j', '-'], async (_, args) => {
    given = { positionals: args.positionals, values: { ...args.values } }
    return 1
  })
  assert.deepEqual(given, { positionals: ['a.yaml', '-'], values: { in: 'CN-3205', json: true } })
  assert.deepEqual(result, { out: '', err: '', code: 1 })
})

test('what is misspelt or missing is named, with what was meant', async () => {
  const cases = [
    ['asess'],
    ['law', 'chekc'],
    ['law', 'x'],
    ['zzz'],
    ['--jsno'],
    ['assess', '--jsno'],
    ['assess', '--in'],
    ['assess', '--json=1'],
  ]
  const results = await Promise.all(cases.map((args) => call(args)))
  assert.deepEqual(
    results.map(({ err, code }) => [err, code]),
    [
      ["There is no command 'asess'. Did you mean 'assess'? `passerelle --help` lists them all.\n", 2],
      ["There is no command 'law chekc'. Did you mean 'law check'? `passerelle --help` lists them all.\n", 2],
      ["There is no command 'law x'. `passerelle --help` lists them all.\n", 2],
      ["There is no command 'zzz'. `passerelle --help` lists them all.\n", 2],
      ["There is no command '--jsno'. `passerelle --help` lists them all.\n", 2],
      ["'passerelle assess' has no option --jsno. Did you mean --json? See `passerelle assess --help`.\n", 2],
      ["Option '--in <value>' argument missing. See `passerelle assess --help`.\n", 2],
      ["Option '-j, --json' does not take an argument. See `passerelle assess --help`.\n", 2],
    ],
  )
})

test('help comes from everywhere, whatever else is wrong with the call', async () => {
  const expected = `${commandHelp(command('assess', async () => 0))}\n`
  for (const args of [
    ['assess', '--help'],
    ['assess', '--nonsense', '-h'],
    ['help', 'assess'],
  ]) {
    assert.deepEqual(await call(args), { out: expected, err: '', code: 0 })
  }
  assert.ok(expected.includes(examples[0] ?? ''))
  const [all, group, none] = [await call(['--help']), await call(['law']), await call([])]
  assert.deepEqual([all.code, group.code, none.code], [0, 2, 2])
  assert.equal(none.out, all.out)
  assert.deepEqual(
    [...group.out.matchAll(/^ {2}(law \w+|doctor|assess)/gm)].map((match) => match[1]),
    ['law check', 'law test'],
  )
})

test('every kind of failure has its documented exit code', async () => {
  const codes: ProblemCode[] = [
    'invalid-input',
    'not-found',
    'law',
    'import',
    'unavailable',
    'settings',
    'database',
    'conflict',
    'internal',
  ]
  const results = await Promise.all(codes.map((code) => problemCall(code, `it is ${code}`)))
  assert.deepEqual(
    results.map(({ err, code }) => [err.trim(), code]),
    codes.map((code, index) => [`it is ${code}`, [2, 2, 2, 2, 3, 3, 3, 3, 70][index]]),
  )
})

test('what is wrong in a file is told by file, line and what was expected', async () => {
  const errors = [
    { file: 'person.yaml', line: 3, path: 'credentials[0].issued', message: 'is no date', expected: 'YYYY-MM-DD' },
  ]
  const result = await call(['doctor'], async () => {
    throw new Problem('invalid-input', 'person.yaml cannot be used', { errors })
  })
  const expected =
    'person.yaml cannot be used\n  person.yaml:3 credentials[0].issued: is no date (expected YYYY-MM-DD)\n'
  assert.deepEqual(result, { out: '', err: expected, code: 2 })
})

test('what the message says is not said again', async () => {
  const expected = 'the code of a jurisdiction'
  const errors = [
    { path: 'in', message: "found 'QQ'", expected },
    { path: 'to', message: 'is missing', expected: 'a level' },
  ]
  const result = await call(['doctor'], async () => {
    throw new Problem('invalid-input', `in: found 'QQ', expected ${expected}`, { errors })
  })
  assert.equal(result.err, "in: found 'QQ', expected the code of a jurisdiction\n  to: is missing (expected a level)\n")
})

test('what a file holds does not steer the terminal', () => {
  const nasty = "found 'a\u001b[31mred\u0007\u009b2J\u202e\r', expected\tb\n"
  assert.equal(printable(nasty), "found 'a\\u001b[31mred\\u0007\\u009b2J\\u202e\\u000d', expected\tb\n")
  assert.equal(
    printableInColour('\u001b[32myes\u001b[39m \u001b[8m高级技师'),
    '\u001b[32myes\u001b[39m \\u001b[8m高级技师',
  )
  assert.deepEqual(JSON.parse(printableInColour(JSON.stringify({ nasty }))), { nasty })
})

test('a variable that nobody reads is told with the one that was meant', () => {
  const known = knownVariables.join(', ')
  assert.deepEqual(
    strangeVariables({ PASSERELLE_PROT: '1', passerelle_data: 'x', PASSERELLE_QX: '', PASSERELLE_PORT: '1' }),
    [
      'PASSERELLE_PROT is set, but nothing reads it; did you mean PASSERELLE_PORT?',
      `PASSERELLE_QX is set, but nothing reads it; known are ${known}`,
      'passerelle_data is set, but nothing reads it; did you mean PASSERELLE_DATA?',
    ],
  )
})

test('every variable that a program reads is known', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const files = ['src', 'scripts', 'test', 'bench'].flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx,mjs}`, { cwd: root }).map((file) => join(root, file)),
  )
  const read = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/env(?:\.|\[['"])(PASSERELLE_[A-Z_]+)/g)].map((match) => match[1] ?? ''),
  )
  const known: readonly string[] = knownVariables
  assert.ok(read.length > 5)
  assert.deepEqual(
    read.filter((name) => !known.includes(name)),
    [],
  )
})

test('a lost connection is an outage, anything unforeseen a defect', async () => {
  const failing = (error: Error) =>
    call(['doctor'], async () => {
      throw error
    })
  const lost = await failing(Object.assign(new Error('terminating connection'), { code: '57P01' }))
  const defect = await failing(new RangeError('oops'))
  assert.deepEqual([lost.code, lost.err, defect.code], [3, 'terminating connection\n', 70])
  assert.match(defect.err, /^This is a defect in Passerelle\. RangeError: oops\n {4}at /)
})

test('the distance of words counts a swap of neighbours once', () => {
  const pairs: [string, string][] = [
    ['assess', 'assess'],
    ['asess', 'assess'],
    ['chekc', 'check'],
    ['', 'abc'],
    ['kitten', 'sitting'],
  ]
  assert.deepEqual(
    pairs.map(([a, b]) => editDistance(a, b)),
    [0, 1, 1, 3, 3],
  )
})
