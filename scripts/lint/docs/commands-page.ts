// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../../../src/kernel/command.ts'

/** docs/commands.md: every command as `--help` shows it. */
export function commandsPage(commands: Command[]): string {
  const sections = commands
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, summary, usage, description, options = [], examples }) => {
      const lines = options.map(({ flag, value, summary }) => `- \`${flag}${value ? ` ${value}` : ''}\`: ${summary}`)
      return [
        `## passerelle ${name}`,
        summary,
        `\`\`\`\npasserelle ${name} ${usage}`.trimEnd().concat('\n```'),
        ...(description ? [description] : []),
        ...(lines.length > 0 ? [lines.join('\n')] : []),
        `Examples:\n\n\`\`\`sh\n${examples.join('\n')}\n\`\`\``,
      ].join('\n\n')
    })
  return [
    '# Commands',
    'Generated from the commands by `node scripts/docs-in-sync.mjs --write`. From a clone, call them with `npx passerelle …`.',
    ...sections,
  ]
    .join('\n\n')
    .concat('\n')
}

/** Whether an export of a `*.command.ts` is a command. */
export function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'name' in value && 'usage' in value && 'run' in value
}
