// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline'
import { type Command, exitCode, Problem } from '../../kernel/index.ts'
import { expectWritable, openAsked } from '../asked/asked-file.ts'
import { packWorkforce } from './pack-workforce.ts'
import { personAt } from './person-at.ts'
import { readWorkforce } from './read-workforce.ts'
import type { Workforce } from './workforce.ts'
import { writeSnapshot } from './write-snapshot.ts'

/** Bad lines that are told one by one. */
const MOST_TOLD = 20

/** `passerelle workforce pack`: persons as JSON lines into the file that is evaluated. */
export const packWorkforceCommand: Command = {
  name: 'workforce pack',
  summary: 'Make the file of a workforce of persons in JSON',
  usage: 'FILE --out FILE',
  description: [
    'FILE has one JSON object a line: `person` as `passerelle schema person` says, and beside it, where known, district, sex, origin and occupation as text, by which figures are broken down. `-` reads standard input.',
    'A line that is wrong is told and left out; the exit code is then 1.',
  ].join('\n'),
  options: [{ flag: '--out', value: 'FILE', summary: 'Where to write; a file of that name is replaced' }],
  examples: ['passerelle workforce pack persons.jsonl --out workforce.columns'],
  async run(context, args) {
    const [file, ...more] = args.positionals
    const { out } = args.values
    if (file === undefined || more.length > 0 || typeof out !== 'string') {
      context.stderr('expected one FILE, or - for standard input, and --out FILE\n')
      return exitCode.usage
    }
    await expectWritable('--out', out)
    const input = file === '-' ? context.stdin : (await openAsked(file)).createReadStream()
    const { workforce, bad } = await packWorkforce(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
    await writeSnapshot(out, workforce, { about: { from: file } })
    for (const { line, problems } of bad.slice(0, MOST_TOLD))
      for (const { path, message } of problems)
        context.stderr(`line ${line}: ${path === '' ? '' : `${path}: `}${message}\n`)
    if (bad.length > MOST_TOLD) context.stderr(`and ${bad.length - MOST_TOLD} further lines\n`)
    context.stdout(`${out}: ${countsOf(workforce)}\n`)
    return bad.length > 0 ? exitCode.negative : exitCode.ok
  },
}

/** `passerelle workforce show`: what a file holds, or one person of it. */
export const showWorkforceCommand: Command = {
  name: 'workforce show',
  summary: 'Say what the file of a workforce holds, or show a person of it',
  usage: 'FILE [--person N]',
  description:
    'Checks every byte of the file. Prints JSON: counts, what its writer said of it, and the values of each breakdown with how many have it; with --person the N-th as the engine reads them, from 1.',
  options: [{ flag: '--person', value: 'N', summary: 'The N-th person, from 1' }],
  examples: ['passerelle workforce show workforce.columns', 'passerelle workforce show workforce.columns --person 17'],
  async run(context, args) {
    const [file, ...more] = args.positionals
    if (file === undefined || more.length > 0) {
      context.stderr('expected one FILE\n')
      return exitCode.usage
    }
    const { workforce, about } = await readWorkforce(file)
    const { person } = args.values
    const shown = person === undefined ? { ...overview(workforce), about } : onePerson(workforce, person)
    context.stdout(`${JSON.stringify(shown, null, 2)}\n`)
    return exitCode.ok
  },
}

const countsOf = ({ persons, records, jobs }: Workforce): string =>
  `${persons} holders, ${records} credentials, ${jobs} jobs`

function overview(workforce: Workforce): Record<string, unknown> {
  const { persons, records, jobs, kinds, jobKinds, irregular, facts, groups } = workforce
  return {
    ...{ persons, credentials: records, jobs, irregular: irregular.size },
    ...{ kindsOfCredentials: kinds.length, kindsOfJobs: jobKinds.length },
    facts: facts.map(({ fact, values }) => ({ fact, values: values.length - 1 })),
    groups: Object.fromEntries(groups.map(({ name, values, codes }) => [name, counted(values, codes)])),
  }
}

/** How many have each value, most first. */
function counted(values: readonly string[], codes: Uint8Array | Uint16Array): Record<string, number> {
  const counts = new Uint32Array(values.length)
  for (const code of codes) counts[code] = (counts[code] as number) + 1
  const order = [...counts.entries()].sort(([, one], [, other]) => other - one)
  return Object.fromEntries(order.map(([code, count]) => [values[code] || 'unknown', count]))
}

function onePerson(workforce: Workforce, text: string | boolean): Record<string, unknown> {
  const position = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) - 1 : -1
  if (position < 0 || position >= workforce.persons)
    throw new Problem('invalid-input', `--person: found '${text}', expected a number from 1 to ${workforce.persons}`)
  const groups = workforce.groups.map(({ name, values, codes }): [string, string] => [
    name,
    values[codes[position] as number] ?? '',
  ])
  return {
    person: personAt(workforce, position),
    ...Object.fromEntries(groups.filter(([, value]) => value !== '')),
  }
}
