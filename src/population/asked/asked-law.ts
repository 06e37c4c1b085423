// SPDX-License-Identifier: Apache-2.0
import type { Bundle, Purpose } from '@passerelle/recognition'
import { lawBeside, lawShelf } from '../../finder/index.ts'
import { formatProblem, purposes } from '../../instruments/index.ts'
import {
  type CommandContext,
  type ParsedArgs,
  type PlainDate,
  Problem,
  parsePlainDate,
  today,
} from '../../kernel/index.ts'
import { readSide, type Side } from '../../publishing/index.ts'

/** For which day law is asked. @throws {Problem} `invalid-input` */
export function dayOf({ clock }: Pick<CommandContext, 'clock'>, { values }: ParsedArgs): PlainDate {
  const stated = values['as-of']
  return typeof stated === 'string' ? parsePlainDate(stated, '--as-of') : today(clock)
}

/** Undefined: for any. @throws {Problem} `invalid-input` */
export function purposeOf({ values: { purpose } }: ParsedArgs): Purpose | undefined {
  if (purpose === undefined) return undefined
  const known = purposes.find((one) => one === purpose)
  if (known === undefined)
    throw new Problem('invalid-input', `--purpose: found '${purpose}', expected one of ${purposes.join(', ')}`)
  return known
}

/** Law of a folder or a revision. Null: it has problems, which are told. */
export async function readAskedLaw(context: CommandContext, folder: string): Promise<Side | null> {
  const side = await readSide(folder, () => context.database())
  for (const problem of side.problems) context.stderr(`${formatProblem(problem)}\n`)
  return side.problems.length > 0 ? null : side
}

/** The law in force, and with `side` in its place, each instrument for the one with its id. @throws {Problem} `invalid-input` for a place of neither */
export async function bothLaws(
  context: CommandContext,
  side: Side | null,
  place: string,
): Promise<{ before: Bundle; after: Bundle }> {
  const db = await context.database()
  const before = (await lawShelf(db).take(null)).bundle
  if (!before.jurisdictions.some(({ code }) => code === place)) {
    const example = 'expected a code such as CN-3205'
    throw new Problem('invalid-input', `--place: '${place}' is no place of the register, ${example}`)
  }
  if (side === null) return { before, after: before }
  const versions = [...side.versions.values()]
  const { bundle: after } = await lawBeside(db, {
    states: versions.map(({ state }) => state),
    qualifications: versions.flatMap(({ qualifications = [] }) => qualifications),
  })
  return { before, after }
}
