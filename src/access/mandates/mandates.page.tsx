// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Clock } from '../../kernel/index.ts'
import { momentIn, sendAreaPage, type Words } from '../../ui/index.ts'
import { idOf, inWords } from '../invitations/invite.page.tsx'
import type { MembersDeps } from '../members/members.page.tsx'
import { type Flaw, lastDayOf, readLastDay } from '../members/role-form.model.ts'
import { wayToProve } from '../security/prove-again.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { parseEmail } from '../sign-in/identifier.model.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import {
  giveUp,
  type Mandate,
  purposes,
  readMandates,
  readWritten,
  signWritten,
  takeOn,
  textToSign,
  writeDown,
} from './give-mandate.ts'
import { MandatesView, type ShownMandate } from './mandates.view.tsx'
import { SignMandateView } from './sign-mandate.view.tsx'

export type MandatesDeps = MembersDeps & { clock: Clock }

const schema = { hide: true }
const config = { produces: ['text/html'], access: { act: 'give-mandate' } } as const
const signing = { produces: [], access: { act: 'give-mandate' } } as const
const answering = { produces: [], access: { act: 'answer-mandate' } } as const
const doneWords = ['signed', 'accepted', 'ended', 'unsigned']

/** `/account/mandates`: whom somebody lets act for them, and for whom they may act. */
export function mandatesPage(app: App, deps: MandatesDeps): void {
  app.get('/account/mandates', { schema, config }, (request, reply) => sendMandates(request, reply, deps, []))
  app.post('/account/mandates', { schema, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const to = parseEmail(fieldOf(request.body, 'address').trim())
    const chosen = chosenIn(request.body)
    const day = readLastDay(fieldOf(request.body, 'until'), deps.clock)
    const flaws: Flaw[] = 'key' in day ? [day] : []
    if (to === null) flaws.push({ field: 'address', key: 'invitation.flaw.address' })
    if (chosen.length === 0) flaws.push({ field: 'purposes', key: 'mandate.flaw.purposes' })
    const until = 'key' in day ? null : day.until
    if (until === null && flaws.every(({ field }) => field !== 'until'))
      flaws.push({ field: 'until', key: 'members.flaw.day' })
    if (flaws.length > 0 || to === null || until === null) return sendMandates(request, reply.code(400), deps, flaws)
    const token = await writeDown(deps.db, visitor, { to, purposes: chosen, lastDay: lastDayOf(until), until })
    return reply.redirect(`/account/mandates/sign/${token}`, 303)
  })
  signMandate(app, deps)
  app.post<{ Params: { id: string } }>(
    '/account/mandates/:id/accept',
    { schema, config: answering },
    async (request, reply) => {
      await takeOn(deps.db, visitorOf(request), idOf(request.params.id))
      return reply.redirect('/account/mandates?done=accepted', 303)
    },
  )
  app.post<{ Params: { id: string } }>(
    '/account/mandates/:id/end',
    { schema, config: answering },
    async (request, reply) => {
      await giveUp(deps.db, visitorOf(request), idOf(request.params.id))
      return reply.redirect('/account/mandates?done=ended', 303)
    },
  )
}

type Written = FastifyRequest<{ Params: { token: string } }>

/** `/account/mandates/sign/TOKEN`: the text, to be read; whoever showed long ago who they are shows it again, and comes back here. */
function signMandate(app: App, deps: MandatesDeps): void {
  const path = '/account/mandates/sign/:token'
  app.get<{ Params: { token: string } }>(path, { schema, config }, (request, reply) => sendText(request, reply, deps))
  app.post<{ Params: { token: string } }>(path, { schema, config: signing }, async (request, reply) => {
    const { token } = request.params
    const way = await wayToProve(deps.db, request.sessionToken, `/account/mandates/sign/${token}`)
    if (way !== null) return reply.redirect(way, 303)
    const signed = await signWritten(deps, visitorOf(request), { token, seen: fieldOf(request.body, 'seen') })
    return reply.redirect(signed ? '/account/mandates?done=signed' : `/account/mandates/sign/${token}`, 303)
  })
}

async function sendText(request: Written, reply: FastifyReply, { db, baseUrl }: MandatesDeps) {
  const visitor = visitorOf(request)
  const { token } = request.params
  const mandate = await readWritten(db, visitor, token)
  if (mandate === null) return reply.redirect('/account/mandates?done=unsigned', 303)
  const { texts, digest } = textToSign(visitor, mandate)
  const around = { baseUrl, places: areaOf(visitor), here: '/account/mandates' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('mandate.read'),
    lead: words.t('mandate.read.lead'),
    body: <SignMandateView words={words} token={token} texts={inOrder(words, texts)} seen={digest.toString('hex')} />,
  }))
}

/** The reader's language first. */
const inOrder = (words: Words, texts: Mandate['texts']): { lang: string; text: string }[] =>
  [
    { lang: 'zh-CN', text: texts['zh-CN'] },
    { lang: 'en', text: texts.en },
  ].sort((a, b) => Number(b.lang === words.lang) - Number(a.lang === words.lang))

const chosenIn = (body: unknown) => purposes.filter((purpose) => fieldOf(body, purpose) === 'on')

async function sendMandates(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: MandatesDeps,
  flaws: readonly Flaw[],
) {
  const visitor = visitorOf(request)
  const mandates = await readMandates(db, visitor)
  const done = doneWords.find((word) => word === fieldOf(request.query, 'done')) ?? null
  const around = { baseUrl, places: areaOf(visitor), here: '/account/mandates' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('mandate.title'),
    lead: words.t('mandate.lead'),
    body: (
      <MandatesView
        words={words}
        given={mandates.filter(({ given }) => given).map((mandate) => present(words, mandate))}
        received={mandates.filter(({ given }) => !given).map((mandate) => present(words, mandate))}
        form={{
          address: fieldOf(request.body, 'address'),
          purposes: chosenIn(request.body),
          until: fieldOf(request.body, 'until'),
        }}
        purposes={purposes}
        errors={inWords(words, flaws)}
        done={flaws.length > 0 ? null : done}
      />
    ),
  }))
}

function present(words: Words, mandate: Mandate): ShownMandate {
  const { id, given, texts, digest, signedAt, acceptedAt, endedAt } = mandate
  const at = (instant: Date) => ({ at: momentIn(words.lang, instant) })
  const state =
    endedAt !== null
      ? words.t('mandate.ended', at(endedAt))
      : acceptedAt === null
        ? words.t('mandate.waits')
        : words.t('mandate.accepted', at(acceptedAt))
  return {
    id,
    texts: inOrder(words, texts),
    lines: [words.t('mandate.signed', { ...at(signedAt), digest: digest.slice(0, 16) }), state],
    mayTake: !given && acceptedAt === null && endedAt === null,
    mayEnd: endedAt === null,
  }
}
