// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../kernel/command.ts'
import { nearest } from '../kernel/nearest.ts'

export type Found =
  | { kind: 'command'; command: Command; rest: string[] }
  | { kind: 'group'; commands: Command[] }
  | { kind: 'unknown'; words: string; suggestion: string | null }

/** The command whose words the arguments begin with; the longest wins. Words that only begin commands are a group. */
export function findCommand(commands: Command[], args: string[]): Found {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'))
  const words = firstOption === -1 ? args : args.slice(0, firstOption)
  for (let length = words.length; length > 0; length--) {
    const name = words.slice(0, length).join(' ')
    const command = commands.find((known) => known.name === name)
    if (command !== undefined) return { kind: 'command', command, rest: args.slice(length) }
  }
  const group = commands.filter((command) => command.name.startsWith(`${words[0]} `))
  if (group.length > 0 && words.length === 1) return { kind: 'group', commands: group }
  const typed = words.slice(0, group.length > 0 ? 2 : 1).join(' ')
  const names = commands.map((command) => command.name)
  return { kind: 'unknown', words: typed, suggestion: nearest(typed, names) }
}
