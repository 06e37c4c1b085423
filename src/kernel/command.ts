// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../db/handle.ts'
import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'
import type { Settings } from './settings.ts'

/** What a command answers to the shell. Documented in `passerelle --help`. */
export const exitCode = { ok: 0, negative: 1, usage: 2, unavailable: 3, internal: 70 } as const

export interface CommandOption {
  /** `--json` or `-y, --yes`. */
  flag: string
  /** The name of its value, for an option that takes one. */
  value?: string
  summary: string
}

export interface ParsedArgs {
  positionals: string[]
  /** By long name without dashes: `as-of`. */
  values: Record<string, string | boolean | undefined>
}

export interface CommandContext {
  settings: Settings
  stdin: NodeJS.ReadableStream
  stdout: (text: string) => void
  stderr: (text: string) => void
  clock: Clock
  logger: Logger
  /** Opens the database (starting the embedded PostgreSQL if needed), migrates, loads shipped law and reference; once. */
  database(): Promise<Db>
}

export interface Command {
  /** The words that call it: `law check`. */
  name: string
  summary: string
  /** What follows the name: `FILE --in PLACE [--json]`. */
  usage: string
  description?: string
  options?: CommandOption[]
  /** Whole lines, as typed: `passerelle law check law/CN`. */
  examples: string[]
  run(context: CommandContext, args: ParsedArgs): Promise<number>
}
