// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { type Command, exitCode } from '../../kernel/index.ts'
import { projectRoot } from '../checks/check-law.ts'
import { formatLawTest, testLaw } from './test-law.ts'

export const testLawCommand: Command = {
  name: 'law test',
  summary: 'Run the examples beside the law through the engine',
  usage: '[FOLDER] [--json]',
  description: [
    'Asks the question of every example and compares verdict, date, questions and outcomes with what it expects.',
    'FOLDER is law, a jurisdiction in it or one instrument. Exit code 0: all as expected, 1: not, 2: wrong usage.',
  ].join('\n'),
  options: [{ flag: '--json', summary: 'Print the results as JSON' }],
  examples: ['passerelle law test', 'passerelle law test law/CN-SX/2024-5'],
  async run(context, { positionals, values }) {
    if (positionals.length > 1) {
      context.stderr('expected one folder at most\n')
      return exitCode.usage
    }
    const report = testLaw(positionals[0] ?? join(projectRoot, 'law'))
    context.stdout(values['json'] === true ? `${JSON.stringify(report)}\n` : formatLawTest(report))
    const wrong = report.problems.some((problem) => problem.severity === 'error')
    return wrong || report.results.some((result) => result.differences.length > 0) ? exitCode.negative : exitCode.ok
  },
}
