// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../../access/index.ts'
import { type App, Problem } from '../../../kernel/index.ts'
import { sendAreaPage } from '../../../ui/index.ts'
import { holderPurposes } from '../holder.model.ts'
import { FindHolderView, HolderView } from './holder.view.tsx'
import { matchesPage } from './matches.page.tsx'
import { knownAuthority } from './read-matches.ts'
import {
  eraseFor,
  findByNumber,
  type HolderDesk,
  linkFor,
  visitHolder,
  type Whose,
  withdrawFor,
} from './visit-holder.ts'

interface HolderDeps extends HolderDesk {
  baseUrl: string
}

const schema = { hide: true }
const asked = z.object({
  authority: z.string().max(200).catch(''),
  number: z.string().trim().max(100).catch(''),
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .catch(null),
  done: z.enum(['withdrawn', 'linked', 'not-linked', 'held']).optional().catch(undefined),
  purpose: z.enum(holderPurposes).nullable().catch(null),
  do: z.enum(['erase', 'withdraw', 'link']).nullable().catch(null),
})

/** One holder, and pairs who may be one. */
export function holderPages(app: App, deps: HolderDeps): void {
  matchesPage(app, deps)
  holderPage(app, deps)
}

/** `/workforce/holders`: one holder, found by a number that is never in an address; what stands of them, and their rights. */
function holderPage(app: App, deps: HolderDeps): void {
  const config = { produces: ['text/html'], access: { act: 'identify-holders' } }
  app.post('/workforce/holders', { schema, config }, async (request, reply) => {
    const { authority, number, country } = asked.parse(request.body ?? {})
    const whose = knownAuthority(visitorOf(request), authority)
    const id = number === '' ? null : await findByNumber(deps, visitorOf(request), whose, { number, country })
    if (id !== null) return reply.redirect(`/workforce/holders/${id}?authority=${whose}`, 303)
    return showFind(request, reply.code(404), deps, whose)
  })
  app.get('/workforce/holders/:id', { schema, config }, (request, reply) => showHolder(request, reply, deps))
  app.post(
    '/workforce/holders/:id',
    { schema, config: { produces: [], access: { act: 'keep-workforce' } } },
    async (request, reply) => {
      const whose = whoseOf(request)
      const done = await change(request, deps, whose)
      if (done === null) return reply.redirect(`/workforce/holders/${whose.id}?authority=${whose.authority}`, 303)
      if (done === 'erased') return reply.redirect(`/workforce?authority=${whose.authority}`, 303)
      return reply.redirect(`/workforce/holders/${whose.id}?authority=${whose.authority}&done=${done}`, 303)
    },
  )
}

function whoseOf(request: FastifyRequest): Whose {
  const { id } = request.params as { id: string }
  if (!/^\d{1,18}$/.test(id)) throw notThere()
  const { authority } = asked.parse({ ...(request.query as object), ...(request.body as object) })
  return { authority: knownAuthority(visitorOf(request), authority), id }
}

/** What is to be told of it; null: nothing has changed. */
async function change(request: FastifyRequest, deps: HolderDeps, whose: Whose): Promise<string | null> {
  const visitor = visitorOf(request)
  const { do: wanted, purpose } = asked.parse(request.body ?? {})
  if (wanted === 'erase') {
    const done = await eraseFor(deps, visitor, whose)
    if (done === 'gone') throw notThere()
    return done
  }
  if (wanted === 'link') return (await linkFor(deps, visitor, whose)) ? 'linked' : 'not-linked'
  if (wanted !== 'withdraw' || purpose === null) return null
  return (await withdrawFor(deps, visitor, { ...whose, purpose })) ? 'withdrawn' : null
}

const notThere = (): Problem =>
  new Problem('not-found', 'there is no such holder', { told: { key: 'workforce.holder.not-there', args: {} } })

async function showHolder(request: FastifyRequest, reply: FastifyReply, deps: HolderDeps) {
  const visitor = visitorOf(request)
  const whose = whoseOf(request)
  const seen = await visitHolder(deps, visitor, whose)
  if (seen === null) throw notThere()
  const { done } = asked.parse(request.query ?? {})
  const around = { baseUrl: deps.baseUrl, places: areaOf(visitor), here: '/workforce' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: seen.holder.names.find(({ kind }) => kind === 'main')?.name ?? seen.holder.names[0]?.name ?? seen.holder.id,
    lead: words.t('workforce.holder.lead'),
    body: (
      <HolderView words={words} authority={whose.authority} holder={seen.holder} linked={seen.linked} done={done} />
    ),
  }))
}

function showFind(request: FastifyRequest, reply: FastifyReply, deps: HolderDeps, authority: string) {
  const around = { baseUrl: deps.baseUrl, places: areaOf(visitorOf(request)), here: '/workforce' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('workforce.find'),
    body: <FindHolderView words={words} authority={authority} />,
  }))
}
