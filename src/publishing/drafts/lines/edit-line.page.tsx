// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { type App, Problem } from '../../../kernel/index.ts'
import { sendAreaPage } from '../../../ui/index.ts'
import { changeDraft, readDraft } from '../edit-draft.ts'
import { idOf } from '../read-draft.page.tsx'
import { type CsvRecord, cellsOf, recordsOf, withRecord } from './csv-lines.model.ts'
import { EditLineView } from './edit-line.view.tsx'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const asked = z.object({
  path: z.string().max(200).catch(''),
  line: z.union([z.literal('new'), z.coerce.number().int().positive()]).catch(0),
  q: z.string().max(200).catch(''),
  page: z.coerce.number().int().positive().catch(1),
})
const typed = z.record(z.string(), z.string())
/** A form sends line ends as CR LF. */
const plain = (text = ''): string => text.replaceAll('\r\n', '\n')

/** `/drafts/:id/line?path=…&line=…`: one line of a list, without sending the others. */
export function editLinePage(app: App, deps: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'edit-draft' } }
  app.get('/drafts/:id/line', { schema, config }, (request, reply) => showLine(request, reply, deps, null))
  app.post('/drafts/:id/line', { schema, config, bodyLimit: 256 * 1024 }, async (request, reply) => {
    const { list, text, header, record, draft, path } = await lineOf(deps.db, request)
    const fields = typed.catch({}).parse(request.body ?? {})
    const cells = header.map((_, at) => plain(fields[`cell-${at}`]).trim())
    // What this editor has not seen is not written over.
    if (record !== null && plain(record.text) !== plain(fields['was']))
      return showLine(request, reply.code(409), deps, cells)
    const files = new Map([[path, withRecord(text, record, cells)]])
    const result = await changeDraft(deps.db, visitorOf(request), { id: draft.id, version: draft.version, files })
    if ('saved' in result) return reply.redirect(`${list}&done=saved`, 303)
    return showLine(request, reply.code(409), deps, cells)
  })
}

/** The line that is meant, in the draft as it stands. */
async function lineOf(db: Db, request: FastifyRequest) {
  const { path, line, q, page } = asked.parse(request.query)
  const { draft, files } = await readDraft(db, visitorOf(request), idOf(request))
  const text = path.endsWith('.csv') ? files.get(path) : undefined
  const [header, ...records] = recordsOf(text ?? '')
  const record = records.find((one) => one.line === line) ?? null
  if (text === undefined || header === undefined || (record === null && line !== 'new')) {
    throw new Problem('not-found', `there is no line ${line} in ${path}`, {
      told: { key: 'draft.lines.none', args: {} },
    })
  }
  const list = `/drafts/${draft.id}/file?${new URLSearchParams({ path, page: String(page), ...(q === '' ? {} : { q }) })}`
  return { draft, path, text, line, list, header: named(cellsOf(header.text), record), record }
}

/** A name for every cell, also beyond the header: nothing of the line is lost. */
const named = (header: readonly string[], record: CsvRecord | null): string[] =>
  (record === null ? header : cellsOf(record.text).concat(header.slice(cellsOf(record.text).length))).map(
    (_, at) => header[at] ?? String(at + 1),
  )

async function showLine(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: Deps,
  given: readonly string[] | null,
) {
  const { draft, path, line, list, header, record } = await lineOf(db, request)
  const around = { baseUrl, places: areaOf(visitorOf(request)), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: line === 'new' ? words.t('draft.lines.add') : words.t('draft.lines.edit', { line }),
    lead: `${draft.title} · ${path}`,
    body: (
      <EditLineView
        words={words}
        address={request.url}
        list={list}
        header={header}
        cells={given ?? (record === null ? [] : cellsOf(record.text))}
        was={record?.text ?? null}
        theirs={given === null ? null : (record?.text ?? '')}
      />
    ),
  }))
}
