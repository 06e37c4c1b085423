// SPDX-License-Identifier: Apache-2.0
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Command, CommandOption, ParsedArgs } from '../kernel/command.ts'
import { nearest } from '../kernel/nearest.ts'
import { Problem } from '../kernel/problem.ts'

const help: CommandOption = { flag: '-h, --help', summary: 'Show this help' }

export function optionsOf(command: Command): CommandOption[] {
  return [...(command.options ?? []), help]
}

/** The arguments as the command's options describe them; what is wrong is refused by name, with what was meant. */
export function parseArguments(command: Command, args: string[]): ParsedArgs {
  const known = optionsOf(command)
  try {
    const { values, positionals } = parseArgs({
      args,
      options: parserOptions(known),
      allowPositionals: true,
      strict: true,
    })
    return {
      positionals,
      values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, single(value)])),
    }
  } catch (error) {
    throw refusal(command, known, error)
  }
}

function single(value: unknown): string | boolean | undefined {
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

function parserOptions(options: CommandOption[]): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    options.map(({ flag, value }) => {
      const { long, short } = namesOf(flag)
      const type = value === undefined ? ('boolean' as const) : ('string' as const)
      return [long, short === undefined ? { type } : { type, short }]
    }),
  )
}

/** `-y, --yes` → yes and y. */
function namesOf(flag: string): { long: string; short?: string } {
  const names = flag.split(/,\s*/)
  const long = (names.find((name) => name.startsWith('--')) ?? flag).replace(/^--/, '').split(/[ =]/)[0] ?? flag
  const short = names.find((name) => /^-[^-]$/.test(name))?.slice(1)
  return short === undefined ? { long } : { long, short }
}

function refusal(command: Command, known: CommandOption[], error: unknown): unknown {
  if (!(error instanceof TypeError) || !('code' in error)) return error
  const typed = /'(-[^'\s,]*)/.exec(error.message)?.[1] ?? ''
  const seeHelp = `See \`passerelle ${command.name} --help\`.`
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return new Problem('invalid-input', `${error.message.split('\n')[0]?.replace(/\.?$/, '.')} ${seeHelp}`)
  }
  const suggestion = nearest(
    typed,
    known.map(({ flag }) => `--${namesOf(flag).long}`),
  )
  const meant = suggestion === null ? '' : ` Did you mean ${suggestion}?`
  return new Problem('invalid-input', `'passerelle ${command.name}' has no option ${typed}.${meant} ${seeHelp}`)
}
