// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, type Naming, nameAuthorities, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { lawShelf } from '../../../finder/index.ts'
import { type App, type Clock, type PlainDate, today } from '../../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../../ui/index.ts'
import { holderPurposes } from '../../holders/holder.model.ts'

import type { ShownConsent } from './consents.view.tsx'
import { OwnView } from './own.view.tsx'
import { missingIn, presentObjection, presentOwn, sentObjection } from './present-own.ts'
import { holdsOn, type OwnConsent, object, readOwn, withdraw } from './read-own.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const asked = z.object({ done: z.enum(['objected', 'withdrawn']).optional().catch(undefined) })
const ending = z.object({ authority: z.string().max(200), purpose: z.enum(holderPurposes) })

/**
 * `/entitlements`: what somebody's qualifications count as by the registers that know them, since when and why; a way to object, and one to
 * end what their data is used for.
 */
export function ownEntitlementsPage(app: App, deps: Deps): void {
  const reads = { produces: ['text/html'], access: 'signed-in' as const }
  const objects = { produces: ['text/html'], access: { act: 'object-to-evaluation' } }
  app.get('/entitlements', { schema, config: reads }, (request, reply) => show(request, reply, deps))
  app.post('/entitlements', { schema, config: objects }, async (request, reply) => {
    const reading = sentObjection.safeParse(request.body ?? {})
    if (!reading.success || !(await object(deps.db, visitorOf(request), reading.data)))
      return show(request, reply.code(400), deps, 'object')
    return reply.redirect('/entitlements?done=objected', 303)
  })
  const ends = { produces: ['text/html'], access: { act: 'withdraw-own-purpose' } }
  app.post('/entitlements/withdraw', { schema, config: ends }, async (request, reply) => {
    const reading = ending.safeParse(request.body ?? {})
    if (!reading.success || !(await withdraw(deps, visitorOf(request), reading.data)))
      return show(request, reply.code(409), deps, 'consents')
    return reply.redirect('/entitlements?done=withdrawn', 303)
  })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl, clock }: Deps,
  wrong?: 'object' | 'consents',
) {
  const visitor = visitorOf(request)
  const { done } = asked.parse(request.query ?? {})
  const [own, law] = await Promise.all([readOwn(db, visitor), lawShelf(db).take(null)])
  const naming = await nameAuthorities(db, own.authorities)
  const around = { baseUrl, places: areaOf(visitor), here: '/entitlements' }
  return sendAreaPage(request, reply, around, (words) => {
    const shown = own.entitlements.map((one) => presentOwn(words, law, one))
    return {
      title: words.t('entitlement.title'),
      lead: words.t('entitlement.lead'),
      body: (
        <OwnView
          words={words}
          known={own.authorities.length > 0}
          done={done}
          standing={shown.filter(({ ended }) => ended === null)}
          ended={shown.filter(({ ended }) => ended !== null)}
          missing={missingIn(
            words,
            own.authorities.map((id) => ({ id, name: naming(words, id) })),
          )}
          objections={own.objections.map((one) => presentObjection(words, one))}
          consents={own.consents.map((one) => presentConsent(words, naming, one, today(clock)))}
          errors={wrong === 'object' ? [{ field: 'text', text: words.t('entitlement.object.wrong') }] : []}
          notWithdrawn={wrong === 'consents'}
        />
      ),
    }
  })
}

function presentConsent(words: Words, naming: Naming, one: OwnConsent, day: PlainDate): ShownConsent {
  const { authority, purpose, given, until, withdrawn } = one
  const said = (key: string, on: PlainDate | null) =>
    on === null ? [] : [words.t(`workforce.holder.${key}`, { day: words.date(on) })]
  return {
    authority,
    purpose,
    named: { authority: naming(words, authority), purpose: words.t(`workforce.purpose.${purpose}`) },
    days: [said('since', given), said('until', until), said('withdrawn', withdrawn)].flat().join(' · '),
    holds: holdsOn(one, day),
  }
}
