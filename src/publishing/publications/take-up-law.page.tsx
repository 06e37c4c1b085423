// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { zoneOf } from '../../finder/index.ts'
import { tellProblem } from '../../instruments/index.ts'
import { type App, type Clock, isPlainDate, type Localized, today } from '../../kernel/index.ts'
import { momentIn, preferencesOf, sendAreaPage } from '../../ui/index.ts'
import { beginFromLaw, readLawToTakeUp } from '../drafts/begin-from-law.ts'
import { authoritiesAgainst, presentOffer } from '../drafts/present-waiting.ts'
import { namedLaw } from '../editor/names/name-lists.ts'
import { faultInWords } from './present-publication.ts'
import { type ProposalFault, proposeWithdrawal } from './propose-publication.ts'
import { reasonOf } from './publication.model.ts'
import { TakeUpLawView, type WithdrawalFields } from './take-up-law.view.tsx'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const mostNamed = 50
const chosen = z.object({ authority: z.string().max(200).catch(''), from: z.enum(['law', 'offer']).catch('law') })
const typed = z.object({
  authority: z.string().max(200).catch(''),
  publishOn: z.string().trim().catch(''),
  reasonEn: z.string().trim().max(2000).catch(''),
  reasonZh: z.string().trim().max(2000).catch(''),
})

/** `/drafts/from/INSTRUMENT`: an instrument in force, to correct it by a new draft or to withdraw it. */
export function takeUpLawPage(app: App, deps: Deps): void {
  const { db, baseUrl } = deps
  const edits = { produces: ['text/html'], access: { act: 'edit-draft' } }
  const proposes = { produces: ['text/html'], access: { act: 'propose-law' } }
  app.get('/drafts/from/:instrument', { schema, config: edits }, (request, reply) => show(request, reply, deps, {}))
  app.post('/drafts/from/:instrument', { schema, config: edits }, async (request, reply) => {
    const { lang } = preferencesOf({
      headers: request.headers,
      lang: undefined,
      theme: undefined,
      secure: baseUrl.startsWith('https:'),
    })
    const asked = { instrument: instrumentOf(request), lang, ...chosen.parse(request.body ?? {}) }
    const done = await beginFromLaw(db, visitorOf(request), asked)
    if ('id' in done) return reply.redirect(`/drafts/${done.id}`, 303)
    return show(request, reply.code(400), deps, { wrong: [{ field: 'authority', key: `draft.wrong.${done.wrong}` }] })
  })
  app.post('/drafts/from/:instrument/withdraw', { schema, config: proposes }, async (request, reply) => {
    const fields = typed.parse(request.body ?? {})
    if (!isPlainDate(fields.publishOn))
      return show(request, reply.code(400), deps, {
        fields,
        wrong: [{ field: 'publishOn', fault: 'day' }],
      })
    const reason = reasonOf({ en: fields.reasonEn, zh: fields.reasonZh })
    const asked = {
      instrument: instrumentOf(request),
      authority: fields.authority,
      publishOn: fields.publishOn,
      reason,
    }
    const done = await proposeWithdrawal(deps, visitorOf(request), asked)
    if ('id' in done) return reply.redirect(`/publications/${done.id}?done=proposed`, 303)
    const wrong = done.faults.map((one) => ({
      ...one,
      field: one.field === 'reason' ? 'reasonZh' : one.field === 'draft' ? 'authority' : one.field,
    }))
    const named = done.problems.map((one) => ({ ...tellProblem(one) }))
    return show(request, reply.code(400), deps, { fields, wrong, named })
  })
}

const instrumentOf = (request: FastifyRequest): string => (request.params as { instrument: string }).instrument

interface Given {
  fields?: WithdrawalFields
  wrong?: readonly ({ field: string } & ({ key: string } | { fault: ProposalFault['fault']; place?: string }))[]
  /** What others name of it. */
  named?: readonly Localized[]
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl, clock }: Deps,
  { fields, wrong = [], named = [] }: Given,
) {
  const visitor = visitorOf(request)
  const { law, offer, authorities } = await readLawToTakeUp(db, visitor, instrumentOf(request))
  const waits = offer === null || offer.waits === null ? null : offer
  const naming = await nameAuthorities(db, [...authorities, ...authoritiesAgainst(waits === null ? [] : [waits])])
  const now = today(clock, zoneOf(law.jurisdiction) ?? 'UTC')
  const names = await namedLaw(db)
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.lang === 'zh-CN' ? law.title['zh-CN'] : law.title.en,
    lead: words.t('draft.from'),
    body: (
      <TakeUpLawView
        words={words}
        instrument={instrumentOf(request)}
        authorities={authorities.map((id) => ({ id, name: naming(words, id) }))}
        shipped={law.origin === 'shipped'}
        offered={offer === null || waits !== null ? null : momentIn(words.lang, offer.offeredAt)}
        waits={waits === null ? null : presentOffer(words, waits, naming)}
        fields={fields ?? { authority: '', publishOn: now, reasonEn: '', reasonZh: '' }}
        errors={wrong.map((one) => ({
          field: one.field,
          text: 'key' in one ? words.t(one.key) : faultInWords(words, names, one),
        }))}
        named={named.slice(0, mostNamed).map((one) => words.pick(one))}
      />
    ),
  }))
}
