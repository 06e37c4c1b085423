// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs, parsePlainDate } from '../../kernel/index.ts'
import { chooseLanguage, wordsIn } from '../../ui/messages/words.ts'
import { lawShelf } from '../answers/load-law.ts'
import { columnsOf, wrap } from '../answers/terminal/terminal-text.ts'
import { findWays, type ReverseQuestion } from './find-ways.ts'
import type { ReverseView } from './reverse-words.model.ts'
import type { AskedView, RuleView } from './rule-in-words.model.ts'

/** `passerelle reverse TARGET --in PLACE`: what counts as this here. */
export const reverseCommand: Command = {
  name: 'reverse',
  summary: 'Say what leads to a title, level, qualification or right in a place',
  usage: 'TARGET --in PLACE [--as-of DATE] [--json] [--lang LANGUAGE]',
  description: 'Exit code 0: at least one rule leads there, 1: none is known, 2: the input cannot be used.',
  options: [
    { flag: '--in', value: 'PLACE', summary: 'Where: a code such as CN-3205, CN-SX, HK' },
    { flag: '--as-of', value: 'DATE', summary: 'On the law of this day, YYYY-MM-DD' },
    { flag: '--json', summary: 'Print the answer as JSON, as the API answers' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: ['passerelle reverse cn-title/intermediate --in CN-3205', 'passerelle reverse fr-maitre-artisan --in FR'],
  run: reverse,
}

async function reverse(context: CommandContext, args: ParsedArgs): Promise<number> {
  const [to, ...more] = args.positionals
  const place = args.values['in']
  if (to === undefined || more.length > 0 || typeof place !== 'string') {
    context.stderr(
      'expected one TARGET and --in PLACE, for example: passerelle reverse cn-title/intermediate --in CN-3205\n',
    )
    return exitCode.usage
  }
  const question: ReverseQuestion = { to, place }
  const asOf = args.values['as-of']
  if (typeof asOf === 'string') question.asOf = parsePlainDate(asOf, '--as-of')
  const deps = { shelf: lawShelf(await context.database()), clock: context.clock }
  const view = await findWays(deps, question, wordsIn(languageOf(args)))
  context.stdout(
    args.values['json'] === true ? `${JSON.stringify(view)}\n` : reverseAsText(view, wordsIn(languageOf(args))),
  )
  return view.groups.length > 0 ? exitCode.ok : exitCode.negative
}

/** `--lang`, else the language of the system: `zh_CN.UTF-8` → `zh-CN`. */
export function languageOf(args: ParsedArgs) {
  const { LC_ALL, LANG } = process.env
  const wished = args.values['lang']
  return chooseLanguage(typeof wished === 'string' ? wished : (LC_ALL || LANG)?.split('.')[0]?.replace('_', '-'))
}

const terminal = { width: 100, colour: false }
const line = (head: string, text: string): string => wrap(terminal, head, text, columnsOf(head))

function reverseAsText(view: ReverseView, words: ReturnType<typeof wordsIn>): string {
  const groups = view.groups.map(({ heading, rules }) =>
    [`${heading}`, ...rules.map((rule) => ruleAsText(rule, words))].join('\n\n'),
  )
  const others = view.elsewhere.map(({ code, name, rules }) => `  ${code}  ${name} (${rules})`)
  const elsewhere = others.length === 0 ? [] : [[words.t('reverse.elsewhere'), ...others].join('\n')]
  return `${[`${view.title}\n${view.asOfText}`, line('', view.summary), ...groups, ...elsewhere].join('\n\n')}\n`
}

/** A rule for a terminal. */
export function ruleAsText(rule: RuleView, words: ReturnType<typeof wordsIn>): string {
  const { basis } = rule
  const lines = [line('  ', rule.title)]
  lines.push(line('    ', `${words.t('rule.of')}: ${rule.subject ?? words.t('answer.no-subject')}`))
  for (const { phrase, label } of rule.outcomes) lines.push(line('    → ', `${phrase}: ${label}`))
  lines.push(...asksAsText(rule.asks, 4))
  for (const note of rule.notes) lines.push(line('    ! ', note))
  lines.push(line('    ', words.t('rule.places', { places: words.and(rule.places) })))
  if (basis !== null) {
    const where = [basis.title, basis.number, basis.article, basis.status, basis.signWord, basis.url]
    lines.push(line('    § ', where.filter((part) => part !== null).join(', ')))
  }
  return lines.join('\n')
}

function asksAsText(asks: readonly AskedView[], indent: number): string[] {
  return asks.flatMap(({ text, children }) => [
    line(`${' '.repeat(indent)}- `, text),
    ...asksAsText(children, indent + 2),
  ])
}
