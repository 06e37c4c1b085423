// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { nameAuthorities } from '../authorities/name-authorities.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { EraseView } from './erase.view.tsx'
import { askErasure, concernedBy, provedJustNow, readErasure, takeBackErasure } from './erase-account.ts'
import { usualErasureDays } from './erasure-settings.ts'
import { presentErasure } from './present-data.ts'

interface Deps {
  db: Db
  baseUrl: string
  /** Days between the wish and the deed. */
  erasureDays?: number
}

const access = 'signed-in' as const
const schema = { hide: true }
const path = '/account/data/erase'

/** `/account/data/erase`: asks for the erasure of the account, after a fresh proof and a confirmation. */
export function erasePage(app: App, deps: Deps): void {
  const { db, erasureDays = usualErasureDays } = deps
  const config = { produces: ['text/html'], access }
  app.get(path, { schema, config }, (request, reply) => showForm(request, reply, deps, false))
  app.post(path, { schema, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const { sure } = z.object({ sure: z.string().optional() }).parse(request.body ?? {})
    const proved = await provedJustNow(db, request.sessionToken)
    if (!proved || sure !== 'yes') return showForm(request, reply.code(400), deps, proved)
    if (!(await askErasure(db, visitor, erasureDays))) return showForm(request, reply.code(409), deps, false)
    return reply.redirect('/account/data?done=erasure', 303)
  })
  app.post(`${path}/take-back`, { schema, config: { produces: [], access } }, async (request, reply) => {
    await takeBackErasure(db, visitorOf(request))
    return reply.redirect('/account/data?done=taken-back', 303)
  })
}

async function showForm(request: FastifyRequest, reply: FastifyReply, deps: Deps, unsure: boolean) {
  const { db, baseUrl, erasureDays = usualErasureDays } = deps
  const visitor = visitorOf(request)
  const erasure = await readErasure(db, visitor)
  const proved = await provedJustNow(db, request.sessionToken)
  const naming = await nameAuthorities(db, concernedBy(erasure))
  const around = { baseUrl, places: areaOf(visitor), here: '/account/data' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('data.erase'),
    lead: words.t('data.erase.lead'),
    body: (
      <EraseView
        words={words}
        days={erasureDays}
        proved={proved}
        erasure={presentErasure(words, erasure, naming)}
        errors={unsure ? [{ field: 'sure', text: words.t('data.erase.not-sure') }] : []}
      />
    ),
  }))
}
