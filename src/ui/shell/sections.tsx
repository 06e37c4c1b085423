// SPDX-License-Identifier: Apache-2.0
import { Kept } from '../kept/kept.tsx'
import type { Words } from '../messages/words.ts'

interface Section {
  path: string
  name: string
  /** First parts of the addresses that belong to it. */
  parts: readonly string[]
}

/** What most people come for. */
const first: readonly Section[] = [
  { path: '/', name: 'find', parts: [''] },
  { path: '/search', name: 'search', parts: ['search'] },
  { path: '/law', name: 'law', parts: ['law', 'catalogues', 'bodies', 'places'] },
]

/** The other ways to ask, behind one fold. */
const more: readonly Section[] = [
  { path: '/pathway', name: 'pathway', parts: ['pathway'] },
  { path: '/reverse', name: 'reverse', parts: ['reverse'] },
  { path: '/compare', name: 'compare', parts: ['compare'] },
  { path: '/mutuality', name: 'mutuality', parts: ['mutuality'] },
  { path: '/credits', name: 'credits', parts: ['credits'] },
  { path: '/overpass', name: 'overpass', parts: ['overpass'] },
  { path: '/frameworks', name: 'frameworks', parts: ['frameworks'] },
]

interface SectionsProps {
  words: Words
  /** Address of the page; an answer to a form is the finder's. */
  path: string
}

/** The ways through the site. The fold is a `details`: it opens without a script. */
export function Sections({ words, path }: SectionsProps) {
  const part = /^\/([^/?]*)/.exec(path)?.[1] ?? ''
  // Addresses are endless, sections are few.
  const known = [...first, ...more].some(({ parts }) => parts.includes(part)) ? part : 'elsewhere'
  return (
    <nav class="sections" aria-label={words.t('site.sections')}>
      <Kept of={words} variant={`sections ${known}`} as="ul" render={() => <Links words={words} part={known} />} />
    </nav>
  )
}

function Links({ words, part }: { words: Words; part: string }) {
  const here = more.find(({ parts }) => parts.includes(part))
  return (
    <>
      {first.map((section) => (
        <Link words={words} section={section} part={part} />
      ))}
      <li>
        <details class="more" data-menu>
          <summary class={here === undefined ? undefined : 'here'}>
            {here === undefined ? words.t('site.section.more') : words.t(`site.section.${here.name}`)}
          </summary>
          <ul>
            {more.map((section) => (
              <Link words={words} section={section} part={part} />
            ))}
          </ul>
        </details>
      </li>
    </>
  )
}

function Link({ words, section: { path, name, parts }, part }: { words: Words; section: Section; part: string }) {
  return (
    <li>
      <a href={path} aria-current={parts.includes(part) ? 'true' : undefined}>
        {words.t(`site.section.${name}`)}
      </a>
    </li>
  )
}
