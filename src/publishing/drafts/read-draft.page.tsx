// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, mayAnywhere, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { zoneOf } from '../../finder/index.ts'
import { type App, type Clock, Problem, today } from '../../kernel/index.ts'
import { momentIn, sendAreaPage } from '../../ui/index.ts'
import { namePlaces } from '../editor/names/name-lists.ts'
import { readPublicationsOf } from '../publications/decide-publication.ts'
import { checkDraft, folderOf } from './check-draft.ts'
import { filesToAdd } from './draft.model.ts'
import { changeDraft, hasDone, readDraft, readDraftIds, readDraftVersion, setDiscarded } from './edit-draft.ts'
import { presentContents, presentDraft, presentFiles, presentPublished, presentVersion } from './present-draft.ts'
import { lawOfFindings, presentFindings } from './present-findings.ts'
import { DraftVersionView, ReadDraftView } from './read-draft.view.tsx'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const renamed = z.object({
  title: z.string().trim().min(1).max(300),
  version: z.coerce.number().int().positive(),
})

export const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id

/** `/drafts/:id`: what a draft is, its files, what is wrong with it, and what it was. */
export function readDraftPage(app: App, deps: Deps): void {
  const { db } = deps
  const reads = { produces: ['text/html'], access: { act: 'read-drafts' } }
  const edits = { produces: ['text/html'], access: { act: 'edit-draft' } }
  app.get('/drafts/:id', { schema, config: reads }, (request, reply) => showDraft(request, reply, deps))
  app.get('/drafts/:id/versions/:version', { schema, config: reads }, (request, reply) =>
    showVersion(request, reply, deps),
  )
  app.post('/drafts/:id', { schema, config: edits }, async (request, reply) => {
    const reading = renamed.safeParse(request.body)
    if (!reading.success) return showDraft(request, reply.code(400), deps, ['title'])
    const result = await changeDraft(db, visitorOf(request), { id: idOf(request), ...reading.data, files: new Map() })
    if ('saved' in result) return reply.redirect(`/drafts/${idOf(request)}?done=saved`, 303)
    return showDraft(request, reply.code(409), deps, ['late'])
  })
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

async function showDraft(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl, clock }: Deps,
  wrong: readonly string[] = [],
) {
  const visitor = visitorOf(request)
  const { draft, files, versions, mayEdit, mayMeasure } = await readDraft(db, visitor, idOf(request))
  const { done } = z.object({ done: z.enum(['saved', 'back']).optional().catch(undefined) }).parse(request.query)
  const publications = await readPublicationsOf(db, visitor, draft.id)
  const open = publications.some(({ state }) => ['proposed', 'approved', 'held'].includes(state))
  const works = mayEdit && draft.discardedAt === null && !open
  const { folder, problems } = await checkDraft(
    db,
    folderOf(draft, files),
    today(clock, zoneOf(draft.jurisdiction) ?? 'UTC'),
  )
  const twins = draft.basis !== null || hasDone(draft) ? [] : await readDraftIds(db, visitor)
  const law = await lawOfFindings(db, { folder, problems }, draft.basis?.instrument ?? null)
  const naming = { authority: await nameAuthorities(db, [draft.authority]), place: await namePlaces(db) }
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: draft.title,
    body: (
      <ReadDraftView
        words={words}
        done={done}
        draft={presentDraft(words, draft, naming)}
        contents={presentContents(words, folder)}
        files={presentFiles(draft.id, files)}
        missing={filesToAdd(draft.id, files)}
        publications={publications.map(({ id, state, version, publishOn }) => ({
          id,
          state,
          text: `${words.t('draft.version', { version: version ?? 0 })}, ${words.date(publishOn)}`,
        }))}
        findings={hasDone(draft) ? null : presentFindings(draft.id, { folder, problems }, words, law)}
        published={presentPublished(words, draft)}
        twins={twins
          .filter((one) => one.draft !== draft.id && one.instrument === folder?.instrument.id)
          .map((one) => ({ id: one.draft, title: one.title }))}
        versions={versions.map((row) => presentVersion(words, row))}
        mayEdit={works}
        mayMeasure={mayMeasure}
        mayPropose={works && files.size > 0 && mayAnywhere(visitor.standings, 'propose-law')}
        mayTakeBack={mayEdit && draft.discardedAt !== null}
        errors={wrong.map((name) => ({ field: 'title', text: words.t(`draft.wrong.${name}`) }))}
      />
    ),
  }))
}

async function showVersion(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const { version } = request.params as { version: string }
  const told = { key: 'draft.not-there', args: {} }
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new Problem('not-found', 'a version is a number', { told })
  const { draft, row, files } = await readDraftVersion(db, visitor, idOf(request), Number(version))
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('draft.version', { version: row.version }),
    lead: row.title,
    body: <DraftVersionView words={words} id={draft.id} files={files} at={momentIn(words.lang, row.changedAt)} />,
  }))
}
