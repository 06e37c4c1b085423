// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import type { App, Clock } from '../../../kernel/index.ts'
import { momentIn, sendAreaPage, type Words } from '../../../ui/index.ts'
import { knownAuthority } from '../../holders/pages/read-matches.ts'

import { letterPage } from './letter.page.tsx'
import { OfficeView } from './office.view.tsx'
import { ownEntitlementsPage } from './own.page.tsx'
import { answer, type OfficeRound, readOffice } from './read-office.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const looked = z.object({
  authority: z.string().max(200).catch(''),
  done: z.literal('answered').optional().catch(undefined),
})
const sent = z.object({ authority: z.string().max(200), id: z.uuid(), text: z.string().trim().min(1).max(4000) })

/** What holders are entitled to: for themselves, with an account or by a letter, and for the authority that keeps their register. */
export function entitlementPages(app: App, deps: Deps): void {
  ownEntitlementsPage(app, deps)
  letterPage(app, deps)
  officePage(app, deps)
}

/** `/workforce/reevaluations`: what has been evaluated again and how far it is, and objections that wait for an answer. */
function officePage(app: App, deps: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'answer-objection' } }
  app.get('/workforce/reevaluations', { schema, config }, (request, reply) => show(request, reply, deps))
  app.post('/workforce/reevaluations', { schema, config }, async (request, reply) => {
    const given = sent.safeParse(request.body ?? {})
    if (!given.success) return show(request, reply.code(400), deps, true)
    const authority = knownAuthority(visitorOf(request), given.data.authority)
    if (!(await answer(deps.db, visitorOf(request), { ...given.data, authority })))
      return show(request, reply.code(409), deps, true)
    return reply.redirect(`/workforce/reevaluations?authority=${authority}&done=answered`, 303)
  })
}

async function show(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps, wrong = false) {
  const visitor = visitorOf(request)
  const { authority: asked, done } = looked.parse(request.query ?? {})
  const authority = knownAuthority(visitor, asked)
  const { rounds, objections } = await readOffice(db, visitor, authority)
  const around = { baseUrl, places: areaOf(visitor), here: '/workforce' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('reevaluations.title'),
    lead: words.t('reevaluations.lead'),
    body: (
      <OfficeView
        words={words}
        authority={authority}
        done={done === 'answered'}
        rounds={rounds.map((round) => presentRound(words, round))}
        objections={objections.map(({ id, holder, text, at }) => ({
          ...{ id, text },
          holder: String(holder),
          at: momentIn(words.lang, at),
        }))}
        errors={wrong ? [{ field: 'text', text: words.t('reevaluations.answer.wrong') }] : []}
      />
    ),
  }))
}

function presentRound(words: Words, round: OfficeRound) {
  const { cause, asOf, holders, evaluated, begun, ended, told, unreached, done, failed } = round
  const n = words.number
  return {
    title: words.t('reevaluations.round', { cause, date: words.date(asOf) }),
    progress: done
      ? words.t('reevaluations.done', { holders })
      : words.t('reevaluations.working', { evaluated: n(evaluated), holders: n(holders) }),
    figures: words.t('reevaluations.figures', {
      ...{ begun: n(begun), ended: n(ended), told: n(told), unreached: n(unreached) },
    }),
    fault: failed ? words.t('reevaluations.fault') : null,
  }
}
