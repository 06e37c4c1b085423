// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  type Command,
  type CommandContext,
  exitCode,
  isPlainDate,
  type ParsedArgs,
  Problem,
  parsePlainDate,
} from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { lawShelf } from '../answers/load-law.ts'
import { chosenLanguage } from '../answers/terminal/chosen-language.ts'
import type { CreditView } from './credit-view.model.ts'
import { creditProgrammes, tellCredits } from './tell-credits.ts'

const fileSchema = z.strictObject({
  evidence: z.array(
    z.strictObject({
      id: z.string().min(1).max(80),
      row: z.string().min(1).max(120),
      amount: z.int().min(0).exactOptional(),
      issued: z.string().refine(isPlainDate, 'a day of the calendar, YYYY-MM-DD').exactOptional(),
    }),
  ),
  levels: z.array(z.string()).exactOptional(),
})

/** `passerelle credits [PROGRAMME FILE]`: what learning and work count for. */
export const creditsCommand: Command = {
  name: 'credits',
  summary: 'Say what learning and work count for in a programme, and which parts they exempt from',
  usage: '[PROGRAMME FILE] [--as-of DATE] [--json] [--lang LANGUAGE]',
  description:
    'Without arguments it lists the programmes with credit rules in force. FILE is YAML with `evidence` (id, row, amount, issued) and `levels`. The law shipped here has no credit rules: name a programme that the list shows once law with credit rules is published. Exit code 0: at least one part is exempt, 1: none is, 2: the input cannot be used.',
  options: [
    { flag: '--as-of', value: 'DATE', summary: 'On the law of this day, YYYY-MM-DD' },
    { flag: '--json', summary: 'Print the answer as JSON, as the API answers' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: ['passerelle credits', 'passerelle credits --as-of 2026-11-22 --json'],
  run: credits,
}

async function credits(context: CommandContext, args: ParsedArgs): Promise<number> {
  const words = wordsIn(chosenLanguage(args))
  const db = await context.database()
  const deps = { db, shelf: lawShelf(db), clock: context.clock }
  const given = args.values['as-of']
  const asOf = typeof given === 'string' ? parsePlainDate(given, '--as-of') : undefined
  const json = args.values['json'] === true
  const [programme, file, ...more] = args.positionals
  if (programme === undefined) {
    const items = await creditProgrammes(deps, words, asOf)
    const lines = items.map(({ id, title, place }) => `${id}  ${title} (${place.name})`)
    const list = lines.length === 0 ? words.t('credit.empty') : lines.join('\n')
    context.stdout(json ? `${JSON.stringify({ items })}\n` : `${list}\n`)
    return exitCode.ok
  }
  if (file === undefined || more.length > 0) {
    context.stderr('expected PROGRAMME and one FILE, the programme by its id as `passerelle credits` lists it\n')
    return exitCode.usage
  }
  const question = { programme, ...readEvidence(file), ...(asOf !== undefined && { asOf }) }
  const view = await tellCredits(deps, question, words)
  context.stdout(json ? `${JSON.stringify(view)}\n` : asText(view))
  return view.units.some(({ exempt }) => exempt) ? exitCode.ok : exitCode.negative
}

function readEvidence(file: string): z.output<typeof fileSchema> {
  const reading = fileSchema.safeParse(valueIn(file))
  if (reading.success) return reading.data
  const errors = reading.error.issues.map(({ path, message }) => ({ path: path.join('.'), message, file }))
  throw new Problem('invalid-input', `${file}: ${errors[0]?.path}: ${errors[0]?.message}`, { errors })
}

/** The YAML of a file; what cannot be read is told with its name. */
function valueIn(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const said = missing ? 'there is no such file' : error instanceof Error ? error.message : String(error)
    const message = `${file}: ${said}`
    throw new Problem('invalid-input', message, { errors: [{ path: '', message, file }] })
  }
}

function asText(view: CreditView): string {
  const lines = [
    view.programme.title,
    view.asOfText,
    '',
    view.summary,
    ...(view.entry === null ? [] : [view.entry]),
    '',
    ...view.units.map(({ title, credits, of, text }) => `  ${title}: ${credits} / ${of} · ${text}`),
    '',
    ...view.steps.flatMap(({ heading, lines: told }) => [heading, ...told.map((text) => `  ${text}`)]),
    ...(view.next === null ? [] : ['', view.next]),
  ]
  return `${lines.join('\n')}\n`
}
