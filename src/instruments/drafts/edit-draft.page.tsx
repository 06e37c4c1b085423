// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type App, Problem } from '../../kernel/index.ts'
import { momentIn, sendAreaPage } from '../../ui/index.ts'
import { checkDraft } from './check-draft.ts'
import { draftKinds } from './draft.model.ts'
import { changeDraft, type DraftRow, readDraft, readDraftVersion, setDiscarded } from './edit-draft.ts'
import { DraftVersionView, type EditDraftProps, EditDraftView } from './edit-draft.view.tsx'
import { presentDraft, presentFindings, presentVersion } from './present-draft.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const typed = z.object({
  title: z.string().trim().min(1).max(300),
  kind: z.enum(draftKinds),
  // A form sends line ends as CR LF.
  text: z
    .string()
    .max(200_000)
    .transform((text) => text.replaceAll('\r\n', '\n')),
  version: z.coerce.number().int().positive(),
})
type Typed = z.infer<typeof typed>

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id

/** `/drafts/:id`: one draft, what is wrong with it, and what it was. */
export function editDraftPage(app: App, deps: Deps): void {
  const { db } = deps
  const reads = { produces: ['text/html'], access: { act: 'read-drafts' } }
  const edits = { produces: ['text/html'], access: { act: 'edit-draft' } }
  app.get('/drafts/:id', { schema, config: reads }, (request, reply) => showDraft(request, reply, deps, {}))
  app.get('/drafts/:id/versions/:version', { schema, config: reads }, (request, reply) =>
    showVersion(request, reply, deps),
  )
  app.post('/drafts/:id', { schema, config: edits }, (request, reply) => save(request, reply, deps))
  for (const [verb, discarded] of [
    ['discard', true],
    ['take-back', false],
  ] as const) {
    app.post(`/drafts/:id/${verb}`, { schema, config: { ...edits, produces: [] } }, async (request, reply) => {
      await setDiscarded(db, visitorOf(request), idOf(request), discarded)
      return reply.redirect(discarded ? '/drafts?done=discarded' : `/drafts/${idOf(request)}?done=back`, 303)
    })
  }
}

async function save(request: FastifyRequest, reply: FastifyReply, deps: Deps) {
  const reading = typed.safeParse(request.body)
  if (!reading.success) return showDraft(request, reply.code(400), deps, { wrong: reading.error.issues })
  const id = idOf(request)
  const result = await changeDraft(deps.db, visitorOf(request), { id, ...reading.data })
  if ('saved' in result) return reply.redirect(`/drafts/${id}?done=saved`, 303)
  return showDraft(request, reply.code(409), deps, { mine: reading.data, theirs: result.conflict })
}

/** What was typed, as far as it can be read, over what stands. */
function typedOver({ title, kind, text }: DraftRow, body: unknown): Pick<DraftRow, 'title' | 'kind' | 'text'> {
  const read = z.object({
    title: z.string().catch(title),
    kind: z.enum(draftKinds).catch(kind),
    text: z.string().catch(text),
  })
  return read.catch({ title, kind, text }).parse(body)
}

interface Given {
  /** What this editor has typed, where somebody else has saved since. */
  mine?: Typed
  theirs?: DraftRow
  wrong?: readonly { path: PropertyKey[] }[]
}

async function showDraft(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps, given: Given) {
  const visitor = visitorOf(request)
  const { draft, versions, mayEdit } = await readDraft(db, visitor, idOf(request))
  const { done } = z.object({ done: z.enum(['saved', 'back']).optional().catch(undefined) }).parse(request.query)
  const fields = given.mine ?? (given.wrong === undefined ? draft : typedOver(draft, request.body))
  const problems = checkDraft(fields.kind, fields.text)
  const naming = await nameAuthorities(db, [draft.authority])
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => {
    const props: EditDraftProps = {
      words,
      done: given.mine === undefined && given.wrong === undefined ? done : undefined,
      draft: presentDraft(words, draft, naming),
      fields,
      theirs: given.theirs === undefined ? null : { title: given.theirs.title, text: given.theirs.text },
      findings: presentFindings(problems),
      versions: versions.map((row) => presentVersion(words, row)),
      mayEdit: mayEdit && draft.discardedAt === null,
      mayTakeBack: mayEdit && draft.discardedAt !== null,
      errors: (given.wrong ?? []).map(({ path }) => ({
        field: String(path[0]),
        text: words.t('draft.wrong.field', { field: String(path[0]) }),
      })),
    }
    return { title: draft.title, body: <EditDraftView {...props} /> }
  })
}

async function showVersion(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const { version } = request.params as { version: string }
  const told = { key: 'draft.not-there', args: {} }
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new Problem('not-found', 'a version is a number', { told })
  const { draft } = await readDraft(db, visitor, idOf(request))
  const row = await readDraftVersion(db, visitor, draft.id, Number(version))
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('draft.version', { version: row.version }),
    lead: row.title,
    body: <DraftVersionView words={words} id={draft.id} text={row.text} at={momentIn(words.lang, row.changedAt)} />,
  }))
}
