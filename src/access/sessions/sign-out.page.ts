// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../kernel/index.ts'
import { type Entrance, leave } from './enter.ts'
import { sessionCookie } from './recognise-visitors.route.ts'

/** `POST /sign-out`: ends this session. Who is not signed in is out already. */
export function signOutPage(app: App, { db, desk, baseUrl }: Entrance & { baseUrl: string }): void {
  const { name, attributes } = sessionCookie(baseUrl)
  const config = { produces: [], access: 'public' } as const
  app.post('/sign-out', { schema: { hide: true }, config }, async ({ signedIn, sessionToken }, reply) => {
    if (signedIn !== null && sessionToken !== null) await leave({ db, desk }, signedIn, sessionToken)
    return reply.header('set-cookie', `${name}=; ${attributes}; Max-Age=0`).redirect('/sign-in?out=1', 303)
  })
}
