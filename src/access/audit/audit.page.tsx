// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, isPlainDate, Problem } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { nameAuthorities } from '../authorities/name-authorities.ts'
import { areaOf } from '../visits/area.model.ts'
import { requireMay, visitorOf } from '../visits/visitor-of.ts'
import { AuditView } from './audit.view.tsx'
import { type AuditAsked, csvHead, csvLine, csvOf, type OpenEntry } from './audit-entry.model.ts'
import { AuditEntryView } from './audit-entry.view.tsx'
import { readChainState, startCheck } from './check-audit.ts'
import { actInWords, presentChain, presentEntry, presentLink } from './present-audit.ts'
import { auditsAll, exportAudit, readAuditEntry, searchAudit } from './search-audit.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const access = { act: 'read-audit' }
const config = { produces: ['text/html'], access }
const schema = { hide: true }

const text = z
  .string()
  .trim()
  .max(200)
  .transform((value) => (value === '' ? undefined : value))
  .optional()
  .catch(undefined)

const query = z.object({
  act: text,
  who: text,
  authority: text,
  object: text,
  from: text,
  until: text,
  before: z.coerce.number().int().positive().optional().catch(undefined),
  checked: z.string().optional(),
})

/** `/audit`: the log of acts, for those who audit all of it or their authority. */
export function auditPage(app: App, deps: Deps): void {
  app.get('/audit', { schema, config }, (request, reply) => showLog(request, reply, deps))
  app.get('/audit/:seq', { schema, config }, (request, reply) => showEntry(request, reply, deps))
  app.post('/audit/check', { schema, config: { produces: [], access } }, async (request, reply) => {
    const visitor = visitorOf(request)
    requireMay(visitor, 'read-audit', { platform: true })
    const { done } = await startCheck(deps.db, visitor)
    done.catch((error: unknown) => request.log.error({ err: error }, 'the check of the log did not end'))
    return reply.redirect('/audit?checked=1', 303)
  })
  app.post('/audit/export', { schema, config: { produces: [], access: { act: 'export-audit' } } }, (request, reply) =>
    sendExport(request, reply, deps),
  )
}

/** What is asked, and which fields of it cannot be read. */
function readAsked(fields: unknown): { asked: AuditAsked; wrong: string[]; checked: boolean } {
  const { checked, ...asked } = query.parse(fields ?? {})
  const wrong = (['from', 'until'] as const).filter((name) => asked[name] !== undefined && !isPlainDate(asked[name]))
  return { asked, wrong, checked: checked !== undefined }
}

async function showLog(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const { asked, wrong, checked } = readAsked(request.query)
  const findings = wrong.length > 0 ? null : await searchAudit(db, visitor, asked)
  const chain = await readChainState(db, visitor)
  const naming = await nameAuthorities(
    db,
    (findings?.entries ?? []).map(({ authority }) => authority),
  )
  if (wrong.length > 0) reply.code(400)
  const around = { baseUrl, places: areaOf(visitor), here: '/audit' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('audit.title'),
    lead: words.t(auditsAll(visitor) ? 'audit.lead.all' : 'audit.lead.authority'),
    body: (
      <AuditView
        words={words}
        chain={presentChain(words, chain, auditsAll(visitor))}
        started={checked}
        asked={asked}
        errors={wrong.map((field) => ({
          field,
          text: words.t('audit.wrong-day', { field: words.t(`audit.${field}-day`) }),
        }))}
        acts={(findings?.acts ?? []).map((act) => ({ act, text: actInWords(words, act) }))}
        entries={(findings?.entries ?? []).map((entry) => presentEntry(words, entry, naming))}
        older={findings?.older ?? null}
        people={findings?.people}
      />
    ),
  }))
}

async function showEntry(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const { seq } = request.params as { seq: string }
  const entry = /^[1-9]\d{0,14}$/.test(seq) ? await readAuditEntry(db, visitor, Number(seq)) : null
  const told = { key: 'audit.no-entry', args: {} }
  if (entry === null) throw new Problem('not-found', 'there is no such entry that you may read', { told })
  const naming = await nameAuthorities(db, [entry.authority])
  const around = { baseUrl, places: areaOf(visitor), here: '/audit' }
  return sendAreaPage(request, reply, around, (words) => {
    const shown = presentLink(words, entry, naming)
    return { title: shown.act, body: <AuditEntryView words={words} entry={shown} /> }
  })
}

const formats: Record<string, { type: string; head: string; line: (entry: OpenEntry) => string }> = {
  csv: { type: 'text/csv; charset=utf-8', head: `\ufeff${csvLine(csvHead)}`, line: csvOf },
  jsonl: { type: 'application/jsonl; charset=utf-8', head: '', line: (entry) => `${JSON.stringify(entry)}\n` },
}

function sendExport(request: FastifyRequest, reply: FastifyReply, { db }: Deps) {
  const visitor = visitorOf(request)
  const { format: named } = z.object({ format: z.string() }).catch({ format: '' }).parse(request.body)
  const format = Object.hasOwn(formats, named) ? formats[named] : undefined
  const { asked, wrong } = readAsked(request.body)
  if (format === undefined || wrong.length > 0)
    throw new Problem('invalid-input', `found format '${named}', expected csv or jsonl, and days as 2026-11-22`)
  async function* lines(part: NonNullable<typeof format>) {
    yield part.head
    for await (const entries of exportAudit(db, visitor, { asked, format: named }))
      yield entries.map(part.line).join('')
  }
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="log-of-acts.${named}"`)
    .type(format.type)
    .send(Readable.from(lines(format)))
}
