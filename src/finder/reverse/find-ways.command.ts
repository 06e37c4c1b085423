// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs, parsePlainDate } from '../../kernel/index.ts'
import { type Words, wordsIn } from '../../ui/messages/words.ts'
import { lawShelf } from '../answers/load-law.ts'
import { chosenLanguage } from '../answers/terminal/chosen-language.ts'
import { columnsOf, wrap } from '../answers/terminal/terminal-text.ts'
import { findWays, type ReverseQuestion } from './find-ways.ts'
import type { ReverseView } from './reverse-words.model.ts'
import { ruleAsText } from './rule-as-text.ts'

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
  const words = wordsIn(chosenLanguage(args))
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
  const view = await findWays(deps, question, words)
  context.stdout(args.values['json'] === true ? `${JSON.stringify(view)}\n` : reverseAsText(view, words))
  return view.groups.length > 0 ? exitCode.ok : exitCode.negative
}

const terminal = { width: 100, colour: false }
const line = (head: string, text: string): string => wrap(terminal, head, text, columnsOf(head))

function reverseAsText(view: ReverseView, words: Words): string {
  const groups = view.groups.map(({ heading, rules }) =>
    [`${heading}`, ...rules.map((rule) => ruleAsText(rule, words))].join('\n\n'),
  )
  const out = view.ruledOut.map((rule) => ruleAsText(rule, words))
  const ruledOut = out.length === 0 ? [] : [[words.t('nesting.ruled-out'), ...out].join('\n\n')]
  const others = view.elsewhere.map(({ code, name, rules }) => `  ${code}  ${name} (${rules})`)
  const elsewhere = others.length === 0 ? [] : [[words.t('reverse.elsewhere'), ...others].join('\n')]
  return `${[`${view.title}\n${view.asOfText}`, line('', view.summary), ...groups, ...ruledOut, ...elsewhere].join('\n\n')}\n`
}
