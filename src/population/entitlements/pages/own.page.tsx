// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, type Naming, nameAuthorities, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { type LoadedLaw, lawShelf, penFor } from '../../../finder/index.ts'
import { type App, type Clock, type PlainDate, today } from '../../../kernel/index.ts'
import { momentIn, sendAreaPage, type Words } from '../../../ui/index.ts'
import { holderPurposes } from '../../holders/holder.model.ts'
import { entitlementInWords } from '../entitlement-words.ts'

import type { ShownConsent } from './consents.view.tsx'
import { OwnView, type ShownEntitlement } from './own.view.tsx'
import {
  holdsOn,
  type OwnConsent,
  type OwnEntitlement,
  type OwnObjection,
  object,
  readOwn,
  withdraw,
} from './read-own.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const asked = z.object({ done: z.enum(['objected', 'withdrawn']).optional().catch(undefined) })
const sent = z.object({
  entitlement: z.preprocess(
    (value) => (value === '' ? null : value),
    z.coerce.number().int().min(1).nullable().default(null),
  ),
  text: z.string().trim().min(1).max(4000),
})

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
    const reading = sent.safeParse(request.body ?? {})
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
          objections={own.objections.map((one) => presentObjection(words, one))}
          consents={own.consents.map((one) => presentConsent(words, naming, one, today(clock)))}
          errors={wrong === 'object' ? [{ field: 'text', text: words.t('entitlement.object.wrong') }] : []}
          notWithdrawn={wrong === 'consents'}
        />
      ),
    }
  })
}

function presentOwn(words: Words, law: LoadedLaw, own: OwnEntitlement): ShownEntitlement {
  const [kind, by, target] = JSON.parse(own.outcome) as [Outcome['kind'], Outcome['by'], Outcome['target']]
  const {
    what,
    rule,
    law: title,
  } = entitlementInWords(law, penFor(law, words), {
    rule: own.rule,
    outcome: { kind, by, target },
  })
  const query = new URLSearchParams([...(own.hold === null ? [] : [['hold', own.hold]]), ['in', own.place]])
  const { since, until, endedBy } = own
  return {
    id: String(own.id),
    what,
    basis: words.t('entitlement.basis', { rule, law: title }),
    since: words.t('entitlement.since', { date: words.date(since) }),
    next: words.t('entitlement.next', { by: words.t(`by.${by}`), means: words.t(`means.${kind}`) }),
    discretion: own.standing === 'discretion' ? words.t('answer.discretion') : null,
    ended:
      until === null || endedBy === null
        ? null
        : words.t('entitlement.ended', { date: words.date(until), cause: endedBy }),
    answer: `/?${query}`,
  }
}

const presentObjection = (words: Words, { text, at, answer, answeredAt }: OwnObjection) => ({
  text,
  at: momentIn(words.lang, at),
  answer: answer === null || answeredAt === null ? null : { text: answer, at: momentIn(words.lang, answeredAt) },
})

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
