// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { App } from '../../../kernel/index.ts'
import { andLeft, assetPath, followProgress, greetReader, ofProgress, sendAreaPage } from '../../../ui/index.ts'
import { listsToContinue } from '../earlier-batches.ts'
import { severities } from '../finding.model.ts'
import type { Choices } from '../matching/match.model.ts'
import { type Look, pageLength } from '../work/import.model.ts'
import {
  cancelImport,
  chooseFor,
  type ImportInHand,
  type ImportRow,
  listOfFindings,
  lookAtImport,
  readAgain,
  readImport,
  readImportRow,
  type TakenOver,
  takeOver,
} from '../work/import-file.ts'
import { draftOf, type ImportDeps, titleIn, titleOf, within } from './import.page.tsx'
import { presentLook } from './present-look.ts'
import { ReadImportView } from './read-import.view.tsx'

const schema = { hide: true }
const importOf = (request: FastifyRequest): string => (request.params as { import: string }).import

const looked = z.object({
  show: z.enum(['findings', 'choose', 'changes']).optional().catch(undefined),
  severity: z.enum(severities).nullable().catch(null),
  kind: z.enum(['added', 'changed', 'withdrawn', 'unchanged']).nullable().catch(null),
  q: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  done: z.enum(['taken', 'chosen', 'cancelled']).optional().catch(undefined),
})

/** `/drafts/:id/import/:import`: what was found in a file, what has to be chosen, what would change, and taking it over. */
export function readImportPage(app: App, deps: ImportDeps): void {
  const config = { produces: ['text/html'] }
  const reads = { schema, config: { ...config, access: { act: 'read-drafts' } } }
  const edits = { schema, config: { ...config, access: { act: 'edit-draft' } } }
  const acts = { schema, config: { ...edits.config, produces: [] } }
  const open = (request: FastifyRequest) => readImport(deps.db, visitorOf(request), draftOf(request), importOf(request))
  const back = (reply: FastifyReply, { file }: ImportInHand, query = '') =>
    reply.redirect(`/drafts/${file.draft}/import/${file.id}${query}`, 303)
  const address = '/drafts/:id/import/:import'

  app.get(address, reads, async (request, reply) => showImport(request, reply, deps, await open(request)))
  progressRoute(app, deps)
  app.get(`${address}/findings.csv`, { schema, config: { ...reads.config, produces: [] } }, async (request, reply) => {
    const { words } = greetReader(reply, {
      headers: request.headers,
      fields: {},
      baseUrl: deps.baseUrl,
      kept: 'no-store',
    })
    const text = await listOfFindings(deps.db, visitorOf(request), await open(request), words.lang)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="findings.csv"')
      .send(text ?? '')
  })
  app.post(`${address}/choose`, { ...acts, bodyLimit: 1024 * 1024 }, async (request, reply) => {
    const one = await open(request)
    const { single, many, page } = readChoices(request.body)
    await chooseFor(deps.db, visitorOf(request), one, { single, many })
    return back(reply, one, `?show=choose&page=${page}&done=chosen`)
  })
  app.post(`${address}/cancel`, acts, async (request, reply) => {
    const one = await open(request)
    await cancelImport(deps.db, visitorOf(request), one)
    return back(reply, one, '?done=cancelled')
  })
  app.post(`${address}/again`, acts, async (request, reply) => {
    const one = await open(request)
    const { work } = await readAgain(deps.db, visitorOf(request), one)
    await within(work)
    return back(reply, one)
  })
  app.post(`${address}/take-over`, edits, async (request, reply) => {
    const one = await open(request)
    const { skip, seen } = takingOver.parse(request.body ?? {})
    const result = await takeOver(deps.db, visitorOf(request), one, { skipBadRows: skip === 'on', seen })
    if (result === 'taken') return back(reply, one, '?done=taken')
    return showImport(request, reply.code(409), deps, await open(request), result)
  })
}

function progressRoute(app: App, { db, progress }: ImportDeps): void {
  const config = { ...ofProgress, access: { act: 'read-drafts' } }
  const options = { schema, config, exposeHeadRoute: false }
  app.get('/drafts/:id/import/:import/progress', options, async (request, reply) => {
    const visitor = visitorOf(request)
    const { file } = await readImport(db, visitor, draftOf(request), importOf(request))
    return followProgress(request, reply, {
      desk: progress,
      person: visitor.person,
      of: `import ${file.id}`,
      now: readingOf(file),
      read: async () => {
        const row = await readImportRow(db, visitor, file)
        return row === null ? null : readingOf(row)
      },
      say: (words, { step, share }, left) => ({
        title: words.t(`import.state.${step}`),
        text: `${words.t('import.progress', { done: share })}${andLeft(words, left)}`,
      }),
    })
  })
}

const readingOf = ({ state, progress }: ImportRow) => ({
  step: state,
  share: progress,
  over: state !== 'waiting' && state !== 'working',
})

const takingOver = z.object({ skip: z.string().catch(''), seen: z.string().nullable().catch(null) })

const manyWays = {
  likely: { least: 0.9, othersNew: false },
  new: { least: null, othersNew: true },
  none: 'none',
} as const

/** Fields named by what is chosen, and a button for many at once. */
function readChoices(body: unknown) {
  const fields = z
    .record(z.string().max(2000), z.string().max(300))
    .catch({})
    .parse(body ?? {})
  const single: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) if (/^[qb]:/.test(name)) single[name] = value
  const { many, page } = fields
  const way = many === 'likely' || many === 'new' || many === 'none' ? manyWays[many] : null
  return { single: single satisfies Choices, many: way, page: /^[1-9]\d{0,4}$/.test(page ?? '') ? page : '1' }
}

async function showImport(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: ImportDeps,
  one: ImportInHand,
  refused?: Exclude<TakenOver, 'taken'>,
) {
  const visitor = visitorOf(request)
  const { show, severity, kind, q, page, done } = looked.parse(request.query)
  const { file, draft, catalogue, mayEdit } = one
  const ready = file.state === 'ready'
  const look: Look = { show: show ?? null, severity, kind, q, page: page - 1 }
  const continues = catalogue?.continues ?? null
  const lists = continues === null ? [] : await listsToContinue(db, one.files)
  const found = ready ? await lookAtImport(db, visitor, one, look) : null
  const shows = found?.show ?? 'findings'
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: file.fileName,
    lead: words.t('import.of', {
      draft: draft.title,
      catalogue: catalogue === null ? file.catalogue : titleIn(words, catalogue.title),
    }),
    script: assetPath('progress.js'),
    body: (
      <ReadImportView
        words={words}
        address={`/drafts/${draft.id}/import/${file.id}`}
        draft={draft.id}
        batch={
          continues === null ? null : { list: titleOf(words, lists, continues), replaces: catalogue?.replaces === true }
        }
        file={file}
        done={refused === undefined ? done : undefined}
        refused={refused}
        stale={ready && draft.version !== file.version}
        mayEdit={mayEdit && draft.discardedAt === null}
        look={{
          show: shows,
          severity,
          kind,
          q,
          total: found?.total ?? 0,
          page,
          pages: Math.max(1, Math.ceil((found?.total ?? 0) / pageLength[shows])),
        }}
        found={found === null ? null : presentLook(words, found)}
      />
    ),
  }))
}
