// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../kernel/command.ts'
import { optionsOf } from './parse-arguments.ts'

const exitCodes = `Exit codes
  0   done
  1   done, and the answer is negative: a problem was found, nothing is recognised
  2   the call or the input is wrong
  3   something needed is not there: database, network, settings
  70  a defect in Passerelle`

const environment = `Environment
  PASSERELLE_DATA       data directory of the embedded PostgreSQL (.data in the project)
  DATABASE_URL          another PostgreSQL, 15 or newer, instead of the embedded one
  PASSERELLE_LOG_LEVEL  trace, debug, info, warn, error, fatal, silent (commands: warn)`

/** What `passerelle --help` prints, or the part of it that begins with the same word. */
export function overview(commands: Command[]): string {
  const rows = commands.map(({ name, summary }): [string, string] => [name, summary])
  return [
    'Passerelle: what a vocational qualification counts as elsewhere, and on which legal basis.',
    'Usage: passerelle COMMAND [arguments]',
    `Commands\n${columns(rows)}`,
    '`passerelle COMMAND --help` shows the options and examples of a command.',
    exitCodes,
    environment,
  ].join('\n\n')
}

export function commandHelp(command: Command): string {
  const options = optionsOf(command).map(({ flag, value, summary }): [string, string] => [
    value === undefined ? flag : `${flag} ${value}`,
    summary,
  ])
  return [
    command.summary,
    `Usage: passerelle ${command.name} ${command.usage}`.trimEnd(),
    ...(command.description === undefined ? [] : [command.description]),
    `Options\n${columns(options)}`,
    `Examples\n${command.examples.map((example) => `  ${example}`).join('\n')}`,
    exitCodes,
  ].join('\n\n')
}

function columns(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}
