// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { HomeView } from './home.view.tsx'

/** `/home`: where somebody arrives who has signed in. */
export function homePage(app: App, { baseUrl }: { baseUrl: string }): void {
  const config = { produces: ['text/html'], access: 'signed-in' } as const
  app.get('/home', { schema: { hide: true }, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    return sendAreaPage(request, reply, { baseUrl, places: areaOf(visitor), here: '/home' }, (words) => ({
      title: words.t('home.title', { name: visitor.name }),
      body: <HomeView words={words} roles={visitor.standings.map(({ role }) => role)} />,
    }))
  })
}
