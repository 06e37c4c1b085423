// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { type Command, exitCode, today } from '../../kernel/index.ts'
import { formatProblem } from '../source/source-problem.ts'
import { checkLaw, projectRoot } from './check-law.ts'

export const checkLawCommand: Command = {
  name: 'law check',
  summary: 'Check the law: shape, ids, contradictions, dead and shadowed rules, dates, sources, examples',
  usage: '[FOLDER] [--json]',
  description: [
    'Reads law/<jurisdiction>/<instrument>/ and reference/ without a database and names every problem with file, line and column.',
    'Reasoning over all rules finds contradictions with a person who shows them, and more: docs/law-check.md.',
    'FOLDER is law, a jurisdiction in it or one instrument. Exit code 0: nothing wrong, 1: problems, 2: wrong usage.',
  ].join('\n'),
  options: [{ flag: '--json', summary: 'Print the problems as JSON' }],
  examples: ['passerelle law check', 'passerelle law check law/CN-SX/2024-5', 'passerelle law check --json'],
  async run(context, { positionals, values }) {
    if (positionals.length > 1) {
      context.stderr('expected one folder at most\n')
      return exitCode.usage
    }
    const { folders, problems, findings } = checkLaw(
      positionals[0] ?? join(projectRoot, 'law'),
      projectRoot,
      today(context.clock),
    )
    const errors = problems.filter((problem) => problem.severity === 'error').length
    const rules = folders.reduce((sum, folder) => sum + folder.rules.length, 0)
    const examples = folders.reduce((sum, folder) => sum + folder.examples.length, 0)
    if (values['json'] === true) {
      context.stdout(`${JSON.stringify({ instruments: folders.length, rules, examples, problems, findings })}\n`)
    } else {
      for (const problem of problems) context.stdout(`${formatProblem(problem)}\n`)
      const verdict = problems.length === 0 ? 'nothing wrong' : `${errors} errors, ${problems.length - errors} warnings`
      context.stdout(`${folders.length} instruments, ${rules} rules, ${examples} examples: ${verdict}\n`)
    }
    return errors > 0 ? exitCode.negative : exitCode.ok
  },
}
