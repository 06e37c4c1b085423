// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { lawOffersFor } from '../../instruments/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../ui/index.ts'
import { namedLaw, nameOf, namePlaces, namesOfKind, typableNames } from '../editor/names/name-lists.ts'
import { readPick, shownPick } from '../editor/names/pick.model.ts'
import type { NewDraft } from './draft.model.ts'
import { DraftsView, NewDraftView } from './drafts.view.tsx'
import { beginDraft, draftersFor, readDrafts } from './edit-draft.ts'
import { presentDraft } from './present-draft.ts'
import { authoritiesAgainst, presentOffer } from './present-waiting.ts'
import { placesToDraftFor } from './reach.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const typed = z.object({
  authority: z.string().trim().max(200).catch(''),
  jurisdiction: z.string().trim().max(200).catch(''),
  title: z.string().trim().max(300).catch(''),
})

/** `/drafts`: what an authority's editors work at. */
export function draftsPage(app: App, deps: Deps): void {
  const reads = { produces: ['text/html'], access: { act: 'read-drafts' } }
  const edits = { produces: ['text/html'], access: { act: 'edit-draft' } }
  app.get('/drafts', { schema, config: reads }, (request, reply) => showList(request, reply, deps))
  app.get('/drafts/new', { schema, config: edits }, (request, reply) => showNew(request, reply, deps, {}))
  app.post('/drafts/new', { schema, config: edits }, async (request, reply) => {
    const said = typed.parse(request.body ?? {})
    const places = typableNames(await namedLaw(deps.db), 'place')
    const fields = { ...said, jurisdiction: readPick(said.jurisdiction, places) }
    const empty = (['title', 'jurisdiction', 'authority'] as const).filter((name) => fields[name] === '')
    const done = empty.length > 0 ? null : await beginDraft(deps.db, visitorOf(request), fields)
    if (done !== null && 'id' in done) return reply.redirect(`/drafts/${done.id}`, 303)
    return showNew(request, reply.code(400), deps, { fields, wrong: done === null ? empty : [done.wrong] })
  })
}

async function showList(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const rows = await readDrafts(db, visitor)
  const offers = await lawOffersFor(db, draftersFor(visitor))
  const authority = await nameAuthorities(db, [...rows.map((row) => row.authority), ...authoritiesAgainst(offers)])
  const naming = { authority, place: await namePlaces(db) }
  const { done } = z.object({ done: z.literal('discarded').optional().catch(undefined) }).parse(request.query)
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('draft.title'),
    lead: words.t('draft.lead'),
    body: (
      <DraftsView
        words={words}
        drafts={rows.map((row) => presentDraft(words, row, naming))}
        mayBegin={draftersFor(visitor).length > 0}
        offers={offers.map(({ title, ...one }) =>
          presentOffer(words, { ...one, ...(title !== null && { title: words.pick(title) }) }, authority),
        )}
        done={done}
      />
    ),
  }))
}

interface Given {
  fields?: NewDraft
  wrong?: readonly string[]
}

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: Deps,
  { fields, wrong = [] }: Given,
) {
  const visitor = visitorOf(request)
  const ids = draftersFor(visitor)
  const naming = await nameAuthorities(db, ids)
  const law = await namedLaw(db)
  const reach = await placesToDraftFor(db, visitor, ids)
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  const placeIn = (words: Words, code: string) => shownPick(code, nameOf(law, words, 'place', code))
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('draft.new'),
    body: (
      <NewDraftView
        words={words}
        authorities={ids.map((id) => ({ id, name: naming(words, id) }))}
        places={namesOfKind(law, words, 'place').filter(({ id }) => reach.has(id))}
        fields={fields === undefined ? undefined : { ...fields, jurisdiction: placeIn(words, fields.jurisdiction) }}
        errors={wrong.map((name) => ({
          field: name === 'part' || name === 'outside' ? 'jurisdiction' : name,
          text:
            name === 'outside' && fields !== undefined
              ? words.t('draft.outside', {
                  place: placeIn(words, fields.jurisdiction),
                  authority: naming(words, fields.authority),
                })
              : words.t(`draft.wrong.${name}`),
        }))}
      />
    ),
  }))
}
