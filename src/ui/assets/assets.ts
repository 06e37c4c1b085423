// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { App } from '../../kernel/index.ts'

interface Asset {
  path: string
  type: string
  etag: string
  encoded: Record<'br' | 'gzip' | 'identity', Buffer>
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
}

const folder = join(import.meta.dirname, '..')

/** What the browser loads: every file is put together once, compressed once, and named by its content. */
const files: Record<string, readonly string[]> = {
  'passerelle.css': [
    'style/tokens.css',
    'style/base.css',
    'style/forms.css',
    'style/answer.css',
    'style/nesting.css',
    'style/sections.css',
    'style/law.css',
    'style/rules.css',
    'style/pathway.css',
    'style/search.css',
    'style/area.css',
    'style/editor.css',
    'style/changes.css',
    'style/impact.css',
    'style/contrast.css',
  ],
  'design.css': ['style/gallery.css'],
  'passerelle.js': ['assets/passerelle.js'],
  'overpass.js': ['assets/overpass.js'],
  'progress.js': ['assets/progress.js'],
  'mark.svg': ['assets/mark.svg'],
  // Drawn from app-icon.svg by a browser: the squares with round corners, the others to their edges.
  'app-icon-192.png': ['assets/app-icon-192.png'],
  'app-icon-512.png': ['assets/app-icon-512.png'],
  'app-icon-maskable-512.png': ['assets/app-icon-maskable-512.png'],
  'apple-touch-icon.png': ['assets/apple-touch-icon.png'],
}

function build(name: string, parts: readonly string[]): Asset {
  const whole = Buffer.concat(parts.map((part) => readFileSync(join(folder, part))))
  const content = name.endsWith('.css') ? Buffer.from(squeeze(whole.toString())) : whole
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12)
  const [stem = name, extension = ''] = name.split('.')
  return {
    path: `/assets/${stem}.${hash}.${extension}`,
    type: types[extension] ?? 'application/octet-stream',
    etag: `"${hash}"`,
    encoded: {
      identity: content,
      gzip: gzipSync(content, { level: 9 }),
      br: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    },
  }
}

/** What stands in a page itself, with the name that its content security policy knows it by. */
export interface InlineFile {
  text: string
  hash: string
}

/** A style sheet or a script for a page that loads nothing. */
export function inlineFile(...parts: readonly string[]): InlineFile {
  const whole = parts.map((part) => readFileSync(join(folder, part), 'utf8')).join('')
  const text = parts[0]?.endsWith('.css') === true ? squeeze(whole) : withoutComments(whole)
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` }
}

/** Whole lines of comment; our scripts have no other. */
const withoutComments = (script: string): string => script.replace(/^\s*\/\/.*\n/gm, '')

/** Comments and indentation are not sent. */
function squeeze(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n')
    .trim()
}

const assets = new Map(Object.entries(files).map(([name, parts]) => [name, build(name, parts)]))

/** The address of an asset. It changes with the content, so that it may be kept for ever. */
export function assetPath(name: string): string {
  return assets.get(name)?.path ?? `/assets/${name}`
}

function encodingFor(accepted: string | undefined): 'br' | 'gzip' | 'identity' {
  if (accepted === undefined) return 'identity'
  if (/\bbr\b(?!\s*;\s*q=0(?:[,.]0*)?(?:,|$))/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

/** Serves the files of the pages, for ever: a new content has a new address. */
export function assetRoutes(app: App): void {
  for (const asset of assets.values()) {
    app.get(
      asset.path,
      { schema: { hide: true }, config: { cacheControl: 'public, max-age=31536000, immutable' } },
      (request, reply) => {
        const encoding = encodingFor(request.headers['accept-encoding'])
        reply
          .header('cache-control', 'public, max-age=31536000, immutable')
          .header('vary', 'Accept-Encoding')
          .header('etag', asset.etag)
          .type(asset.type)
        if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
        if (encoding !== 'identity') reply.header('content-encoding', encoding)
        return reply.send(asset.encoded[encoding])
      },
    )
  }
}
