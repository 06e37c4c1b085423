// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { zoneOf } from '../../finder/index.ts'
import { strangeName } from '../../instruments/index.ts'
import { type App, type Clock, today } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { checkDraft, folderOf } from './check-draft.ts'
import { fileAddress } from './draft.model.ts'
import { DraftFileView } from './draft-file.view.tsx'
import { changeDraft, readDraft } from './edit-draft.ts'
import { linesOn, mostAsText, recordsOf } from './lines/csv-lines.model.ts'
import { LinesView } from './lines/lines.view.tsx'
import { lawOfFindings, presentFindings } from './present-findings.ts'
import { idOf } from './read-draft.page.tsx'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const asked = z.object({ path: z.string().max(200).catch('notes.md') })
const typed = z.object({
  // A form sends line ends as CR LF.
  text: z.string().transform((text) => text.replaceAll('\r\n', '\n')),
  version: z.coerce.number().int().positive(),
})

/** `/drafts/:id/file?path=…`: one file of a draft as text, with what is wrong with it. */
export function draftFilePage(app: App, deps: Deps): void {
  const config = { produces: ['text/html'] }
  const reads = { ...config, access: { act: 'read-drafts' } }
  const edits = { ...config, access: { act: 'edit-draft' } }
  app.get('/drafts/:id/file', { schema, config: reads }, (request, reply) => showFile(request, reply, deps, {}))
  app.post('/drafts/:id/file', { schema, config: edits, bodyLimit: 40 * 1024 * 1024 }, async (request, reply) => {
    const { path } = asked.parse(request.query)
    const reading = typed.safeParse(request.body)
    if (!reading.success) return showFile(request, reply.code(400), deps, { wrong: 'field' })
    if (strangeName(path) !== null) return showFile(request, reply.code(400), deps, { wrong: 'path' })
    const { text, version } = reading.data
    const files = new Map([[path, text.trim() === '' ? null : text]])
    const result = await changeDraft(deps.db, visitorOf(request), { id: idOf(request), version, files })
    if ('saved' in result) return reply.redirect(`${fileAddress(idOf(request), path)}&done=saved`, 303)
    return showFile(request, reply.code(409), deps, { mine: text, theirs: result.files.get(path) ?? '' })
  })
}

interface Given {
  /** What this editor has typed, where somebody else has saved since. */
  mine?: string
  theirs?: string
  wrong?: 'field' | 'path'
}

async function showFile(request: FastifyRequest, reply: FastifyReply, { db, baseUrl, clock }: Deps, given: Given) {
  const visitor = visitorOf(request)
  const { path } = asked.parse(request.query)
  const { draft, files, mayEdit } = await readDraft(db, visitor, idOf(request))
  const { done } = z.object({ done: z.literal('saved').optional().catch(undefined) }).parse(request.query)
  const text = given.mine ?? files.get(path) ?? ''
  const { folder, problems } = await checkDraft(
    db,
    folderOf(draft, new Map([...files, [path, text]])),
    today(clock, zoneOf(draft.jurisdiction) ?? 'UTC'),
  )
  const own = problems.filter(({ file }) => file === path)
  const law = await lawOfFindings(db, { folder, problems: own }, draft.basis?.instrument ?? null)
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  const editable = mayEdit && draft.discardedAt === null
  const lines = given.mine === undefined && given.wrong === undefined ? longList(request, path, text) : null
  return sendAreaPage(request, reply, around, (words) => ({
    title: path,
    lead: draft.title,
    body:
      lines !== null ? (
        <LinesView
          words={words}
          draft={draft.id}
          path={path}
          {...lines}
          done={done !== undefined}
          mayEdit={editable}
          findings={presentFindings(draft.id, { folder, problems: own }, words, law)}
        />
      ) : (
        <DraftFileView
          words={words}
          draft={draft}
          path={path}
          address={fileAddress(draft.id, path)}
          text={text}
          theirs={given.theirs ?? null}
          done={given.mine === undefined && given.wrong === undefined ? done : undefined}
          findings={presentFindings(draft.id, { folder, problems: own }, words, law)}
          mayEdit={editable}
          errors={given.wrong === undefined ? [] : [{ field: 'text', text: words.t(`draft.wrong.${given.wrong}`) }]}
        />
      ),
  }))
}

const looked = z.object({
  q: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  as: z.enum(['whole', 'lines']).optional().catch(undefined),
})

/** A list of many lines is shown page by page, unless all of it is asked for. */
function longList(request: FastifyRequest, path: string, text: string) {
  const { q, page, as } = looked.parse(request.query)
  const records = path.endsWith('.csv') && as !== 'whole' ? recordsOf(text) : []
  return records.length <= (as === 'lines' ? 0 : mostAsText) ? null : { q, page, lines: linesOn(records, { q, page }) }
}
