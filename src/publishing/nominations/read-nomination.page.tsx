// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, mayAnywhere, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { zoneOf } from '../../finder/index.ts'
import { type App, type Clock, isPlainDate, today } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { idOf } from '../drafts/read-draft.page.tsx'
import {
  announceConsultation,
  answerTo,
  askExpert,
  type Handled,
  handleNomination,
  readWork,
  releaseFrom,
} from './handle-nomination.ts'
import { addToNomination, readNomination, withdrawNomination } from './nominate.ts'
import { presentComment, presentExpert, presentFindings, presentNomination } from './present-nomination.ts'
import { NominationView } from './read-nomination.view.tsx'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const dones = ['nominated', 'added', 'withdrawn', 'done', 'late', 'waits', 'taken-up'] as const

const said = z.string().trim().min(1).max(8000)
/** What an authority does, with what it has to say to it. */
const handling = z.discriminatedUnion('do', [
  z.object({ do: z.literal('ask'), asked: said.max(4000) }),
  z.object({ do: z.literal('expert'), expert: z.uuid() }),
  z.object({ do: z.literal('release'), expert: z.uuid() }),
  z.object({ do: z.literal('close') }),
  z.object({
    do: z.literal('consult'),
    summary: said,
    opensOn: z.string().refine(isPlainDate),
    closesOn: z.string().refine(isPlainDate),
  }),
  z.object({ do: z.literal('answer'), comment: z.uuid(), answer: said }),
  z.object({ do: z.literal('conclude') }),
  z.object({ do: z.literal('decline'), reason: said }),
])
type Handling = z.infer<typeof handling>
/** Fields that are told by `nomination.fault.FIELD` where they are empty or wrong. */
const told = ['asked', 'expert', 'summary', 'opensOn', 'closesOn', 'answer', 'reason'] as const

/** `/nominations/:id`: how a nomination stands, for who proposed it and for the authority that received it. */
export function readNominationPage(app: App, deps: Deps): void {
  const { db } = deps
  const reads = { produces: ['text/html'], access: 'signed-in' as const }
  const own = { produces: ['text/html'], access: { act: 'nominate-item' } }
  const handles = { produces: ['text/html'], access: { act: 'handle-nomination' } }
  app.get('/nominations/:id', { schema, config: reads }, (request, reply) => showOne(request, reply, deps))
  app.post('/nominations/:id/add', { schema, config: own }, async (request, reply) => {
    const reading = z.object({ text: said }).safeParse(request.body)
    if (!reading.success) return showOne(request, reply.code(400), deps, { faults: ['text'] })
    const done = await addToNomination(db, visitorOf(request), idOf(request), reading.data.text)
    return reply.redirect(`/nominations/${idOf(request)}?done=${done ? 'added' : 'late'}`, 303)
  })
  app.post('/nominations/:id/withdraw', { schema, config: { ...own, produces: [] } }, async (request, reply) => {
    const done = await withdrawNomination(db, visitorOf(request), idOf(request))
    return reply.redirect(`/nominations/${idOf(request)}?done=${done ? 'withdrawn' : 'late'}`, 303)
  })
  app.post('/nominations/:id/handle', { schema, config: handles }, async (request, reply) => {
    const reading = handling.safeParse(request.body)
    const typed = typedIn(request.body)
    if (!reading.success) {
      const wrong = new Set(reading.error.issues.map(({ path }) => path[0]))
      return showOne(request, reply.code(400), deps, { typed, faults: told.filter((field) => wrong.has(field)) })
    }
    const done = await handle(request, deps, reading.data)
    if (done === 'past' || done === 'order')
      return showOne(request, reply.code(400), deps, { typed, faults: [done === 'past' ? 'past' : 'order'] })
    return reply.redirect(`/nominations/${idOf(request)}?done=${done}`, 303)
  })
}

function handle(request: FastifyRequest, deps: Deps, asked: Handling): Promise<Handled | 'past' | 'order'> {
  const { db } = deps
  const [visitor, id] = [visitorOf(request), idOf(request)]
  if (asked.do === 'expert') return askExpert(db, visitor, id, asked.expert)
  if (asked.do === 'release') return releaseFrom(db, visitor, id, asked.expert)
  if (asked.do === 'consult') return announceConsultation(deps, visitor, id, asked)
  if (asked.do === 'answer') return answerTo(db, visitor, id, asked)
  if (asked.do === 'ask') return handleNomination(db, visitor, id, { step: 'ask', asked: asked.asked })
  if (asked.do === 'decline') return handleNomination(db, visitor, id, { step: 'decline', reason: asked.reason })
  return handleNomination(db, visitor, id, { step: asked.do })
}

/** What was typed, to be shown again. */
const typedIn = (body: unknown): Record<string, string> =>
  z
    .record(z.string(), z.unknown())
    .transform((fields) =>
      Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ),
    )
    .catch({})
    .parse(body)

interface Given {
  typed?: Readonly<Record<string, string>>
  faults?: readonly string[]
}

/** The field that a fault is about: each comment has one of its own. */
const fieldOfFault = (fault: string, comment = ''): string =>
  ({ past: 'opensOn', order: 'closesOn', answer: `answer-${comment}` })[fault] ?? fault

async function showOne(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl, clock }: Deps,
  { typed = {}, faults = [] }: Given = {},
) {
  const visitor = visitorOf(request)
  const { row, may } = await readNomination(db, visitor, idOf(request))
  const work = may.works ? await readWork(db, visitor, row.id) : null
  const { done } = z.object({ done: z.enum(dones).optional().catch(undefined) }).parse(request.query)
  const naming = await nameAuthorities(db, [row.authority])
  const around = { baseUrl, places: areaOf(visitor), here: '/nominations' }
  const asExpert = work?.experts.some(({ expert }) => expert === visitor.person) ?? false
  return sendAreaPage(request, reply, around, (words) => ({
    title: row.qualification.name,
    body: (
      <NominationView
        words={words}
        done={done}
        shown={presentNomination(words, row, naming)}
        may={{ ...may, asExpert, takesUp: may.handles && mayAnywhere(visitor.standings, 'edit-draft') }}
        experts={work?.experts.map((one) => presentExpert(words, one)) ?? []}
        toAsk={work?.toAsk.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        findings={work?.findings.map((one) => presentFindings(words, one)) ?? []}
        comments={work?.comments.map((one) => presentComment(words, one)) ?? []}
        earliest={today(clock, zoneOf(row.jurisdiction) ?? 'UTC')}
        typed={typed}
        errors={faults.map((fault) => ({
          field: fieldOfFault(fault, typed['comment']),
          text: words.t(`nomination.fault.${fault}`),
        }))}
      />
    ),
  }))
}
