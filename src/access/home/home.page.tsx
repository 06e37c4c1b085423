// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { nameAuthorities } from '../authorities/name-authorities.ts'
import { areaOf, isOpen } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { homePlaces, homeSections, stepsOf } from './home.model.ts'
import { HomeView } from './home.view.tsx'
import { readBeginnings } from './read-home.ts'

/** `/home`: where somebody arrives who has signed in: what they are here, what they can do now, and what to begin with. */
export function homePage(app: App, { db, baseUrl }: { db: Db; baseUrl: string }): void {
  const config = { produces: ['text/html'], access: 'signed-in' } as const
  app.get('/home', { schema: { hide: true }, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const roles = [...new Set(visitor.standings.map(({ role }) => role))]
    const steps = stepsOf(roles, await readBeginnings(db, visitor))
    const naming = await nameAuthorities(
      db,
      visitor.standings.map(({ authority }) => authority),
    )
    const sections = roles.map((role) => ({
      role,
      authorities: visitor.standings.flatMap((one) =>
        one.role === role && one.authority !== null ? [one.authority] : [],
      ),
      now: homeSections[role].now
        .map((name) => ({ name, path: homePlaces[name] }))
        .filter(({ path }) => isOpen(visitor, path)),
      later: homeSections[role].later,
    }))
    return sendAreaPage(request, reply, { baseUrl, places: areaOf(visitor), here: '/home' }, (words) => ({
      title: words.t('home.title', { name: visitor.name }),
      body: (
        <HomeView
          words={words}
          sections={sections.map((section) => ({
            ...section,
            authorities: section.authorities.map((id) => naming(words, id)),
          }))}
          steps={steps}
          withheld={visitor.withheld.map(({ role }) => role)}
          unread={visitor.unread}
        />
      ),
    }))
  })
}
