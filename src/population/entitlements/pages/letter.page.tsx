// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { nameAuthorities } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { lawShelf } from '../../../finder/index.ts'
import type { App } from '../../../kernel/index.ts'
import { FormErrors, Notice, sendAreaPage } from '../../../ui/index.ts'
import { Found } from './found.view.tsx'
import { missingIn, presentObjection, presentOwn, sentObjection } from './present-own.ts'
import { objectFromLetter, readLetter } from './read-letter.ts'

interface Deps {
  db: Db
  baseUrl: string
}

type Asked = FastifyRequest<{ Params: { token: string } }>

const looked = z.object({ done: z.literal('objected').optional().catch(undefined) })

/** `/letters/TOKEN`: whoever has no account here reads by the link of a letter what they are entitled to and why, and says what is wrong. */
export function letterPage(app: App, deps: Deps): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }
  app.get<{ Params: { token: string } }>('/letters/:token', options, (request, reply) => show(request, reply, deps))
  app.post<{ Params: { token: string } }>('/letters/:token', options, async (request, reply) => {
    const { token } = request.params
    const reading = sentObjection.safeParse(request.body ?? {})
    if (!reading.success || !(await objectFromLetter(deps.db, token, reading.data)))
      return show(request, reply.code(400), deps, true)
    return reply.redirect(`/letters/${token}?done=objected`, 303)
  })
}

async function show(request: Asked, reply: FastifyReply, { db, baseUrl }: Deps, wrong = false) {
  const { token } = request.params
  const letter = await readLetter(db, token)
  const around = { baseUrl, places: [], here: null }
  if (letter === null)
    return sendAreaPage(request, reply.code(404), around, (words) => ({
      title: words.t('letter.closed.title'),
      body: <p>{words.t('letter.closed')}</p>,
    }))
  const { authority, until, entitlements, objections } = letter
  const [law, naming] = await Promise.all([lawShelf(db).take(null), nameAuthorities(db, [authority])])
  const { done } = looked.parse(request.query ?? {})
  return sendAreaPage(request, reply, around, (words) => {
    const shown = entitlements.map((one) => presentOwn(words, law, one))
    const errors = wrong ? [{ field: 'text', text: words.t('entitlement.object.wrong') }] : []
    const last = words.date(until.toISOString().slice(0, 10))
    return {
      title: words.t('entitlement.title'),
      lead: words.t('letter.lead', { authority: naming(words, authority), until: last }),
      body: (
        <>
          {done === undefined ? null : <Notice kind="done">{words.t('entitlement.done.objected')}</Notice>}
          <FormErrors title={words.t('entitlement.object.errors')} errors={errors} />
          <Found
            words={words}
            standing={shown.filter(({ ended }) => ended === null)}
            ended={shown.filter(({ ended }) => ended !== null)}
            missing={missingIn(words, [])}
            objections={objections.map((one) => presentObjection(words, one))}
            errors={errors}
            action={`/letters/${token}`}
          />
        </>
      ),
    }
  })
}
