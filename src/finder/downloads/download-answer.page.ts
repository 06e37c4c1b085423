// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import { type AssessedPerson, assessWith } from '../answers/assess-person.ts'
import { sharedAddressOf } from '../interview/answer-form.model.ts'
import { type Asked, type AskedDependencies, askedQuestion } from '../interview/asked-question.ts'
import { answerFile } from './answer-file.model.ts'
import { answerOnPaper } from './answer-paper.ts'

/** `POST /answer.json` and `/answer.pdf` with the fields of the answer's form: the answer as a file. Nothing is stored. */
export function downloadAnswerPage(app: App, deps: AskedDependencies): void {
  const page = { schema: { hide: true } }
  const json = async (request: FastifyRequest, reply: FastifyReply) => {
    const { asked, assessed } = await answered(deps, request, reply)
    attach(reply, 'application/json; charset=utf-8', 'passerelle-answer.json')
    return reply.send(`${JSON.stringify(answerFile(asked.question, assessed, asked.words), null, 2)}\n`)
  }
  const pdf = async (request: FastifyRequest, reply: FastifyReply) => {
    const { asked, assessed } = await answered(deps, request, reply)
    const share = `${deps.settings.baseUrl}/?${sharedAddressOf(asked.state)}`
    attach(reply, 'application/pdf', 'passerelle-answer.pdf')
    return reply.send(await answerOnPaper({ assessed, words: asked.words, clock: deps.clock, share }))
  }
  app.get('/answer.json', page, json)
  app.post('/answer.json', page, json)
  app.get('/answer.pdf', page, pdf)
  app.post('/answer.pdf', page, pdf)
}

async function answered(
  deps: AskedDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ asked: Asked; assessed: AssessedPerson }> {
  const asked = await askedQuestion(deps, request, reply)
  const { errors, words, law, question } = asked
  if (errors.length > 0) {
    const list = errors.map(({ field, message, value }) => ({ path: field, message: words.t(message, { value }) }))
    throw new Problem('invalid-input', list[0]?.message ?? '', { errors: list })
  }
  return { asked, assessed: assessWith(law, deps.clock, question) }
}

function attach(reply: FastifyReply, type: string, name: string): void {
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`)
}
