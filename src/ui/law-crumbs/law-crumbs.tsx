// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../messages/words.ts'
import { Run } from '../text-run/text-run.tsx'

export interface Crumb {
  title: string
  href: string
}

/** The way from the start to this page. */
export function Crumbs({ words, crumbs, here }: { words: Words; crumbs: readonly Crumb[]; here: string }) {
  return (
    <nav class="crumbs" aria-label={words.t('law.crumbs')}>
      <ol>
        {crumbs.map(({ title, href }) => (
          <li>
            <a href={href}>
              <Run text={title} lang={words.lang} />
            </a>
          </li>
        ))}
        <li aria-current="page">
          <Run text={here} lang={words.lang} />
        </li>
      </ol>
    </nav>
  )
}
