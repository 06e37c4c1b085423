// SPDX-License-Identifier: Apache-2.0
import { chosenLanguage } from '../../finder/index.ts'
import { formatProblem } from '../../instruments/index.ts'
import { type Command, type CommandContext, exitCode, type ParsedArgs, today } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { changesAsText } from './changes-as-text.ts'
import { compareSides } from './compare-sides.ts'
import { explainChanges } from './explain-changes.ts'
import { readSide } from './read-side.ts'

/** `passerelle law diff A B`: what B changes of A, in words. */
export const diffLawCommand: Command = {
  name: 'law diff',
  summary: 'Say what a new version of the law changes, and for whom',
  usage: 'BEFORE AFTER [--json] [--lang LANGUAGE]',
  description: [
    'BEFORE and AFTER are folders of law (law, or one instrument such as law/CN-SX/2024-5), revisions of git (HEAD~1:law), or states of the database (known@2026-11-01: as known at the end of that day; known@now).',
    'Instruments are compared by their ids; two single ones also where their ids differ. Order and layout are no difference.',
    'Exit code 0: the same, 1: different, 2: the input cannot be used, 3: the database is not there.',
  ].join('\n'),
  options: [
    { flag: '--json', summary: 'Print the differences as JSON, with the same in words' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: [
    'passerelle law diff law/CN-SX/2024-5 drafts/CN-SX/2024-5',
    'passerelle law diff HEAD~1:law law --lang zh-CN',
    'passerelle law diff known@2026-11-01 known@now --json',
  ],
  run: diffLaw,
}

async function diffLaw(context: CommandContext, args: ParsedArgs): Promise<number> {
  const words = wordsIn(chosenLanguage(args))
  const [before, after, ...more] = args.positionals
  if (before === undefined || after === undefined || more.length > 0) {
    context.stderr('expected two: BEFORE and AFTER, for example: law diff HEAD~1:law law\n')
    return exitCode.usage
  }
  const database = () => context.database()
  const sides = { before: await readSide(before, database), after: await readSide(after, database) }
  const problems = [...sides.before.problems, ...sides.after.problems]
  if (problems.length > 0) {
    for (const problem of problems) context.stderr(`${formatProblem(problem)}\n`)
    return exitCode.usage
  }
  const compared = await compareSides(await context.database(), sides, today(context.clock))
  const different = compared.filter(({ diff }) => diff.change !== 'same')
  if (args.values['json'] === true) {
    const list = different.map((one) => ({
      diff: one.diff,
      asOf: one.asOf,
      concerned: Object.fromEntries(one.concerned),
      inWords: explainChanges(one, words),
    }))
    context.stdout(`${JSON.stringify({ compared: compared.length, different: list })}\n`)
  } else {
    const texts = different.map((one) => changesAsText(explainChanges(one, words), words))
    context.stdout(`${texts.length === 0 ? words.t('change.same') : texts.join('\n\n')}\n`)
  }
  return different.length === 0 ? exitCode.ok : exitCode.negative
}
