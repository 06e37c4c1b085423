// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { App } from '../../../kernel/index.ts'
import { greetReader, sendAreaPage } from '../../../ui/index.ts'
import { headingIn } from '../columns.model.ts'
import { faultsFile, firstFaults, readImport } from '../work/read-imports.ts'
import { cancelRegister } from '../work/work-on-import.ts'
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
  app.get(`${address}/errors.csv`, { schema, config: { produces: [], access } }, async (request, reply) => {
    const { id } = await readImport(deps.db, visitorOf(request), idOf(request))
    const asked = { headers: request.headers, fields: {}, baseUrl: deps.baseUrl, kept: 'no-store' as const }
    const { words } = greetReader(reply, asked)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="errors.csv"')
      .send(await faultsFile(deps.db, visitorOf(request), id, words))
  })
  app.post(`${address}/cancel`, { schema, config: { produces: [], access } }, async (request, reply) => {
    const { id } = await readImport(deps.db, visitorOf(request), idOf(request))
    await cancelRegister(deps.db, visitorOf(request), id)
    return reply.redirect(`/workforce/imports/${id}`, 303)
  })
}

async function showImport(request: FastifyRequest, reply: FastifyReply, { db, baseUrl, clock }: WorkforceDeps) {
  const visitor = visitorOf(request)
  const row = await readImport(db, visitor, idOf(request))
  const faults = row.bad === 0 ? [] : await firstFaults(db, visitor, row.id)
  const reading = row.state === 'waiting' || row.state === 'working'
  // Whoever has no script sees how far it is without doing anything.
  if (reading) reply.header('refresh', '3')
  const seconds = Math.max(1, ((row.finishedAt ?? clock.now()).getTime() - row.startedAt.getTime()) / 1000)
  const share = row.format === 'csv' && row.size > 0 ? Math.min(1, row.position / row.size) : null
  const around = { baseUrl, places: areaOf(visitor), here: '/workforce' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: row.fileName,
    lead: words.t(`workforce.state.${row.state}`),
    body: (
      <ReadImportView
        words={words}
        row={row}
        reading={reading}
        share={share}
        left={share === null || share === 0 ? null : Math.ceil((seconds * (1 - share)) / share / 60)}
        rate={Math.round(row.rows / seconds)}
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
