// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod'
import { type App, Problem, pick } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { renderPage } from '../../ui/shell/page-shell.tsx'
import { preferences, preferencesAddress, sendPage } from '../preferences.ts'
import { referenceStylesheet as stylesheet } from '../reference/reference-style.ts'
import type { ProblemPage } from './answer-problems.ts'
import { ProblemListView, ProblemView } from './problem.view.tsx'
import { isKnownProblemCode, problemCatalogue } from './problem-catalogue.ts'

/** The page a browser gets instead of a problem document. */
export const problemPage: ProblemPage = (problem, request) => {
  const { lang, theme } = preferences(request)
  const { detail, title, status, code, instance } = problem
  const remedy = pick(problemCatalogue[code].remedy, lang)
  const words = wordsIn(lang)
  const errors = problem.errors ?? []
  const requestId = instance.replace('urn:uuid:', '')
  const body = <ProblemView {...{ words, stylesheet, status, code, title, detail, remedy, requestId, errors }} />
  return renderPage({ words, theme, title, description: detail, address: preferencesAddress(request), body })
}

/** `/problems` and `/problems/:code`: where the `type` of every problem leads (RFC 9457, section 3.1.1). */
export function problemPages(app: App): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] } }
  app.get('/problems', page, (request, reply) => {
    const chosen = preferences(request)
    const words = wordsIn(chosen.lang)
    const problems = Object.entries(problemCatalogue).map(([code, { status, title }]) => ({
      code,
      status,
      title: words.pick(title),
    }))
    const body = <ProblemListView {...{ words, stylesheet, problems }} />
    const page = {
      words,
      theme: chosen.theme,
      title: words.t('problem.all'),
      address: preferencesAddress(request),
      body,
    }
    return sendPage(reply, chosen, renderPage(page))
  })
  const one = { ...page, schema: { hide: true, params: z.object({ code: z.string() }) } }
  app.get('/problems/:code', one, (request, reply) => {
    const { code } = request.params
    if (!isKnownProblemCode(code)) throw new Problem('not-found', 'There is no problem of this code.')
    const chosen = preferences(request)
    const words = wordsIn(chosen.lang)
    const kind = problemCatalogue[code]
    const [title, detail, remedy] = [words.pick(kind.title), words.pick(kind.detail), words.pick(kind.remedy)]
    const shown = { words, stylesheet, status: kind.status, code, title, detail, remedy, requestId: null, errors: [] }
    const address = preferencesAddress(request)
    const body = <ProblemView {...shown} />
    return sendPage(
      reply,
      chosen,
      renderPage({ words, theme: chosen.theme, title, description: detail, address, body }),
    )
  })
}
