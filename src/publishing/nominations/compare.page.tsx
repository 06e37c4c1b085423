// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../ui/index.ts'
import { idOf } from '../drafts/read-draft.page.tsx'
import { CompareView } from './compare.view.tsx'
import { declareInterest, giveComparison, readComparison } from './compare-nomination.ts'
import { differences, type ElementFindings, elements, recommendations } from './nomination.model.ts'
import { presentFindings, presentNomination } from './present-nomination.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const dones = ['declared', 'given', 'late'] as const
const fields = z.record(z.string(), z.string().trim().max(8000).catch('')).catch({})

/** `/nominations/:id/compare`: an expert declares their interest, and gives a comparison on the five elements. */
export function comparePage(app: App, deps: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'compare-nomination' } }
  app.get('/nominations/:id/compare', { schema, config }, (request, reply) => showForm(request, reply, deps))
  app.post('/nominations/:id/declare', { schema, config }, async (request, reply) => {
    const reading = z.object({ declared: z.enum(['impartial', 'conflict']) }).safeParse(request.body)
    if (!reading.success) return showForm(request, reply.code(400), deps, { faults: ['declared'] })
    const done = await declareInterest(deps.db, visitorOf(request), idOf(request), reading.data.declared)
    return reply.redirect(`/nominations/${idOf(request)}/compare?done=${done ? 'declared' : 'late'}`, 303)
  })
  app.post('/nominations/:id/compare', { schema, config }, async (request, reply) => {
    const typed = fields.parse(request.body ?? {})
    const { given, missing } = readGiven(typed)
    if (given === null) return showForm(request, reply.code(400), deps, { typed, faults: missing })
    const done = await giveComparison(deps.db, visitorOf(request), idOf(request), given)
    if (typeof done !== 'string') return showForm(request, reply.code(400), deps, { typed, faults: done.faults })
    return reply.redirect(`/nominations/${idOf(request)}/compare?done=${done === 'done' ? 'given' : 'late'}`, 303)
  })
}

type Typed = Readonly<Record<string, string>>

/** A comparison as it was typed; what is not chosen yet is told by its field. */
function readGiven(typed: Typed) {
  const difference = z.enum(differences)
  const missing: string[] = elements.flatMap((element) =>
    difference.safeParse(typed[`${element}.difference`]).success ? [] : [`${element}.difference`],
  )
  const recommendation = z.enum(recommendations).safeParse(typed['recommendation'])
  if (!recommendation.success) missing.push('recommendation.none')
  if (missing.length > 0 || !recommendation.success) return { given: null, missing }
  const found = Object.fromEntries(
    elements.map((element) => {
      const said = (name: string) => typed[`${element}.${name}`] ?? ''
      const kind = difference.parse(said('difference'))
      return [element, { difference: kind, evidence: said('evidence'), source: said('source'), remark: said('remark') }]
    }),
  ) as unknown as ElementFindings
  const remark = typed['remark'] ?? ''
  const given = {
    elements: found,
    recommendation: recommendation.data,
    remark: remark === '' ? null : remark,
    named: typed['named'] === 'on',
  }
  return { given, missing }
}

interface Given {
  typed?: Typed
  faults?: readonly string[]
}

const toChoose = (words: Words, kind: 'difference' | 'recommendation', values: readonly string[]) => [
  { value: '', label: words.t('nomination.choose') },
  ...values.map((value) => ({ value, label: words.t(`nomination.${kind}.${value}`) })),
]

/** `level.evidence` is said for the element: `nomination.fault.element.evidence`. */
async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: Deps,
  { typed = {}, faults = [] }: Given = {},
) {
  const visitor = visitorOf(request)
  const { row, self, findings, gave } = await readComparison(db, visitor, idOf(request))
  const { done } = z.object({ done: z.enum(dones).optional().catch(undefined) }).parse(request.query)
  const naming = await nameAuthorities(db, [row.authority])
  const around = { baseUrl, places: areaOf(visitor), here: '/nominations' }
  const open = row.state === 'in-comparison' && !self.released
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('nomination.compare'),
    lead: row.qualification.name,
    body: (
      <CompareView
        words={words}
        done={done}
        shown={presentNomination(words, row, naming)}
        stage={!open && !gave ? 'closed' : gave ? 'given' : (self.declared ?? 'asked')}
        findings={findings.map((one) => presentFindings(words, one))}
        elements={elements}
        differences={toChoose(words, 'difference', differences)}
        recommendations={toChoose(words, 'recommendation', recommendations)}
        typed={typed}
        errors={faults.map((fault) => {
          const [element = '', field = ''] = fault.split('.')
          const text =
            field === '' || field === 'none'
              ? words.t(`nomination.fault.${element}${field === 'none' ? '-none' : ''}`)
              : words.t(`nomination.fault.element.${field}`, { element: words.t(`nomination.element.${element}`) })
          return { field: field === 'none' ? element : fault, text }
        })}
      />
    ),
  }))
}
