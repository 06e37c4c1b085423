// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../../access/index.ts'
import { type App, Problem } from '../../../kernel/index.ts'
import {
  andLeft,
  assetPath,
  type FormError,
  followProgress,
  ofProgress,
  type ProgressDesk,
  sendAreaPage,
  type Words,
} from '../../../ui/index.ts'
import { type Assumption, assumptionSchema, mostAssumptions } from '../figures/assumptions.ts'
import { impactAsCsv } from '../impact-as-csv.ts'
import { type Impact, impactOf } from '../measure-impact.ts'
import {
  beginDraftImpact,
  type ImpactDesk,
  type ImpactRow,
  readDraftImpact,
  readNewestImpact,
} from '../work/measure-draft.ts'
import { ImpactView } from './impact.view.tsx'
import { namesFor } from './impact-names.ts'
import { presentImpact } from './present-impact.ts'

export interface ImpactDeps extends ImpactDesk {
  baseUrl: string
  progress: ProgressDesk
}

const schema = { hide: true }
/** How long whoever asks waits for the figures themselves before they are shown the progress. */
const patience = 800

/** `/drafts/:id/impact`: whom of the workforce a draft, or what was published of it, makes eligible, and who loses. */
export function impactPage(app: App, deps: ImpactDeps): void {
  const config = { produces: ['text/html'], access: { act: 'measure-impact' } }
  const data = { schema, config: { ...config, produces: [] } }
  app.get('/drafts/:id/impact', { schema, config }, (request, reply) => showImpact(request, reply, deps))
  app.post('/drafts/:id/impact', data, async (request, reply) => {
    const { work } = await beginDraftImpact(deps, visitorOf(request), idOf(request))
    work.catch((error: unknown) =>
      request.log.error({ err: error, draft: idOf(request) }, 'an impact could not be worked out'),
    )
    await Promise.race([work.catch(() => undefined), new Promise((end) => setTimeout(end, patience).unref())])
    return reply.redirect(`/drafts/${idOf(request)}/impact`, 303)
  })
  const told = { ...ofProgress, access: config.access }
  app.get('/drafts/:id/impact/progress', { schema, config: told, exposeHeadRoute: false }, async (request, reply) => {
    const visitor = visitorOf(request)
    const { draft, impact } = await readDraftImpact(deps.db, visitor, idOf(request))
    return followProgress(request, reply, {
      desk: deps.progress,
      person: visitor.person,
      of: `impact ${draft.id}`,
      now: readingOf(impact),
      read: async () => readingOf(await readNewestImpact(deps.db, visitor, draft.id)),
      say: (words, { row }, left) => ({ text: row === null ? '' : `${textOf(words, row)}${andLeft(words, left)}` }),
    })
  })
  app.get('/drafts/:id/impact.json', data, async (request, reply) => reply.send(await toldOf(request, deps)))
  app.get('/drafts/:id/impact.csv', data, async (request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="impact.csv"')
      .send(impactAsCsv(await toldOf(request, deps))),
  )
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id

/** The figures as files have them. @throws {Problem} `not-found` where there are none yet */
async function toldOf(request: FastifyRequest, { db }: ImpactDeps): Promise<Impact> {
  const { impact } = await readDraftImpact(db, visitorOf(request), idOf(request))
  const told = impactOfRow(impact, readAssumed(request.query).all)
  if (told === null)
    throw new Problem('not-found', 'nothing was worked out for this draft yet', {
      told: { key: 'impact.none', args: {} },
    })
  return told
}

function impactOfRow(row: ImpactRow | null, assumed: readonly Assumption[]): Impact | null {
  if (row === null || row.told === null) return null
  return impactOf(row.told, { place: row.jurisdiction, purpose: row.purpose, asOf: row.asOf }, assumed)
}

/** Assumptions stand in the address, so that a page with them can be kept: those of before, and one from the form. */
function readAssumed(query: unknown): { all: Assumption[]; wrong: string[] } {
  const { assumed, ...typed } = z
    .object({ assumed: z.union([z.string(), z.array(z.string())]).catch([]) })
    .catch({ assumed: [] })
    .and(z.record(z.string(), z.unknown()))
    .parse(query ?? {})
  const before = [assumed]
    .flat()
    .slice(0, mostAssumptions)
    .flatMap((text) => {
      const read = assumptionSchema.safeParse(parsed(text))
      return read.success ? [read.data] : []
    })
  if (typed['name'] === undefined) return { all: before, wrong: [] }
  const { name, of, unit, source } = typed
  const amount = numberIn(typed['amount'])
  const read = assumptionSchema.safeParse({ name, of, amount, unit, source, takeUp: numberIn(typed['takeUp']) / 100 })
  if (read.success) return { all: [...before, read.data], wrong: [] }
  return { all: before, wrong: [...new Set(read.error.issues.map(({ path }) => String(path[0])))] }
}

const numberIn = (text: unknown): number => {
  const plain = typeof text === 'string' ? text.trim().replace(/%$/, '').trim() : ''
  return plain === '' ? Number.NaN : Number(plain)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function showImpact(request: FastifyRequest, reply: FastifyReply, deps: ImpactDeps) {
  const visitor = visitorOf(request)
  const { draft, files, impact: row } = await readDraftImpact(deps.db, visitor, idOf(request))
  const { all, wrong } = readAssumed(request.query)
  const impact = impactOfRow(row, all)
  const names = impact === null ? null : await namesFor(deps.db, { draft, files }, impact)
  const kept = all.map((one) => JSON.stringify(one))
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept.map((one) => ['assumed', one]))}`
  const working = row?.state === 'working'
  const around = { baseUrl: deps.baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('impact.title'),
    lead: draft.title,
    script: assetPath('progress.js'),
    body: (
      <ImpactView
        words={words}
        draft={draft.id}
        state={stateOf(row)}
        working={working ? { share: readingOf(row).share, text: textOf(words, row) } : null}
        stale={row !== null && row.state === 'done' && row.version !== draft.version}
        shown={impact === null || names === null ? null : presentImpact(words, names(words), impact)}
        exports={{ json: `/drafts/${draft.id}/impact.json${query}`, csv: `/drafts/${draft.id}/impact.csv${query}` }}
        assumed={kept}
        errors={wrong.map((field): FormError => ({ field, text: words.t(`impact.money.wrong.${field}`) }))}
      />
    ),
  }))
}

function stateOf(row: ImpactRow | null): 'none' | 'working' | 'done' | 'failed' | 'lost' | 'no-workforce' {
  if (row === null) return 'none'
  return row.state === 'failed' && row.problem === 'no-workforce' ? 'no-workforce' : row.state
}

/** How far it is; of reading the workforce nobody knows the end. */
function readingOf(row: ImpactRow | null) {
  const step = row?.step ?? 'waiting'
  return { step, share: row?.step === 'evaluation' ? row.progress : null, over: row?.state !== 'working', row }
}

const textOf = (words: Words, { step, progress, holders }: ImpactRow): string =>
  words.t(`impact.step.${step}`, { holders, percent: progress })
