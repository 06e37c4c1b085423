// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode } from '../kernel/command.ts'
import { isOutage } from '../kernel/outage.ts'
import { type FieldError, Problem, type ProblemCode } from '../kernel/problem.ts'
import { findCommand } from './find-command.ts'
import { commandHelp, overview } from './help.ts'
import { parseArguments } from './parse-arguments.ts'

/** What a command needs of its surroundings, made when a command is really run. */
export type Session = Pick<CommandContext, 'stdout' | 'stderr'> & {
  version: string
  /** Hands `run` a context and closes what it opened. */
  within(commandLine: string, run: (context: CommandContext) => Promise<number>): Promise<number>
}

/** Runs the command that the arguments name; answers the exit code. Never throws. */
export async function runCommand(commands: Command[], args: string[], session: Session): Promise<number> {
  try {
    return await dispatch(commands, args, session)
  } catch (error) {
    session.stderr(`${describe(error)}\n`)
    return exitCodeOf(error)
  }
}

async function dispatch(commands: Command[], args: string[], session: Session): Promise<number> {
  const [first] = args
  if (first === undefined || first === '--help' || first === '-h' || (first === 'help' && args.length === 1)) {
    session.stdout(`${overview(commands)}\n`)
    return first === undefined ? exitCode.usage : exitCode.ok
  }
  if (first === '--version') {
    session.stdout(`${session.version}\n`)
    return exitCode.ok
  }
  const found = findCommand(commands, first === 'help' ? [...args.slice(1), '--help'] : args)
  if (found.kind === 'group') {
    session.stdout(`${overview(found.commands)}\n`)
    return args.length > 1 ? exitCode.ok : exitCode.usage
  }
  if (found.kind === 'unknown') throw unknownCommand(found.words === '' ? first : found.words, found.suggestion)
  const { command, rest } = found
  if (asksForHelp(rest)) {
    session.stdout(`${commandHelp(command)}\n`)
    return exitCode.ok
  }
  const parsed = parseArguments(command, rest)
  return session.within(`passerelle ${command.name}`, (context) => command.run(context, parsed))
}

/** Before everything else, so that help is given however wrong the rest is; after `--` words are no options. */
function asksForHelp(rest: string[]): boolean {
  const end = rest.indexOf('--')
  return (end === -1 ? rest : rest.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')
}

function unknownCommand(words: string, suggestion: string | null): Problem {
  const meant = suggestion === null ? '' : ` Did you mean '${suggestion}'?`
  return new Problem('invalid-input', `There is no command '${words}'.${meant} \`passerelle --help\` lists them all.`)
}

const badInput: ProblemCode[] = ['invalid-input', 'not-found', 'too-large', 'law', 'import']

function exitCodeOf(error: unknown): number {
  if (error instanceof Problem) {
    if (error.code === 'internal') return exitCode.internal
    return badInput.includes(error.code) ? exitCode.usage : exitCode.unavailable
  }
  return isOutage(error) ? exitCode.unavailable : exitCode.internal
}

function describe(error: unknown): string {
  if (error instanceof Problem) {
    // What the message says already is not said again.
    const details = (error.errors ?? []).filter(({ message }) => !error.message.includes(message)).map(describeField)
    return [error.message, ...details].join('\n')
  }
  if (!(error instanceof Error)) return `This is a defect in Passerelle: ${String(error)}`
  return isOutage(error) ? error.message : `This is a defect in Passerelle. ${error.stack ?? error.message}`
}

/** `file:line path: message`, as compilers write it. */
function describeField({ path, file, line, message, expected }: FieldError): string {
  if (message.includes(path) && file === undefined) return `  ${message}`
  const place = `${file ?? ''}${line === undefined ? '' : `:${line}`}`
  const hint = expected === undefined || message.includes(expected) ? '' : ` (expected ${expected})`
  return `  ${[place, path].filter((part) => part !== '').join(' ')}: ${message}${hint}`
}
