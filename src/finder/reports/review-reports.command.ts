// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs } from '../../kernel/index.ts'
import { closeReport, eraseContact, type ReportRow, readReport, readReports } from './review-reports.ts'

const summaryOf = ({ id, closedAt, place, rule, report, reportedAt }: ReportRow): string => {
  const line = report.replaceAll(/\s+/g, ' ')
  const state = closedAt === null ? 'open' : 'closed'
  return `${id}\t${state}\t${reportedAt.toISOString().slice(0, 10)}\t${place}\t${rule}\t${line.length > 80 ? `${line.slice(0, 79)}…` : line}\n`
}

/** `passerelle reports list`: what people have reported as wrong, newest first. */
export const listReportsCommand: Command = {
  name: 'reports list',
  summary: 'List what people report as wrong in answers',
  usage: '[--open] [--json]',
  options: [
    { flag: '--open', summary: 'Only those that are not closed' },
    { flag: '--json', summary: 'Print the reports as JSON' },
  ],
  examples: ['passerelle reports list --open'],
  run: async (context, args) => {
    const open = args.values['open'] === true
    const rows = await readReports(await context.database(), context.clock, { open })
    if (args.values['json'] === true) context.stdout(`${JSON.stringify(rows)}\n`)
    else context.stdout(rows.length === 0 ? 'There is no report.\n' : rows.map(summaryOf).join(''))
    return exitCode.ok
  },
}

/** `passerelle reports show ID`: one report with contact and attachment, as long as they are kept. */
export const showReportCommand: Command = {
  name: 'reports show',
  summary: 'Show one report, with the contact while it is kept',
  usage: 'ID [--json]',
  options: [{ flag: '--json', summary: 'Print the report as JSON' }],
  examples: ['passerelle reports show 12'],
  run: async (context, args) => {
    const report = await reportNamed(context, args)
    if (report === null) return exitCode.usage
    const lines = Object.entries(report).map(([name, value]) => `${name}: ${written(value)}\n`)
    context.stdout(args.values['json'] === true ? `${JSON.stringify(report)}\n` : lines.join(''))
    return exitCode.ok
  },
}

/** `passerelle reports close ID --note TEXT`: says what became of it, and erases contact and attachment. */
export const closeReportCommand: Command = {
  name: 'reports close',
  summary: 'Close a report with a note, and erase its contact',
  usage: 'ID --note TEXT',
  options: [{ flag: '--note', value: 'TEXT', summary: 'What became of it; stays with the report' }],
  examples: ['passerelle reports close 12 --note "Corrected in law/CN-SX/2024-5"'],
  run: async (context, args) => {
    const note = args.values['note']
    if (typeof note !== 'string' || note.trim() === '') {
      context.stderr('--note is missing, expected what became of the report\n')
      return exitCode.usage
    }
    const report = await reportNamed(context, args)
    if (report === null) return exitCode.usage
    const closed = await closeReport(await context.database(), report.id, note.trim())
    if (!closed) context.stderr(`report ${report.id} is closed already; a closing stays as it was written\n`)
    return closed ? exitCode.ok : exitCode.negative
  },
}

/** `passerelle reports erase ID`: erases contact and attachment earlier, as a person may ask. */
export const eraseContactCommand: Command = {
  name: 'reports erase',
  summary: 'Erase contact and attachment of a report',
  usage: 'ID',
  examples: ['passerelle reports erase 12'],
  run: async (context, args) => {
    const report = await reportNamed(context, args)
    if (report === null) return exitCode.usage
    await eraseContact(await context.database(), report.id)
    return exitCode.ok
  },
}

async function reportNamed(context: CommandContext, args: ParsedArgs): Promise<ReportRow | null> {
  const [id = '', ...more] = args.positionals
  if (!/^\d{1,15}$/.test(id) || more.length > 0) {
    context.stderr('expected one ID, the number of a report (passerelle reports list)\n')
    return null
  }
  const report = await readReport(await context.database(), Number(id))
  if (report === null) context.stderr(`there is no report ${id}\n`)
  return report
}

function written(value: unknown): string {
  if (value === null) return '-'
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? value : JSON.stringify(value)
}
