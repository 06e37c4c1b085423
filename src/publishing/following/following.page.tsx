// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, placeToGo, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, lawShelf } from '../../finder/index.ts'
import type { App } from '../../kernel/index.ts'
import { momentIn, sendAreaPage, type Words } from '../../ui/index.ts'
import { endFollowing, followLaw, readFollowed, titleOf } from './follow-law.ts'
import { type Followed, followedKinds, mostFollowed, pathOfFollowed, type ShownFollowed } from './following.model.ts'
import { FollowingView } from './following.view.tsx'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }
const asked = z.object({ done: z.enum(['followed', 'ended', 'full']).optional().catch(undefined) })
const sent = z.object({
  kind: z.enum(followedKinds),
  thing: z.string().trim().min(1).max(120),
  back: z.string().optional().catch(undefined),
})

/** `/following`: what somebody wants to be told of when law is published; each can be ended here or beside the law. */
export function followingPage(app: App, deps: Deps): void {
  const { db } = deps
  const reads = { produces: ['text/html'], access: 'signed-in' as const }
  const follows = { produces: ['text/html'], access: { act: 'follow-law' } }
  const ends = { produces: ['text/html'], access: 'signed-in' as const }
  app.get('/following', { schema, config: reads }, (request, reply) => show(request, reply, deps))
  app.post('/following', { schema, config: follows }, async (request, reply) => {
    const reading = sent.safeParse(request.body)
    if (!reading.success) return show(request, reply.code(400), deps, true)
    const { back, ...followed } = reading.data
    const law = await lawShelf(db).take(null)
    const done = await followLaw(db, visitorOf(request), law, followed)
    if (!done) return reply.redirect('/following?done=full', 303)
    return reply.redirect(placeToGo(back, '/following?done=followed'), 303)
  })
  app.post('/following/end', { schema, config: ends }, async (request, reply) => {
    const reading = sent.safeParse(request.body)
    if (!reading.success) return show(request, reply.code(400), deps, true)
    const { back, ...followed } = reading.data
    await endFollowing(db, visitorOf(request), followed)
    return reply.redirect(placeToGo(back, '/following?done=ended'), 303)
  })
}

async function show(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps, wrong = false) {
  const visitor = visitorOf(request)
  const { done } = asked.parse(request.query)
  const [followed, law] = await Promise.all([readFollowed(db, visitor), lawShelf(db).take(null)])
  const around = { baseUrl, places: areaOf(visitor), here: '/following' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('following.title'),
    lead: words.t('following.lead'),
    body: (
      <FollowingView
        words={words}
        done={done}
        most={mostFollowed}
        rows={followed.map((row) => presentFollowed(words, law, row))}
        places={placesToFollow(words, law, followed)}
        errors={wrong ? [{ field: 'thing', text: words.t('following.fault') }] : []}
      />
    ),
  }))
}

function presentFollowed(words: Words, law: LoadedLaw, { kind, thing, since }: Followed & { since: Date }) {
  const title = titleOf(law, { kind, thing })
  const shown: ShownFollowed = {
    kind,
    thing,
    kindText: words.t(`following.kind.${kind}`),
    title: title === undefined ? thing : words.pick(title),
    path: title === undefined ? null : pathOfFollowed({ kind, thing }),
    sinceText: momentIn(words.lang, since),
  }
  return shown
}

/** Places that have law of their own and are not followed yet, by name. */
function placesToFollow(words: Words, law: LoadedLaw, followed: readonly Followed[]) {
  const known = new Set(followed.flatMap(({ kind, thing }) => (kind === 'place' ? [thing] : [])))
  const codes = new Set(law.texts.instruments().flatMap(({ places, jurisdiction }) => [...places, jurisdiction]))
  return [...codes]
    .filter((code) => !known.has(code))
    .map((code) => ({ code, name: words.pick(law.texts.name('jurisdiction', code) ?? { en: code, 'zh-CN': code }) }))
    .sort((a, b) => words.compare(a.name, b.name))
}
