// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { App, Clock } from '../../../kernel/index.ts'
import {
  andLeft,
  assetPath,
  followProgress,
  greetReader,
  ofProgress,
  sendAreaPage,
  type Words,
} from '../../../ui/index.ts'
import { headingIn } from '../columns.model.ts'
import { faultsFile, firstFaults, readImport } from '../work/read-imports.ts'
import { cancelRegister, type WorkforceImport } from '../work/work-on-import.ts'
import { faultIn } from '../write-faults.ts'
import { ReadImportView } from './read-import.view.tsx'
import { type WorkforceDeps, workforcePage } from './workforce.page.tsx'

const schema = { hide: true }
const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id

/** What somebody needs who keeps a workforce. */
export function registerPages(app: App, deps: WorkforceDeps): void {
  workforcePage(app, deps)
  workforceImportPage(app, deps)
}

/** `/workforce/imports/:id`: how far a register is read, what became of its rows, and what was wrong with which. */
function workforceImportPage(app: App, deps: WorkforceDeps): void {
  const access = { act: 'keep-workforce' }
  const address = '/workforce/imports/:id'
  app.get(address, { schema, config: { produces: ['text/html'], access } }, (request, reply) =>
    showImport(request, reply, deps),
  )
  const told = { ...ofProgress, access }
  app.get(`${address}/progress`, { schema, config: told, exposeHeadRoute: false }, async (request, reply) => {
    const visitor = visitorOf(request)
    const row = await readImport(deps.db, visitor, idOf(request))
    return followProgress(request, reply, {
      desk: deps.progress,
      person: visitor.person,
      of: `register ${row.id}`,
      now: readingOf(row),
      read: async () => readingOf(await readImport(deps.db, visitor, row.id)),
      say: (words, reading) => ({ text: paceOf(words, reading.row, deps.clock), ...countsIn(words, reading.row) }),
    })
  })
  app.get(`${address}/errors.csv`, { schema, config: { produces: [], access } }, async (request, reply) => {
    const { id } = await readImport(deps.db, visitorOf(request), idOf(request))
    const asked = { headers: request.headers, fields: {}, baseUrl: deps.baseUrl, kept: 'no-store' as const }
    const { words } = greetReader(reply, asked)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="errors.csv"')
      .send(Readable.from(faultsFile(deps.db, visitorOf(request), id, words)))
  })
  app.post(`${address}/cancel`, { schema, config: { produces: [], access } }, async (request, reply) => {
    const { id } = await readImport(deps.db, visitorOf(request), idOf(request))
    await cancelRegister(deps.db, visitorOf(request), id)
    return reply.redirect(`/workforce/imports/${id}`, 303)
  })
}

/** How far it is: of a workbook nobody knows the end. What is of no format is no file: it is counted in holders. */
function readingOf(row: WorkforceImport) {
  const known = (row.format === 'csv' || (row.format === null && row.position > 0)) && row.size > 0
  const share = known ? Math.min(100, (row.position / row.size) * 100) : null
  return { step: row.state, share, over: row.state !== 'waiting' && row.state !== 'working', row }
}

/** Rows so far, how many a second, and what is left. */
function paceOf(words: Words, row: WorkforceImport, clock: Clock): string {
  const seconds = Math.max(1, ((row.finishedAt ?? clock.now()).getTime() - row.startedAt.getTime()) / 1000)
  const { share } = readingOf(row)
  const left = share === null || share === 0 ? null : (seconds * (100 - share)) / share
  const [rows, rate] = [words.number(row.rows), words.number(Math.round(row.rows / seconds))]
  return `${words.t('workforce.import.pace', { rows, rate })}${andLeft(words, left)}`
}

/** What became of rows and persons so far. */
function countsIn(words: Words, row: WorkforceImport): { rows: string; persons: string } {
  const { rows, good, bad, personsNew, personsChanged, personsUnchanged } = row
  const counts = { rows, good, bad, personsNew, personsChanged, personsUnchanged }
  const written = Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, words.number(value)]))
  return { rows: words.t('workforce.counts.rows', written), persons: words.t('workforce.counts.persons', written) }
}

async function showImport(request: FastifyRequest, reply: FastifyReply, { db, baseUrl, clock }: WorkforceDeps) {
  const visitor = visitorOf(request)
  const row = await readImport(db, visitor, idOf(request))
  const faults = row.bad === 0 ? [] : await firstFaults(db, visitor, row.id)
  const { share, over } = readingOf(row)
  const around = { baseUrl, places: areaOf(visitor), here: '/workforce' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: row.fileName,
    lead: words.t(`workforce.state.${row.state}`),
    script: assetPath('progress.js'),
    body: (
      <ReadImportView
        words={words}
        row={row}
        reading={!over}
        share={share}
        pace={paceOf(words, row, clock)}
        counts={countsIn(words, row)}
        problem={row.problem === null ? null : words.t(`workforce.file.${row.problem.code}`, row.problem.args)}
        faults={faults.map((fault) => ({
          line: fault.line,
          column: fault.field === '' ? '' : headingIn(fault.field, words.lang),
          found: fault.found,
          text: faultIn(words, fault),
        }))}
      />
    ),
  }))
}
