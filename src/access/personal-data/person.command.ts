// SPDX-License-Identifier: Apache-2.0
import {
  type Command,
  type CommandContext,
  exitCode,
  isPlainDate,
  type ParsedArgs,
  Problem,
} from '../../kernel/index.ts'
import { exportJson } from './export-json.ts'
import { exportPerson } from './export-person.ts'
import { erasePersonByOperator, onePersonNamed, openPersonalData } from './operate-on-person.ts'
import { liftHoldAsOperator, placeHoldAsOperator } from './place-hold.ts'

/** `passerelle person export WHO`: everything about a person, as JSON. */
export const exportPersonCommand: Command = {
  name: 'person export',
  summary: 'Print everything that is kept about a person',
  usage: 'WHO',
  description: 'WHO is an id or a verified address. JSON, as the person gets it themselves. Recorded in the log.',
  examples: ['passerelle person export li.wei@example.org > li-wei.json'],
  run: async (context, args) => {
    const found = await personNamed(context, args)
    if (found === null) return exitCode.usage
    for await (const text of exportJson(exportPerson(found.db, found.person), found.person)) context.stdout(text)
    return exitCode.ok
  },
}

/** `passerelle person erase WHO --yes`: erases a person at once. */
export const erasePersonCommand: Command = {
  name: 'person erase',
  summary: 'Erase a person at once, without the time in which it can be taken back',
  usage: 'WHO --yes',
  description:
    'WHO is an id or a verified address. A legal hold, and being the last administrator, stand against it. Recorded in the log, which still verifies.',
  options: [{ flag: '--yes', summary: 'Really: it cannot be undone' }],
  examples: ['passerelle person erase li.wei@example.org --yes'],
  run: async (context, args) => {
    const found = await personNamed(context, args)
    if (found === null) return exitCode.usage
    if (args.values['yes'] !== true) {
      context.stderr('--yes is missing: an erasure cannot be undone\n')
      return exitCode.usage
    }
    const refused = await erasePersonByOperator(found.db, found.person)
    if (refused !== null) context.stderr(`not erased: ${refused}\n`)
    return refused === null ? exitCode.ok : exitCode.negative
  },
}

/** `passerelle person hold WHO --reason TEXT --until DAY`: nothing of a person is erased before a day. */
export const holdPersonCommand: Command = {
  name: 'person hold',
  summary: 'Place a legal hold on the data of a person, or lift one',
  usage: 'WHO --reason TEXT --until DAY [--confidential] | --lift ID',
  description:
    'WHO is an id or a verified address. Until the day, or until the hold is lifted, the person cannot be erased. They are told, unless the law forbids it.',
  options: [
    { flag: '--reason', value: 'TEXT', summary: 'Why; the person reads it' },
    { flag: '--until', value: 'DAY', summary: 'The last day on which it holds: 2027-12-31' },
    { flag: '--confidential', summary: 'The law forbids to tell the person why' },
    { flag: '--lift', value: 'ID', summary: 'Lift the hold of this id' },
  ],
  examples: [
    'passerelle person hold li.wei@example.org --reason "Objection pending" --until 2027-12-31',
    'passerelle person hold --lift 1b4e28ba-2fa1-4d2b-883f-0016d3cca427',
  ],
  run: async (context, args) => {
    const lift = args.values['lift']
    if (typeof lift === 'string') return liftById(context, lift)
    const { reason, until } = args.values
    if (typeof reason !== 'string' || reason.trim() === '' || typeof until !== 'string' || !isPlainDate(until)) {
      context.stderr('expected --reason with a text and --until with a day as 2027-12-31\n')
      return exitCode.usage
    }
    const found = await personNamed(context, args)
    if (found === null) return exitCode.usage
    const confidential = args.values['confidential'] === true
    const hold = { person: found.person, authority: null, reason: reason.trim(), until, confidential }
    context.stdout(`${await placeHoldAsOperator(found.db, hold)}\n`)
    return exitCode.ok
  },
}

async function liftById(context: CommandContext, id: string): Promise<number> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    context.stderr(`--lift: found '${id}', expected the id that placing the hold printed\n`)
    return exitCode.usage
  }
  const lifted = await liftHoldAsOperator(await context.database(), id)
  if (!lifted) context.stderr(`there is no hold ${id} that still stands\n`)
  return lifted ? exitCode.ok : exitCode.negative
}

async function personNamed(context: CommandContext, args: ParsedArgs) {
  const [named, ...more] = args.positionals
  if (named === undefined || more.length > 0) {
    context.stderr('expected one WHO: an id or a verified address\n')
    return null
  }
  const db = await context.database()
  await openPersonalData(db)
  try {
    return { db, person: await onePersonNamed(db, named) }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error
    context.stderr(`${error.message}\n`)
    return null
  }
}
