// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import { assessWith } from '../answers/assess-person.ts'
import { type AskedDependencies, askedQuestion } from '../interview/asked-question.ts'
import { answerFile } from './answer-file.model.ts'

/** `POST /answer.json` with the fields of the answer's form: the answer as a file. Nothing is stored. */
export function downloadAnswerPage(app: App, deps: AskedDependencies): void {
  const page = { schema: { hide: true } }
  const send = async (request: FastifyRequest, reply: FastifyReply) => {
    const { question, errors, law, words } = await askedQuestion(deps, request, reply)
    if (errors.length > 0) {
      const list = errors.map(({ field, message, value }) => ({ path: field, message: words.t(message, { value }) }))
      throw new Problem('invalid-input', list[0]?.message ?? '', { errors: list })
    }
    const file = answerFile(question, assessWith(law, deps.clock, question), words)
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="passerelle-answer.json"')
    return reply.send(`${JSON.stringify(file, null, 2)}\n`)
  }
  app.get('/answer.json', page, send)
  app.post('/answer.json', page, send)
}
