// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import { type App, type Clock, Problem, type Settings, today } from '../../kernel/index.ts'
import { Crumbs, greetReader, renderPage } from '../../ui/index.ts'
import { explainHistory, readHistory } from './law-history.ts'
import { LawHistoryPage } from './law-history.view.tsx'

interface Deps {
  db: Db
  clock: Clock
  settings: Pick<Settings, 'baseUrl'>
}

const record = z
  .string()
  .regex(/^\d{1,18}$/)
  .optional()
  .catch('')
const asked = z.object({
  from: record,
  to: record,
  lang: z.string().optional().catch(undefined),
  theme: z.string().optional().catch(undefined),
})

/** `GET /law/:id/history`: every record of an instrument; `?from=12&to=15`: what is different between two of them. */
export function lawHistoryPage(app: App, { db, clock, settings: { baseUrl } }: Deps): void {
  const schema = { hide: true, params: z.object({ id: z.string().max(120) }) }
  app.get('/law/:id/history', { schema, config: { produces: ['text/html'] } }, async (request, reply) => {
    const { id } = request.params
    const fields = asked.parse(request.query)
    const history = await readHistory(db, id, { from: fields.from, to: fields.to }, today(clock))
    if (history === null) {
      const told = { key: 'law.unknown.instrument', args: { id } }
      throw new Problem('not-found', `there is no instrument '${id}'`, { told })
    }
    const { words, theme } = greetReader(reply, {
      headers: request.headers,
      fields,
      baseUrl,
      kept: 'private, no-cache',
    })
    const view = explainHistory(history, words)
    const title = words.t('change.history.title', { title: view.title })
    const chosen = view.chosen === null ? {} : view.chosen
    const address = (change: object) => {
      const query = new URLSearchParams({ ...chosen, ...change }).toString()
      return `/law/${id}/history${query === '' ? '' : `?${query}`}`
    }
    const crumbs = [
      { title: words.t('law.start'), href: '/' },
      { title: words.t('law.title'), href: '/law' },
      ...(view.stands ? [{ title: view.title, href: `/law/${id}` }] : []),
    ]
    const body = (
      <div class="law">
        <Crumbs words={words} crumbs={crumbs} here={words.t('change.history')} />
        <LawHistoryPage words={words} history={view} />
      </div>
    )
    const description = words.t('change.history.lead')
    return reply.send(renderPage({ words, theme, title, description, address, body }))
  })
}
