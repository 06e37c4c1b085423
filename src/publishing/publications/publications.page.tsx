// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf, wayToProve } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type App, type Clock, today } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { explainChanges } from '../changes/explain-changes.ts'
import { comparePublication } from '../changes/law-versions.ts'
import { checkDraft } from '../drafts/check-draft.ts'
import { presentFiles } from '../drafts/present-draft.ts'
import { lawOfFindings, presentFindings } from '../drafts/present-findings.ts'
import { idOf } from '../drafts/read-draft.page.tsx'
import { namePlaces } from '../editor/names/name-lists.ts'
import { decidePublication, readPublication, readPublications, takeBackPublication } from './decide-publication.ts'
import { presentPublication } from './present-publication.ts'
import { PublicationsView, PublicationView } from './publications.view.tsx'
import { publishDue } from './publish-due.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const dones = ['proposed', 'approved', 'returned', 'taken-back', 'own-work', 'decided'] as const
const noted = z.object({ note: z.string().trim().min(1).max(4000) })

/** `/publications`: what is proposed, approved and published, and who decides. */
export function publicationsPage(app: App, deps: Deps): void {
  const { db } = deps
  const reads = { produces: ['text/html'], access: { act: 'read-drafts' } }
  const decides = { produces: ['text/html'], access: { act: 'approve-law' } }
  const proposes = { produces: [], access: { act: 'propose-law' } }
  app.get('/publications', { schema, config: reads }, (request, reply) => showList(request, reply, deps))
  app.get('/publications/:id', { schema, config: reads }, (request, reply) => showOne(request, reply, deps))
  app.post('/publications/:id/approve', { schema, config: decides }, async (request, reply) => {
    const here = `/publications/${idOf(request)}`
    // Whoever makes law has shown lately who they are.
    const way = await wayToProve(db, request.sessionToken, here)
    if (way !== null) return reply.redirect(way, 303)
    const done = await decidePublication(db, visitorOf(request), { id: idOf(request), state: 'approved', note: null })
    // What is due today stands in force when the page comes back; what fails here is tried again by the server's own rounds.
    if (done === 'done')
      await publishDue(db).catch((error: unknown) => request.log.error({ err: error }, 'publication'))
    return reply.redirect(`${here}?done=${done === 'done' ? 'approved' : done}`, 303)
  })
  app.post('/publications/:id/return', { schema, config: decides }, async (request, reply) => {
    const reading = noted.safeParse(request.body)
    if (!reading.success) return showOne(request, reply.code(400), deps, true)
    const asked = { id: idOf(request), state: 'returned' as const, note: reading.data.note }
    const done = await decidePublication(db, visitorOf(request), asked)
    return reply.redirect(`/publications/${idOf(request)}?done=${done === 'done' ? 'returned' : done}`, 303)
  })
  app.post('/publications/:id/take-back', { schema, config: proposes }, async (request, reply) => {
    const done = await takeBackPublication(db, visitorOf(request), idOf(request))
    return reply.redirect(`/publications/${idOf(request)}?done=${done ? 'taken-back' : 'decided'}`, 303)
  })
}

async function showList(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const rows = await readPublications(db, visitor)
  const authority = await nameAuthorities(
    db,
    rows.map((row) => row.authority),
  )
  const naming = { authority, place: await namePlaces(db) }
  const around = { baseUrl, places: areaOf(visitor), here: '/publications' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('publication.title'),
    lead: words.t('publication.lead'),
    body: <PublicationsView words={words} rows={rows.map((row) => presentPublication(words, row, naming))} />,
  }))
}

async function showOne(request: FastifyRequest, reply: FastifyReply, deps: Deps, noNote = false) {
  const { db, baseUrl, clock } = deps
  const visitor = visitorOf(request)
  const { publication, files, may } = await readPublication(db, visitor, idOf(request))
  const { done } = z.object({ done: z.enum(dones).optional().catch(undefined) }).parse(request.query)
  const { jurisdiction, authority, basis, draft } = publication
  const replaced = basis === null ? null : publication.instrument
  const open = ['proposed', 'approved', 'held'].includes(publication.state)
  const { folder, problems } =
    open && draft !== null
      ? await checkDraft(db, { jurisdiction, authority, instrument: replaced, files }, publication.publishOn)
      : { folder: null, problems: [] }
  const law = await lawOfFindings(db, { folder, problems }, replaced)
  const proposed = { ...publication, files, withdraws: publication.kind === 'withdrawal' }
  const compared = await comparePublication(db, proposed, today(clock))
  const naming = { authority: await nameAuthorities(db, [publication.authority]), place: await namePlaces(db) }
  const around = { baseUrl, places: areaOf(visitor), here: '/publications' }
  return sendAreaPage(request, reply, around, (words) => {
    const shown = presentPublication(words, publication, naming)
    return {
      title: shown.title,
      body: (
        <PublicationView
          words={words}
          done={done}
          publication={shown}
          files={presentFiles(draft ?? '', files)}
          texts={files}
          findings={presentFindings(draft ?? '', { folder, problems }, words, law)}
          changes={compared === null ? null : explainChanges(compared, words)}
          may={may}
          errors={noNote ? [{ field: 'note', text: words.t('publication.fault.note') }] : []}
        />
      ),
    }
  })
}
