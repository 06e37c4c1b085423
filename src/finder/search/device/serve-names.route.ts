// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../../kernel/index.ts'
import { sendPacked } from '../../../ui/index.ts'
import { clientScript } from '../../private/client-script.ts'
import type { SearchShelf } from '../search-shelf.ts'
import { namesShelf } from './names-shelf.ts'

const hide = { hide: true }

/** What a browser needs to search by itself: the script and every name, in files that are the same for everyone. */
export function serveNamesRoute(app: App, { search }: { search: SearchShelf }): void {
  const names = namesShelf(search)
  clientScript('search').catch(() => {})

  app.get('/names/index.json', { schema: hide }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache')
    const [files, script] = await Promise.all([names.index(), clientScript('search')])
    return { ...files, script: script.path }
  })
  app.get<{ Params: { file: string } }>('/names/:file', { schema: hide }, async (request, reply) => {
    const match = /^([\w-]+)\.([0-9a-f]{16})\.json$/.exec(request.params.file)
    const file = match === null ? null : await names.take(match[1] ?? '', match[2] ?? '')
    if (file === null) return reply.callNotFound()
    return sendPacked(request, reply, file, 'application/json; charset=utf-8')
  })
}
