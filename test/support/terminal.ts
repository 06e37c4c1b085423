// SPDX-License-Identifier: Apache-2.0
// A command as somebody calls it at a terminal, in the process of the test.
import { Readable } from 'node:stream'
import type { Db } from '../../src/db/index.ts'
import { type Clock, type CommandContext, readSettings, silentLogger, systemClock } from '../../src/kernel/index.ts'

export interface Terminal {
  context: CommandContext
  /** What was written so far. */
  output: { stdout: string; stderr: string }
}

/** What a command is called with, over a database; `typed` is what it reads from its standard input. */
export function terminal(
  db: Db,
  { clock = systemClock, typed = '' }: { clock?: Clock; typed?: string } = {},
): Terminal {
  const output = { stdout: '', stderr: '' }
  return {
    output,
    context: {
      settings: readSettings({ PASSERELLE_LOG_LEVEL: 'silent' }),
      stdin: Readable.from(typed === '' ? [] : [typed]),
      stdout: (part) => {
        output.stdout += part
      },
      stderr: (part) => {
        output.stderr += part
      },
      clock,
      logger: silentLogger(),
      database: async () => db,
    },
  }
}
