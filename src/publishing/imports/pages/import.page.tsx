// SPDX-License-Identifier: Apache-2.0
import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { type App, Problem } from '../../../kernel/index.ts'
import { greetReader, momentIn, type ProgressDesk, sendAreaPage, type Words } from '../../../ui/index.ts'
import type { DeclaredCatalogue } from '../draft-folder.ts'
import type { EarlierList } from '../earlier-batches.ts'
import { dropOwnRules, ownRules } from '../own-rules.ts'
import { tableLimits } from '../tables/table.model.ts'
import { templateText, templateWorkbook } from '../template/template.ts'
import { declareBatch, type ImportRow, readImports, takeFileIn } from '../work/import-file.ts'
import { ImportView } from './import.view.tsx'
import { readUpload, type Uploaded } from './read-upload.ts'

export interface ImportDeps {
  db: Db
  baseUrl: string
  progress: ProgressDesk
}

const schema = { hide: true }
export const draftOf = (request: FastifyRequest): string => (request.params as { id: string }).id

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A large file over a slow line: 32 MB in 15 minutes are 37 kB a second. */
const longest = 15 * 60_000

const wantedTemplate = z.object({ catalogue: z.string().max(200).catch(''), as: z.enum(['xlsx', 'csv']).catch('xlsx') })

/** Each catalogue has fields of its own: `continues.xa-list`. */
function typedBatch(body: unknown) {
  const fields = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(body ?? {})
  const text = (name: string) => z.string().max(200).catch('').parse(fields[name])
  const catalogue = text('catalogue')
  const holders = text(`earlierHolders.${catalogue}`)
  return {
    catalogue,
    batch: {
      continues: text(`continues.${catalogue}`) || null,
      replaces: fields[`replaces.${catalogue}`] === 'on',
      earlierHolders: holders === 'keep' || holders === 'lose' ? (holders as 'keep' | 'lose') : null,
    },
  }
}

/** `/drafts/:id/import`: hand in a table for a catalogue of a draft, or the template of one. */
export function importPage(app: App, deps: ImportDeps): void {
  const config = { produces: ['text/html'], access: { act: 'edit-draft' } }
  app.get('/drafts/:id/import', { schema, config }, (request, reply) => showImports(request, reply, deps))
  app.get('/drafts/:id/import/template', { schema, config: { ...config, produces: [] } }, async (request, reply) => {
    const { catalogue: id, as } = wantedTemplate.parse(request.query)
    const { catalogues } = await readImports(deps.db, visitorOf(request), draftOf(request))
    const catalogue = catalogues?.find((one) => one.id === id)
    if (catalogue === undefined) {
      const told = { key: 'import.no-catalogue', args: {} }
      throw new Problem('not-found', `the draft declares no catalogue '${id}'`, { told })
    }
    const { words } = greetReader(reply, {
      headers: request.headers,
      fields: {},
      baseUrl: deps.baseUrl,
      kept: 'no-store',
    })
    return reply
      .type(as === 'csv' ? 'text/csv; charset=utf-8' : sheetType)
      .header('content-disposition', `attachment; filename="${catalogue.id}-template.${as}"`)
      .send(as === 'csv' ? templateText() : Buffer.from(templateWorkbook(words, catalogue)))
  })
  app.post('/drafts/:id/import/batch', { schema, config }, async (request, reply) => {
    const { catalogue, batch } = typedBatch(request.body)
    const draft = draftOf(request)
    const done = await declareBatch(deps.db, visitorOf(request), { draft, catalogue, batch })
    if (done === 'declared') return reply.redirect(`/drafts/${draft}/import?done=declared`, 303)
    const wrong = [done === 'unknown' ? `continues.${catalogue}` : 'changed']
    return showImports(request, reply.code(done === 'unknown' ? 400 : 409), deps, { wrong })
  })
  app.post('/drafts/:id/import/rules', { schema, config }, async (request, reply) => {
    const { catalogue } = typedBatch(request.body)
    const draft = draftOf(request)
    const dropped = await dropOwnRules(deps.db, visitorOf(request), { draft, catalogue })
    if (dropped) return reply.redirect(`/drafts/${draft}/import?done=dropped`, 303)
    return showImports(request, reply.code(409), deps, { wrong: ['changed'] })
  })
  // Only here a request may be a form with files.
  app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { files: 1, fileSize: tableLimits.bytes + 1, fields: 10, fieldSize: 1000 },
    })
    scope.post(
      '/drafts/:id/import',
      { schema, config: { ...config, longest }, bodyLimit: 4 * tableLimits.bytes },
      (request, reply) => takeUpload(request, reply, deps),
    )
  })
}

/** How long an upload waits for what is found: most files need less, and then their page says everything at once. */
const patience = 5000

export const within = (work: Promise<void>): Promise<unknown> =>
  Promise.race([work.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, patience).unref())])

async function takeUpload(request: FastifyRequest, reply: FastifyReply, deps: ImportDeps) {
  const visitor = visitorOf(request)
  const draft = draftOf(request)
  const { catalogues, draft: row, mayEdit } = await readImports(deps.db, visitor, draft)
  const uploaded = await readUpload(request.isMultipart() ? request.parts() : null)
  const wrong = mayEdit && row.discardedAt === null ? wrongFields(uploaded, catalogues) : ['closed']
  const { file, mode, effective } = uploaded
  const catalogue = uploaded.catalogue === '' ? (catalogues?.[0]?.id ?? '') : uploaded.catalogue
  if (file === null || wrong.length > 0) return showImports(request, reply.code(400), deps, { uploaded, wrong })
  const { id, work } = await takeFileIn(deps.db, visitor, {
    ...{ draft, catalogue, fileName: file.name, bytes: file.bytes, mode },
    effective: effective === '' ? null : effective,
  })
  work.catch((error: unknown) =>
    request.log.error({ err: error, import: id }, 'a file that was handed in could not be read'),
  )
  await within(work)
  return reply.redirect(`/drafts/${draft}/import/${id}`, 303)
}

function wrongFields(
  { file, catalogue, effective }: Uploaded,
  catalogues: readonly DeclaredCatalogue[] | null,
): string[] {
  const known = catalogue === '' ? catalogues?.length === 1 : catalogues?.some(({ id }) => id === catalogue) === true
  return [
    ...(file === null ? ['file'] : file.tooLarge ? ['size'] : []),
    ...(known ? [] : ['catalogue']),
    ...(effective === '' || /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(effective) ? [] : ['effective']),
  ]
}

interface Given {
  uploaded?: Uploaded
  wrong?: readonly string[]
}

async function showImports(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: ImportDeps,
  given: Given = {},
) {
  const visitor = visitorOf(request)
  const { draft, files, catalogues, lists, imports, mayEdit } = await readImports(db, visitor, draftOf(request))
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('import.title'),
    lead: words.t('import.lead', { draft: draft.title }),
    body: (
      <ImportView
        words={words}
        draft={{ id: draft.id, title: draft.title }}
        done={doneOf(request)}
        catalogues={
          catalogues?.map(({ title, ...one }) => ({
            ...one,
            title: titleIn(words, title),
            ownRules: one.continues === null ? 0 : ownRules(files, one.id).length,
            continuesTitle: one.continues === null ? null : titleOf(words, lists, one.continues),
          })) ?? null
        }
        lists={lists.map(({ id, title }) => ({ id, title: titleIn(words, title) }))}
        mayEdit={mayEdit && draft.discardedAt === null}
        typed={given.uploaded}
        imports={imports.map((row) => presentImport(words, row))}
        errors={(given.wrong ?? []).map((name) => ({
          field: name === 'size' || name === 'closed' || name === 'changed' ? 'file' : name,
          text: words.t(`import.wrong.${name.startsWith('continues.') ? 'continues' : name}`),
        }))}
      />
    ),
  }))
}

export const titleIn = (words: Words, title: DeclaredCatalogue['title']): string =>
  words.lang.startsWith('zh') ? title['zh-CN'] : title.en

/** A list that is not known is told by its id. */
export function titleOf(words: Words, lists: readonly EarlierList[], id: string): string {
  const found = lists.find((one) => one.id === id)
  return found === undefined ? id : titleIn(words, found.title)
}

const doneOf = ({ query }: FastifyRequest): 'declared' | 'dropped' | undefined =>
  z.object({ done: z.enum(['declared', 'dropped']).optional().catch(undefined) }).parse(query).done

const presentImport = (words: Words, row: ImportRow) => ({
  address: `/drafts/${row.draft}/import/${row.id}`,
  fileName: row.fileName,
  state: row.state,
  rows: row.rows,
  by: row.uploadedBy ?? words.t('draft.somebody'),
  at: row.uploadedAt.toISOString(),
  atText: momentIn(words.lang, row.uploadedAt),
})
