// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import type { App } from '../../../kernel/index.ts'
import { sendAreaPage } from '../../../ui/index.ts'
import { MatchesView } from './matches.view.tsx'
import { decidePair, knownAuthority, pageLength, readMatches } from './read-matches.ts'

interface MatchesDeps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const states = ['open', 'same', 'different'] as const
const looked = z.object({
  authority: z.string().max(200).catch(''),
  state: z.enum(states).catch('open'),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  done: z.enum(states).optional().catch(undefined),
})
const number = z.string().regex(/^\d{1,18}$/)
const decided = z.object({
  authority: z.string().max(200),
  holder: number,
  other: number,
  state: z.enum(states),
})

/** `/workforce/matches`: pairs of holders who may be one person: somebody says whether they are, and can take it back. */
export function matchesPage(app: App, deps: MatchesDeps): void {
  const config = { produces: ['text/html'] }
  app.get(
    '/workforce/matches',
    { schema, config: { ...config, access: { act: 'identify-holders' } } },
    (request, reply) => showMatches(request, reply, deps),
  )
  app.post(
    '/workforce/matches',
    { schema, config: { ...config, access: { act: 'decide-match' } } },
    async (request, reply) => {
      const given = decided.safeParse(request.body ?? {})
      if (!given.success) return showMatches(request, reply.code(400), deps, true)
      const authority = knownAuthority(visitorOf(request), given.data.authority)
      if ((await decidePair(deps.db, visitorOf(request), { ...given.data, authority })) === 'stale')
        return showMatches(request, reply.code(409), deps, true)
      return reply.redirect(`/workforce/matches?authority=${authority}&done=${given.data.state}`, 303)
    },
  )
}

async function showMatches(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: MatchesDeps, stale = false) {
  const visitor = visitorOf(request)
  const { authority: asked, state, page, done } = looked.parse(request.query ?? {})
  const authority = knownAuthority(visitor, asked)
  const { pairs, counts } = await readMatches(db, visitor, { authority, state, page })
  const naming = await nameAuthorities(db, [authority])
  const around = { baseUrl, places: areaOf(visitor), here: '/workforce' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('workforce.matches'),
    lead: words.t('workforce.matches.lead', { authority: naming(words, authority) }),
    body: (
      <MatchesView
        {...{ words, authority, state, page, pairs, counts, done, stale }}
        pages={Math.max(1, Math.ceil(counts[state] / pageLength))}
      />
    ),
  }))
}
