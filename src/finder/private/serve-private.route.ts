// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../../kernel/index.ts'
import { assetPath, sendPacked } from '../../ui/index.ts'
import type { LawShelf } from '../answers/load-law.ts'
import { bundleShelf } from './bundle-shelf.ts'
import { clientScript, scriptNames } from './client-script.ts'

const hide = { hide: true }
const worker = readFileSync(join(import.meta.dirname, '..', '..', 'ui', 'assets', 'service-worker.js'), 'utf8')

/** What a browser needs to answer by itself: the scripts, the law of a country, and what makes the page installable. None of it knows who asks. */
export function servePrivateRoute(app: App, deps: { shelf: LawShelf }): void {
  const bundles = bundleShelf(deps.shelf)
  // Built while the server starts, so that the first reader does not wait.
  for (const name of scriptNames) clientScript(name).catch(() => {})

  app.get('/bundles/index.json', { schema: hide }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache')
    return { version: 1, bundles: await bundles.index() }
  })
  app.get<{ Params: { file: string } }>('/bundles/:file', { schema: hide }, async (request, reply) => {
    const match = /^([A-Z]+)\.([0-9a-f]{16})\.json$/.exec(request.params.file)
    const file = match === null ? null : await bundles.take(match[1] ?? '', match[2] ?? '')
    if (file === null) return reply.callNotFound()
    return sendPacked(request, reply, file, 'application/json; charset=utf-8')
  })
  for (const name of scriptNames) {
    app.get<{ Params: { hash: string } }>(`/assets/${name}.:hash.js`, { schema: hide }, async (request, reply) => {
      const script = await clientScript(name)
      if (script.hash !== request.params.hash) return reply.callNotFound()
      return sendPacked(request, reply, script, 'text/javascript; charset=utf-8')
    })
  }
  app.get('/service-worker.js', { schema: hide }, async (_request, reply) => {
    const scripts = await Promise.all(scriptNames.map((name) => clientScript(name)))
    const shell = [
      ...scripts.map(({ path }) => path),
      ...['passerelle.css', 'passerelle.js', 'mark.svg'].map(assetPath),
      '/manifest.webmanifest',
    ]
    reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', "default-src 'none'; connect-src 'self'")
      .type('text/javascript; charset=utf-8')
    return worker.replace('[] /* shell */', JSON.stringify(shell))
  })
  app.get('/manifest.webmanifest', { schema: hide }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache').type('application/manifest+json; charset=utf-8')
    return JSON.stringify(manifest())
  })
}

function manifest() {
  return {
    id: '/',
    name: 'Passerelle',
    short_name: 'Passerelle',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#0f5c63',
    icons: [
      ...['192', '512'].map((size) => icon(`app-icon-${size}.png`, size, 'any')),
      icon('app-icon-maskable-512.png', '512', 'maskable'),
    ],
  }
}

function icon(name: string, size: string, purpose: 'any' | 'maskable') {
  return { src: assetPath(name), sizes: `${size}x${size}`, type: 'image/png', purpose }
}
