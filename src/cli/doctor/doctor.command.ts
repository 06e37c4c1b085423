// SPDX-License-Identifier: Apache-2.0
import { type Command, exitCode } from '../../kernel/command.ts'
import { examineDatabase } from './examine.ts'
import { examineMachine } from './examine-machine.ts'
import { examineMessages } from './examine-messages.ts'
import type { Finding } from './finding.ts'

const marks = { ok: 'ok      ', missing: 'missing ', problem: 'PROBLEM ' }

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Say what is configured, reachable and missing',
  usage: '[--json]',
  description: 'Changes nothing. The exit code is 1 if there is a problem; what is only missing is none.',
  options: [{ flag: '--json', summary: 'One JSON object, for programs' }],
  examples: [
    'passerelle doctor',
    'passerelle doctor --json',
    'DATABASE_URL=postgresql://app@db/passerelle passerelle doctor',
  ],
  async run(context, { values }) {
    const { settings, logger, stdout } = context
    const findings = [
      ...examineMachine(settings, process.env),
      ...(await examineMessages(process.env)),
      ...(await examineDatabase(settings, logger)),
    ]
    stdout(values.json === true ? `${JSON.stringify({ findings }, null, 2)}\n` : present(findings))
    return findings.some((finding) => finding.status === 'problem') ? exitCode.negative : exitCode.ok
  },
}

function present(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length)) + 2
  return findings
    .map(({ about, status, message, advice }) => {
      const next = advice === undefined || advice === '' ? '' : `\n${' '.repeat(marks.ok.length + width)}→ ${advice}`
      return `${marks[status]}${about.padEnd(width)}${message}${next}\n`
    })
    .join('')
}
