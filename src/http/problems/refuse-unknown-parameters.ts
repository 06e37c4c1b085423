// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { App } from '../../kernel/index.ts'

/** The language of problems: every address of the API takes it, also one that says nothing of languages itself. */
const lang = z.string().max(40).optional()

/**
 * A parameter that an address of the API does not name is refused: a misspelt date would otherwise be answered as if none had
 * been asked for. Added before any route, so that the description says the same.
 */
export function refuseUnknownParameters(app: Pick<App, 'addHook'>): void {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/v1/')) return
    const own = route.schema?.querystring
    const named = own instanceof z.ZodObject ? own : z.object({})
    route.schema = {
      ...route.schema,
      querystring: z.strictObject({ ...named.shape, ...('lang' in named.shape ? {} : { lang }) }),
    }
  })
}
