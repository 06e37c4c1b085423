// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, Problem } from '../../kernel/index.ts'
import { sendAreaPage, wordsIn } from '../../ui/index.ts'
import { nameAuthorities } from '../authorities/name-authorities.ts'
import { isConsentPurpose } from '../consents/consent-purposes.model.ts'
import { readConsents, setConsent } from '../consents/consents.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { OwnDataView } from './data.view.tsx'
import { concernedBy, readErasure } from './erase-account.ts'
import { exportHtml } from './export-html.page.tsx'
import { exportJson } from './export-json.ts'
import { exportOwnData } from './export-person.ts'
import { presentConsents, presentErasure, presentTables } from './present-data.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const access = 'signed-in' as const
const schema = { hide: true }
const query = z.object({ done: z.enum(['consent', 'erasure', 'taken-back']).optional().catch(undefined) })

/** `/account/data`: what is kept of the visitor, and their rights over it. */
export function dataPage(app: App, deps: Deps): void {
  const { db } = deps
  app.get('/account/data', { schema, config: { produces: ['text/html'], access } }, (request, reply) =>
    showData(request, reply, deps),
  )
  app.post('/account/data/consents', { schema, config: { produces: [], access } }, async (request, reply) => {
    const { purpose, given } = z.object({ purpose: z.unknown(), given: z.unknown() }).parse(request.body ?? {})
    if (!isConsentPurpose(purpose)) throw new Problem('invalid-input', 'purpose: expected one of those on the page')
    await setConsent(db, visitorOf(request), purpose, given === 'yes')
    return reply.redirect('/account/data?done=consent', 303)
  })
  app.post('/account/data/export', { schema, config: { produces: [], access } }, (request, reply) =>
    sendExport(request, reply, deps),
  )
}

async function showData(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const { done } = query.parse(request.query)
  const [consents, erasure] = [await readConsents(db, visitor), await readErasure(db, visitor)]
  const naming = await nameAuthorities(db, concernedBy(erasure))
  const around = { baseUrl, places: areaOf(visitor), here: '/account/data' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('data.title'),
    lead: words.t('data.lead'),
    body: (
      <OwnDataView
        words={words}
        done={done}
        tables={presentTables(words)}
        consents={presentConsents(words, consents)}
        erasure={presentErasure(words, erasure, naming)}
      />
    ),
  }))
}

function sendExport(request: FastifyRequest, reply: FastifyReply, { db }: Deps) {
  const { format, lang } = z
    .object({ format: z.enum(['json', 'html']).catch('json'), lang: z.string().max(20).catch('en') })
    .parse(request.body ?? {})
  const visitor = visitorOf(request)
  const parts = exportOwnData(db, visitor, format)
  const lines = format === 'json' ? exportJson(parts, visitor.person) : exportHtml(parts, wordsIn(lang), visitor.name)
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="everything-about-me.${format}"`)
    .type(format === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8')
    .send(Readable.from(lines))
}
