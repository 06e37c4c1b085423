// SPDX-License-Identifier: Apache-2.0
import { posix } from 'node:path'
import { annexes, floors } from '../../../house/floors.ts'
import { anchorsOf, linksOf } from './markdown.ts'

/** Every file of the repository by path; the text of those that a check reads, else an empty string. */
export type Files = Map<string, string>

/** Finds what the documents say that the tree does not bear out, and what the tree has that they do not say. */
export type DocsCheck = (files: Files) => string[]

const rooms = floors.flat()
const isPage = (path: string): boolean => path.endsWith('.md') && !path.startsWith('law/')
const foldersOf = (files: Files): Set<string> =>
  new Set([...files.keys()].flatMap((path) => path.match(/^src\/([^/]+)\//)?.[1] ?? []))

const roomPapers: DocsCheck = (files) => {
  const wanted = [...foldersOf(files)].flatMap((folder) => {
    const paths = [`src/${folder}/README.md`]
    return rooms.includes(folder) ? [...paths, `src/${folder}/index.ts`] : paths
  })
  const packages = [...files.keys()].flatMap((path) => path.match(/^(packages\/[^/]+)\/package\.json$/)?.[1] ?? [])
  wanted.push(...packages.map((folder) => `${folder}/README.md`))
  return wanted.filter((path) => !files.has(path)).map((path) => `${path}: missing`)
}

const roomsNamed: DocsCheck = (files) =>
  [...foldersOf(files)]
    .filter((folder) => rooms.includes(folder) || annexes.includes(folder))
    .flatMap((folder) =>
      ['docs/architecture.md', 'docs/glossary.md']
        .filter((page) => !(files.get(page) ?? '').includes(`\`${folder}\``))
        .map((page) => `${page}: does not name the room \`${folder}\``),
    )

const linksResolve: DocsCheck = (files) => {
  const folders = new Set([...files.keys()].flatMap(parents))
  const pages = [...files].filter(([path]) => isPage(path))
  return pages.flatMap(([page, text]) =>
    linksOf(text)
      .map(({ target, line }) => ({ line, target, ...follow(page, target) }))
      .filter(({ path, anchor }) => {
        if (anchor) return !anchorsOf(files.get(path) ?? '').includes(anchor)
        return !files.has(path) && !folders.has(path)
      })
      .map(({ line, target }) => `${page}:${line}: ${target} leads nowhere`),
  )
}

function follow(page: string, target: string): { path: string; anchor: string } {
  const [link = '', anchor = ''] = target.split('#')
  const path = link === '' ? page : posix.join(posix.dirname(page), decodeURI(link)).replace(/\/$/, '')
  return { path, anchor: path.endsWith('.md') ? anchor : '' }
}

function parents(path: string): string[] {
  const folder = posix.dirname(path)
  return folder === '.' ? ['.'] : [folder, ...parents(folder)]
}

const pagesReached: DocsCheck = (files) => {
  const reached = new Set(['README.md'])
  for (const page of reached) {
    const links = linksOf(files.get(page) ?? '').map(({ target }) => follow(page, target).path)
    for (const path of links) if (isPage(path) && files.has(path)) reached.add(path)
  }
  return [...files.keys()]
    .filter((path) => path.startsWith('docs/') && isPage(path) && !reached.has(path))
    .map((path) => `${path}: no chain of links leads here from README.md`)
}

const decisionsListed: DocsCheck = (files) => {
  const list = files.get('docs/decisions/README.md') ?? ''
  const records = [...files.keys()].filter((path) => /^docs\/decisions\/\d{4}-/.test(path)).sort()
  const unlisted = records
    .filter((path) => !linksOf(list).some(({ target }) => target === posix.basename(path)))
    .map((path) => `${path}: not listed in docs/decisions/README.md`)
  const misnumbered = records
    .filter((path, index) => Number(posix.basename(path).slice(0, 4)) !== index + 1)
    .map((path) => `${path}: numbers run from 0001 without gap or repetition`)
  const incomplete = records.flatMap((path) =>
    ['## Context', '## Decision', '## Consequences']
      .filter((heading) => !(files.get(path) ?? '').includes(`\n${heading}\n`))
      .map((heading) => `${path}: has no '${heading}'`),
  )
  return [...unlisted, ...misnumbered, ...incomplete]
}

const settingsDescribed: DocsCheck = (files) => {
  const pages = [...files].filter(([path]) => isPage(path)).map(([, text]) => text)
  const code = [...files].filter(([path]) => path.startsWith('src/') && !/\.test\.tsx?$/.test(path))
  const names = new Set(code.flatMap(([, text]) => text.match(/\bPASSERELLE_[A-Z_]*[A-Z]\b/g) ?? []))
  return [...names]
    .filter((name) => !pages.some((text) => text.includes(name)))
    .map((name) => `${name}: no page describes this setting`)
}

const scriptsExist: DocsCheck = (files) => {
  const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(files.get('package.json') ?? '{}')
  return [...files]
    .filter(([path]) => isPage(path))
    .flatMap(([page, text]) =>
      [...text.matchAll(/\bnpm run ([a-z][a-z:-]*)/g)]
        .filter(([, name = '']) => !(name in scripts))
        .map(([words]) => `${page}: '${words}' is no script of package.json`),
    )
}

/** Every check by name; each has a planted violation in test/architecture/docs.test.ts. */
export const docsChecks: Record<string, DocsCheck> = {
  'room-papers': roomPapers,
  'rooms-named': roomsNamed,
  'links-resolve': linksResolve,
  'pages-reached': pagesReached,
  'decisions-listed': decisionsListed,
  'settings-described': settingsDescribed,
  'scripts-exist': scriptsExist,
}
