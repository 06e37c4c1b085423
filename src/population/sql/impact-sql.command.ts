// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises'
import { type AssessmentRequest, type Compiled, type CredentialKind, compile } from '@passerelle/recognition'
import { purposes } from '../../instruments/index.ts'
import { type Command, type CommandContext, exitCode, type ParsedArgs, Problem } from '../../kernel/index.ts'
import { expectAuthority } from '../asked/asked-authority.ts'
import { unreadable } from '../asked/asked-file.ts'
import { bothLaws, dayOf, purposeOf, readAskedLaw } from '../asked/asked-law.ts'
import { isSmall, rounded } from '../impact/disclosure/told-cells.model.ts'
import { usualThreshold } from '../impact/measure-impact.ts'
import { thresholdOf } from '../impact/read-options.ts'
import { evaluateBySql, kindsOfHolders, type OutcomeTotal, totalsOf } from './evaluate-by-sql.ts'
import { kindsOfLines } from './kinds-of-lines.ts'
import { printedKinds, printedSql } from './printed-sql.ts'

/** `passerelle impact sql`: the law as SQL, for whoever keeps their register elsewhere. */
export const impactSqlCommand: Command = {
  name: 'impact sql',
  summary: 'Print the law as SQL that says what holders of credentials are entitled to',
  usage:
    '[LAW] --authority ID --place CODE [--as-of DATE] [--purpose PURPOSE] [--kinds FILE] [--totals | --run [--threshold N]] | --list-kinds --authority ID',
  description: [
    'One query for PostgreSQL 15 or later, over tables or views as docs/scale.md describes them. It answers what the engine answers, and names the holders whom only the engine decides. Without LAW it is the law in force; LAW is set beside it, as by passerelle impact.',
    'The query is made for the kinds of credentials that there are: those of the authority here, or those of FILE, one JSON object a line, as the query of --list-kinds finds them elsewhere. A holder with a credential of another kind is named as undecided, never passed over.',
    'Without --run nothing is evaluated here, and no holder leaves the database. Exit code 0: printed, 2: the input cannot be used, 3: the database is not there.',
  ].join('\n'),
  options: [
    { flag: '--authority', value: 'ID', summary: 'Whose holders' },
    { flag: '--place', value: 'CODE', summary: 'Where recognition is asked for' },
    { flag: '--as-of', value: 'DATE', summary: 'On which day; default: today' },
    { flag: '--purpose', value: 'PURPOSE', summary: `One of ${purposes.join(', ')}; default: any` },
    { flag: '--kinds', value: 'FILE', summary: 'Kinds of credentials, one JSON object a line' },
    { flag: '--list-kinds', summary: 'Print the query that finds the kinds of credentials' },
    { flag: '--totals', summary: 'Count holders by outcome, and do not name them' },
    {
      flag: '--run',
      summary: "Run it here over the authority's holders, decide singly what it leaves, and print counts as JSON",
    },
    {
      flag: '--threshold',
      value: 'N',
      summary: `With --run: the fewest holders of whom a count is told; default: ${usualThreshold}; 1 tells everything`,
    },
  ],
  examples: [
    'passerelle impact sql --authority xa-authority-north --place XA-N --totals',
    'passerelle impact sql demo/law --list-kinds --authority xa-authority-north',
    'passerelle impact sql demo/law --authority xa-authority-north --place XA-N --kinds kinds.jsonl',
  ],
  run: printSql,
}

async function printSql(context: CommandContext, args: ParsedArgs): Promise<number> {
  const [folder, ...more] = args.positionals
  const { authority, place } = args.values
  const listing = args.values['list-kinds'] === true
  if (typeof authority !== 'string' || (typeof place !== 'string' && !listing) || more.length > 0) {
    context.stderr('expected --authority ID and --place CODE, or --list-kinds and --authority ID\n')
    return exitCode.usage
  }
  if (typeof place !== 'string') {
    context.stdout(printedKinds(authority))
    return exitCode.ok
  }
  refuseTogether(args)
  const [asOf, purpose] = [dayOf(context, args), purposeOf(args)]
  const side = folder === undefined ? null : await readAskedLaw(context, folder)
  if (folder !== undefined && side === null) return exitCode.usage
  const { after: bundle } = await bothLaws(context, side, place)
  const request = { place, ...(purpose === undefined ? {} : { purpose }) }
  if (args.values['run'] === true)
    return runHere(context, {
      ...{ authority, compiled: compile(bundle, asOf), request },
      threshold: thresholdOf(args.values['threshold']),
    })
  const kinds = await kindsOf(context, args, authority)
  context.stdout(printedSql({ bundle, asOf, request, kinds, authority, totals: args.values['totals'] === true }))
  return exitCode.ok
}

/** Options that would be passed over. @throws {Problem} `invalid-input` */
function refuseTogether({ values: { run, totals, kinds, threshold, 'list-kinds': listing } }: ParsedArgs): void {
  if (listing === true) throw new Problem('invalid-input', '--list-kinds and --place: expected one of them')
  const beside = totals === true ? '--totals' : kinds !== undefined ? '--kinds' : null
  if (run === true && beside !== null)
    throw new Problem(
      'invalid-input',
      `--run and ${beside}: expected one of them, since --run prints counts of holders here`,
    )
  if (run !== true && threshold !== undefined)
    throw new Problem('invalid-input', '--threshold: only with --run; the query that is printed keeps nothing back')
}

interface AskedHere {
  authority: string
  compiled: Compiled
  request: AssessmentRequest
  threshold: number
}

/** Null: of fewer holders than are told of. */
function toldTotal({ outcome, ...counts }: OutcomeTotal, threshold: number) {
  const told = Object.entries(counts).map(([name, count]) => [name, isSmall(count, threshold) ? null : count])
  return { outcome, ...Object.fromEntries(told) }
}

async function runHere(
  context: CommandContext,
  { authority, compiled, request, threshold }: AskedHere,
): Promise<number> {
  const db = await context.database()
  await expectAuthority(db, authority)
  const evaluated = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((transaction) => evaluateBySql(transaction, authority, compiled, request))
  const { standings, singly } = evaluated
  const said = {
    authority,
    ...request,
    asOf: compiled.asOf,
    threshold,
    holders: rounded(standings.size, threshold),
    singly: rounded(singly, threshold),
    outcomes: totalsOf(evaluated).map((total) => toldTotal(total, threshold)),
  }
  context.stdout(`${JSON.stringify(said)}\n`)
  return exitCode.ok
}

async function kindsOf(context: CommandContext, args: ParsedArgs, authority: string): Promise<CredentialKind[]> {
  const { kinds: file } = args.values
  if (typeof file !== 'string') {
    const db = await context.database()
    await expectAuthority(db, authority)
    return kindsOfHolders(db, authority)
  }
  return kindsOfLines(await readFile(file, 'utf8').catch(unreadable(file)), file)
}
