// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, mayAnywhere, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { idOf } from '../drafts/read-draft.page.tsx'
import { commentOn, readConsultation, readConsultations } from './comment-nomination.ts'
import { ConsultationsView, ConsultationView } from './consultations.view.tsx'
import { presentComment, presentProposal, presentPublicFinding } from './present-nomination.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const typedComment = z.object({
  text: z.string().trim().max(8000).catch(''),
  named: z.literal('on').optional().catch(undefined),
})

/** `/consultations`: what is being considered for catalogues; everybody reads, and whoever has signed in comments. */
export function consultationsPage(app: App, deps: Deps): void {
  const reads = { produces: ['text/html'], access: 'public' as const }
  const comments = { produces: ['text/html'], access: { act: 'comment-nomination' } }
  app.get('/consultations', { schema, config: reads }, (request, reply) => showList(request, reply, deps))
  app.get('/consultations/:id', { schema, config: reads }, (request, reply) => showOne(request, reply, deps))
  app.post('/consultations/:id', { schema, config: comments }, async (request, reply) => {
    const { text, named } = typedComment.parse(request.body ?? {})
    if (text === '') return showOne(request, reply.code(400), deps, true)
    const given = { text, named: named === 'on' }
    const done = await commentOn(deps.db, visitorOf(request), idOf(request), given)
    return reply.redirect(`/consultations/${idOf(request)}?done=${done ? 'commented' : 'closed'}`, 303)
  })
}

/** The way through the area stands beside the page for who has signed in. */
const aroundOf = ({ signedIn }: FastifyRequest, baseUrl: string) =>
  signedIn === null
    ? { baseUrl, places: [], here: null }
    : { baseUrl, places: areaOf(signedIn), here: '/consultations' }

async function showList(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const rows = await readConsultations(db)
  const naming = await nameAuthorities(
    db,
    rows.map(({ authority }) => authority),
  )
  return sendAreaPage(request, reply, aroundOf(request, baseUrl), (words) => ({
    title: words.t('consultation.title'),
    lead: words.t('consultation.lead'),
    body: (
      <ConsultationsView
        words={words}
        rows={rows.map((row) => ({ ...presentProposal(words, row, naming), comments: row.comments }))}
      />
    ),
  }))
}

async function showOne(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps, empty = false) {
  const { row, findings, comments } = await readConsultation(db, idOf(request))
  const { done } = z.object({ done: z.enum(['commented', 'closed']).optional().catch(undefined) }).parse(request.query)
  const naming = await nameAuthorities(db, [row.authority])
  const { signedIn } = request
  const speaks = signedIn !== null && mayAnywhere(signedIn.standings, 'comment-nomination')
  return sendAreaPage(request, reply, aroundOf(request, baseUrl), (words) => ({
    title: row.qualification.name,
    body: (
      <ConsultationView
        words={words}
        done={done}
        shown={presentProposal(words, row, naming)}
        findings={findings.map((one, at) => presentPublicFinding(words, one, at))}
        comments={comments.map((one) => presentComment(words, one))}
        stage={row.state !== 'in-consultation' ? 'ended' : row.open ? 'open' : row.over ? 'answering' : 'soon'}
        speaks={speaks ? signedIn.name : null}
        errors={empty ? [{ field: 'text', text: words.t('consultation.fault.text') }] : []}
      />
    ),
  }))
}
