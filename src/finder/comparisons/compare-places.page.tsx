// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { renderPage } from '../../ui/index.ts'
import { penFor } from '../answers/assess-person.ts'
import { credentialInWords } from '../answers/fact-words.model.ts'
import { addressOf, answerFields, purposes, questionFields } from '../interview/answer-form.model.ts'
import { type AskedDependencies, addressesOf, askedQuestion } from '../interview/asked-question.ts'
import { finderLists } from '../interview/finder-lists.ts'
import { AskComparison } from './ask-comparison.view.tsx'
import { comparePlaces } from './compare-places.model.ts'
import { ComparisonView } from './compare-places.view.tsx'

const form = 'compared'

/** `GET /compare` with the address of a question, or `POST /compare` with its answers as well; without a question it asks for one. Nothing is stored. */
export function comparePlacesPage(app: App, deps: AskedDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  const send = async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = await askedQuestion(deps, request, reply)
    const { words, theme, state, law, question, errors } = asked
    if (state.place === '' && state.holds.length === 0) {
      const body = <AskComparison words={words} options={finderLists(law).options(words)} purposes={purposes} />
      const title = words.t('compare.ask.title')
      return reply.send(renderPage({ words, theme, title, address: addressesOf('/compare', ''), body }))
    }
    // What is wrong with a question is said at the question.
    if (errors.length > 0) return reply.redirect(`/?${addressOf(state)}`, 303)
    const pen = penFor(law, words)
    const holds = question.person.credentials.map((credential) => credentialInWords(pen, credential))
    const title = words.t('compare.title', {
      hold: holds.length === 0 ? words.t('answer.nothing-held') : words.and(holds),
    })
    const fields = [...questionFields(state).filter(({ name }) => name !== 'in'), ...answerFields(state)]
    const { rows, rest } = comparePlaces(law, deps.clock, question, words)
    const body = (
      <ComparisonView
        words={words}
        title={title}
        rows={rows}
        rest={rest}
        fields={fields}
        place={state.place}
        form={form}
      />
    )
    return reply.send(renderPage({ words, theme, title, address: addressesOf('/compare', addressOf(state)), body }))
  }
  app.get('/compare', page, send)
  app.post('/compare', page, send)
}
