// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs, Problem, pick } from '../../kernel/index.ts'
import { matchOccupation, noteTexts } from './match-occupation.ts'

/** `passerelle match-occupation TITLE`: from a job title to codes of occupations. */
export const matchOccupationCommand: Command = {
  name: 'match-occupation',
  summary: 'Find the occupations of ESCO that a job title may mean',
  usage: 'TITLE [--lang LANGUAGE] [--in LANGUAGE] [--limit N] [--json]',
  description: [
    'By the names of occupations that were imported (`passerelle import esco`), in any of their languages; nothing is sent anywhere.',
    'Where occupations have no names in the language of the title, only titles that look alike are found.',
    'Exit code 0: at least one, 1: none.',
  ].join('\n'),
  options: [
    { flag: '--lang', value: 'LANGUAGE', summary: 'Language of the title, as de; without it names of every language' },
    { flag: '--in', value: 'LANGUAGE', summary: 'Language to name occupations in; default: en' },
    { flag: '--limit', value: 'N', summary: 'How many at most; default: 10' },
    { flag: '--json', summary: 'Print JSON' },
  ],
  examples: [
    "passerelle match-occupation 'Kfz-Mechatroniker/in' --lang de",
    'passerelle match-occupation soudeur --lang fr --json',
  ],
  run: matchTitle,
}

async function matchTitle(context: CommandContext, { positionals, values }: ParsedArgs): Promise<number> {
  const title = positionals.join(' ').trim()
  if (title === '') throw new Problem('invalid-input', 'expected a TITLE')
  const limit = Number(values['limit'] ?? '10')
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) {
    throw new Problem(
      'invalid-input',
      `--limit: found '${String(values['limit'])}', expected a whole number from 1 to 50`,
    )
  }
  const given = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null)
  const asked = { title, lang: given('lang'), reader: given('in') ?? 'en', limit }
  const found = await matchOccupation(await context.database(), asked)
  if (found.note !== null) context.stderr(`${pick(noteTexts[found.note], 'en')}\n`)
  if (values['json'] === true) context.stdout(`${JSON.stringify(found)}\n`)
  else for (const { score, ref, name } of found.matches) context.stdout(`${score.toFixed(3)}  ${ref}  ${name}\n`)
  return found.matches.length > 0 ? exitCode.ok : exitCode.negative
}
