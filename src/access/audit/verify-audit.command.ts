// SPDX-License-Identifier: Apache-2.0
import { type Command, exitCode } from '../../kernel/index.ts'
import { type AuditHead, type AuditReport, verifyAudit } from './verify-audit.ts'

const meaning: Record<AuditReport['faults'][number]['fault'], string> = {
  missing: 'is missing',
  altered: 'was altered: its hash is not that of what it says',
  'not-linked': 'does not follow the entry before it',
  'payload-altered': 'does not agree with what is kept beside it',
  'payload-without-key': 'has a payload whose key is gone',
  'cut-off': 'and all after it were cut off',
  'another-log': 'is not the one that was noted: the log was written anew',
}

/** `passerelle audit verify`: whether the log is whole. */
export const verifyAuditCommand: Command = {
  name: 'audit verify',
  summary: 'Find any altered or missing entry of the log of acts',
  usage: '[--head SEQ:HASH] [--json]',
  description:
    'Prints the head of the log. Note it elsewhere and give it next time: only so can it be seen that the end was cut off or all of it written anew.',
  options: [
    { flag: '--head', value: 'SEQ:HASH', summary: 'The head as an earlier run printed it' },
    { flag: '--json', summary: 'Print the report as JSON' },
  ],
  examples: ['passerelle audit verify', 'passerelle audit verify --head 1200:9f86d081884c7d65…'],
  run: async (context, args) => {
    const given = args.values['head']
    const kept = typeof given === 'string' ? readHead(given) : undefined
    if (kept === null) {
      context.stderr(`--head: found '${String(given)}', expected a number, a colon and 64 hexadecimal digits\n`)
      return exitCode.usage
    }
    const report = await verifyAudit(await context.database(), kept)
    context.stdout(args.values['json'] === true ? `${JSON.stringify(report)}\n` : inWords(report))
    return report.faults.length === 0 ? exitCode.ok : exitCode.negative
  },
}

function readHead(text: string): AuditHead | null {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text)
  return match === null ? null : { seq: Number(match[1]), hash: match[2] ?? '' }
}

function inWords({ entries, erased, head, faults }: AuditReport): string {
  const lines = faults.map(({ seq, fault }) => `entry ${seq} ${meaning[fault]}\n`)
  const state = faults.length === 0 ? 'nothing wrong' : `${faults.length} faults`
  return `${lines.join('')}${entries} entries, ${erased} erased payloads: ${state}\nhead ${head.seq}:${head.hash}\n`
}
