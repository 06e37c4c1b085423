// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { type App, type Clock, isPlainDate, today } from '../../../kernel/index.ts'
import { greetReader, sendAreaPage } from '../../../ui/index.ts'
import { idOf } from '../../drafts/read-draft.page.tsx'
import type { Finding } from '../../imports/finding.model.ts'
import { presentFinding } from '../../imports/present-finding.ts'
import { presentNomination } from '../present-nomination.ts'
import { TakeUpView } from './take-up.view.tsx'
import { readTakeUp, type ToChoose, takeUp } from './take-up-nomination.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const chosen = z.string().max(200).nullable().catch(null)
const typed = z.object({
  /** Draft, catalogue and class. */
  target: z.string().max(1000).catch(''),
  from: z.string().trim().max(10).catch(''),
  qualification: chosen,
  body: chosen,
})
type Typed = z.infer<typeof typed>

/** `/nominations/:id/take-up`: writes what was nominated into a catalogue of a draft. */
export function takeUpPage(app: App, deps: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'handle-nomination' } }
  app.get('/nominations/:id/take-up', { schema, config }, (request, reply) => showForm(request, reply, deps))
  app.post('/nominations/:id/take-up', { schema, config }, (request, reply) => take(request, reply, deps))
}

const keyOf = (parts: readonly string[]): string => parts.join('|')

async function take(request: FastifyRequest, reply: FastifyReply, deps: Deps) {
  const fields = typed.parse(request.body ?? {})
  const { from } = fields
  if (from !== '' && !isPlainDate(from)) return showForm(request, reply.code(400), deps, { fields, faults: ['from'] })
  const id = idOf(request)
  const [draft = '', catalogue = '', ...rest] = fields.target.split('|')
  const { words } = greetReader(reply, {
    headers: request.headers,
    fields: {},
    baseUrl: deps.baseUrl,
    kept: 'no-store',
  })
  const done = await takeUp(deps.db, visitorOf(request), id, {
    ...{ draft, catalogue, class: rest.join('|'), from: from === '' ? null : from },
    ...{ qualification: fields.qualification, body: fields.body },
    note: (title) =>
      words.t('nomination.note', { day: today(deps.clock), id, catalogue: words.pick(title), class: rest.join('|') }),
  })
  if (done === 'late') return reply.redirect(`/nominations/${id}?done=late`, 303)
  if (done === 'target' || done === 'changed')
    return showForm(request, reply.code(done === 'target' ? 400 : 409), deps, { fields, faults: [done] })
  if ('choose' in done) return showForm(request, reply, deps, { fields, choose: done.choose })
  if ('findings' in done) return showForm(request, reply.code(400), deps, { fields, findings: done.findings })
  return reply.redirect(`/nominations/${id}?done=taken-up`, 303)
}

interface Given {
  fields?: Typed
  faults?: readonly string[]
  choose?: readonly ToChoose[]
  findings?: readonly Finding[]
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: Deps,
  { fields = typed.parse({}), faults = [], choose = [], findings = [] }: Given = {},
) {
  const visitor = visitorOf(request)
  const { row, targets } = await readTakeUp(db, visitor, idOf(request))
  const naming = await nameAuthorities(db, [row.authority])
  const around = { baseUrl, places: areaOf(visitor), here: '/nominations' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('nomination.take-up'),
    lead: row.qualification.name,
    body: (
      <TakeUpView
        words={words}
        shown={presentNomination(words, row, naming)}
        open={row.state === 'answered'}
        targets={targets.map((one) => ({
          value: keyOf([one.draft, one.catalogue, one.class]),
          label: [one.title, words.pick(one.catalogueTitle), words.pick(one.classLabel)].join(' › '),
        }))}
        choose={choose.map(({ of, candidates }) => ({
          of,
          options: candidates.map(({ id, name }) => ({
            value: id,
            label: name === '' ? words.t('nomination.take-up.new') : name,
          })),
        }))}
        fields={{ target: fields.target, from: fields.from }}
        errors={[
          ...faults.map((fault) => ({
            field: fault === 'from' ? 'from' : 'target',
            text: words.t(`nomination.fault.${fault}`),
          })),
          ...findings
            .map((one) => presentFinding(words, one))
            .map(({ text, mend }) => ({ field: 'target', text: `${text} ${mend}` })),
        ]}
      />
    ),
  }))
}
