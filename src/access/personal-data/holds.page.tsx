// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, isPlainDate, Problem } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { nameAuthorities } from '../authorities/name-authorities.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { HoldsView } from './holds.view.tsx'
import { findToHold, holdersFor, liftHoldOf, type NamedPerson, placeHold, readHolds } from './place-hold.ts'
import { presentHold } from './present-data.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const typed = z.object({
  who: z.string().trim().max(320).catch(''),
  person: z.string().trim().max(40).catch(''),
  authority: z.string().trim().max(200).catch(''),
  reason: z.string().trim().max(2000).catch(''),
  until: z.string().trim().max(10).catch(''),
  confidential: z.string().optional().catch(undefined),
})
type Typed = z.infer<typeof typed>

/** `/holds`: legal holds, which stand against the erasure of an account. */
export function holdsPage(app: App, deps: Deps): void {
  const { db } = deps
  const config = { produces: ['text/html'], access: { act: 'read-holds' } }
  app.get('/holds', { schema, config }, (request, reply) => showHolds(request, reply, deps, {}))
  app.post('/holds', { schema, config: { produces: ['text/html'], access: { act: 'place-hold' } } }, (request, reply) =>
    place(request, reply, deps),
  )
  app.post(
    '/holds/lift',
    { schema, config: { produces: [], access: { act: 'lift-hold' } } },
    async (request, reply) => {
      const { id } = z.object({ id: z.uuid() }).parse(request.body ?? {})
      if (!(await liftHoldOf(db, visitorOf(request), id)))
        throw new Problem('not-found', 'there is no such hold that you may lift')
      return reply.redirect('/holds?done=lifted', 303)
    },
  )
}

async function place(request: FastifyRequest, reply: FastifyReply, deps: Deps) {
  const visitor = visitorOf(request)
  const fields = typed.parse(request.body ?? {})
  const people = fields.person === '' && fields.who !== '' ? await findToHold(deps.db, visitor, fields.who) : []
  const person = fields.person === '' ? (people.length === 1 ? (people[0]?.id ?? '') : '') : fields.person
  const holders = holdersFor(visitor).map((one) => one ?? '')
  const wrong = [
    ...(/^[0-9a-f-]{36}$/.test(person) ? [] : ['who']),
    ...(fields.reason === '' ? ['reason'] : []),
    ...(isPlainDate(fields.until) && fields.until >= new Date().toISOString().slice(0, 10) ? [] : ['until']),
    ...(holders.includes(fields.authority) ? [] : ['authority']),
  ]
  if (wrong.length > 0) return showHolds(request, reply.code(400), deps, { fields, wrong, people })
  const authority = fields.authority === '' ? null : fields.authority
  const confidential = fields.confidential === 'on'
  await placeHold(deps.db, visitor, { person, authority, reason: fields.reason, until: fields.until, confidential })
  return reply.redirect('/holds?done=placed', 303)
}

interface Given {
  fields?: Typed
  wrong?: readonly string[]
  people?: readonly NamedPerson[]
}

async function showHolds(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps, given: Given) {
  const visitor = visitorOf(request)
  const holds = await readHolds(db, visitor)
  const { done } = z.object({ done: z.enum(['placed', 'lifted']).optional().catch(undefined) }).parse(request.query)
  const naming = await nameAuthorities(db, [...holdersFor(visitor), ...holds.map(({ authority }) => authority)])
  const around = { baseUrl, places: areaOf(visitor), here: '/holds' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('data.holds'),
    lead: words.t('data.holds.lead'),
    body: (
      <HoldsView
        words={words}
        done={done}
        holds={holds.map((hold) => presentHold(words, hold, naming))}
        holders={holdersFor(visitor)}
        nameOf={(id) => naming(words, id)}
        fields={given.fields ?? {}}
        people={given.people ?? []}
        errors={(given.wrong ?? []).map((field) => ({ field, text: words.t(`data.holds.wrong.${field}`) }))}
      />
    ),
  }))
}
