// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs, parsePlainDate } from '../../kernel/index.ts'
import { type Words, wordsIn } from '../../ui/messages/words.ts'
import { lawShelf } from '../answers/load-law.ts'
import { chosenLanguage } from '../answers/terminal/chosen-language.ts'
import { columnsOf, wrap } from '../answers/terminal/terminal-text.ts'
import { ruleAsText } from '../reverse/rule-as-text.ts'
import { compareJurisdictions, type MutualityQuestion } from './compare-jurisdictions.ts'
import type { AgreementView, MutualityView, SideView } from './mutuality-words.model.ts'

/** `passerelle mutuality A B`: what two jurisdictions recognise of each other. */
export const mutualityCommand: Command = {
  name: 'mutuality',
  summary: 'Say what two jurisdictions recognise of each other',
  usage: 'A B [--as-of DATE] [--json] [--lang LANGUAGE]',
  description: 'Exit code 0: a rule or an agreement is known, 1: none is, 2: the input cannot be used.',
  options: [
    { flag: '--as-of', value: 'DATE', summary: 'On the law of this day, YYYY-MM-DD; default: today in UTC' },
    { flag: '--json', summary: 'Print the answer as JSON, as the API answers' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: ['passerelle mutuality HK CN', 'passerelle mutuality AU NZ --lang zh-CN'],
  run: compare,
}

async function compare(context: CommandContext, args: ParsedArgs): Promise<number> {
  const words = wordsIn(chosenLanguage(args))
  const [a, b, ...more] = args.positionals
  if (a === undefined || b === undefined || more.length > 0) {
    context.stderr('expected the codes of two jurisdictions, for example: passerelle mutuality HK CN\n')
    return exitCode.usage
  }
  const question: MutualityQuestion = { a, b }
  const asOf = args.values['as-of']
  if (typeof asOf === 'string') question.asOf = parsePlainDate(asOf, '--as-of')
  const db = await context.database()
  const view = await compareJurisdictions({ db, shelf: lawShelf(db), clock: context.clock }, question, words)
  context.stdout(args.values['json'] === true ? `${JSON.stringify(view)}\n` : asText(view, words))
  const known = view.agreements.length + view.sides.reduce((sum, side) => sum + side.named.length, 0)
  return known > 0 ? exitCode.ok : exitCode.negative
}

const terminal = { width: 100, colour: false }
const line = (head: string, text: string): string => wrap(terminal, head, text, columnsOf(head))

function asText(view: MutualityView, words: Words): string {
  const parts = [`${view.title}\n${view.asOfText}`, line('', view.summary)]
  for (const side of view.sides) parts.push(...sideAsText(side, words))
  parts.push(...agreementsAsText(words.t('mutuality.agreements'), view.agreements))
  parts.push(...agreementsAsText(words.t('mutuality.open'), view.open))
  const pairs = [...view.direct, ...view.shared].map(({ a, b, text }) => line('  ', `${a} ⋯ ${b}: ${text}`))
  parts.push([words.t('mutuality.references'), ...pairs, line('  ', view.frameworkNote)].join('\n'))
  return `${parts.join('\n\n')}\n`
}

function sideAsText(side: SideView, words: Words): string[] {
  const rules = [...side.named, ...side.abroad].map(
    ({ rule, originText }) => `${ruleAsText(rule, words)}\n${line('    ~ ', originText)}`,
  )
  const lists = side.lists.map(({ rule }) => line('  ? ', `${rule.title} (${words.and(rule.places)})`))
  const open = lists.length === 0 ? [] : [[words.t('mutuality.lists', { there: side.there.name }), ...lists].join('\n')]
  const out = side.ruledOut.map(({ rule }) => ruleAsText(rule, words))
  const ruledOut = out.length === 0 ? [] : [[words.t('nesting.ruled-out'), ...out].join('\n\n')]
  const gaps = side.gaps.map((gap) => line('  ! ', gap))
  return [
    `${side.heading}\n${line('', side.summary)}`,
    ...rules,
    ...open,
    ...ruledOut,
    ...(gaps.length === 0 ? [] : [gaps.join('\n')]),
  ]
}

function agreementsAsText(heading: string, agreements: readonly AgreementView[]): string[] {
  if (agreements.length === 0) return []
  const lines = agreements.map(({ title, stateText, modeText, dates, course, basis }) => {
    const about = [stateText, modeText, ...dates, ...(basis === null ? [] : [basis.signWord])].join(' · ')
    return [line('  ', title), line('    ', about), ...course.map((text) => line('    ', text))].join('\n')
  })
  return [[heading, ...lines].join('\n')]
}
