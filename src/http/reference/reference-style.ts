// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../../kernel/index.ts'

const text = readFileSync(join(import.meta.dirname, 'reference.css'), 'utf8')

/** Where the style of the pages of this shell stands; it changes with its content. */
export const referenceStylesheet = `/assets/reference.${hash('sha256', text, 'base64url').slice(0, 12)}.css`

export function referenceStyleRoute(app: App): void {
  const config = { cacheControl: 'public, max-age=31536000, immutable' }
  app.get(referenceStylesheet, { config, schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(text),
  )
}
