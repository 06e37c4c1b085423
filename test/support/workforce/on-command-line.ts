// SPDX-License-Identifier: Apache-2.0
import type { Command, CommandContext } from '../../../src/kernel/index.ts'

/** Runs a command as the command line does, with nothing around it but what is given. */
export async function onCommandLine(
  command: Command,
  positionals: string[],
  values: Record<string, string | boolean> = {},
  around: Partial<Pick<CommandContext, 'database' | 'clock'>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const context = {
    ...around,
    stdout: (text: string) => {
      said.out += text
    },
    stderr: (text: string) => {
      said.err += text
    },
  } as CommandContext
  return { code: await command.run(context, { positionals, values }), ...said }
}
