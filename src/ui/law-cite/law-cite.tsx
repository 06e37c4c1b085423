// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../messages/words.ts'

export interface CiteProps {
  /** In one line, to be put into a text. */
  plain: string
  /** As a BibTeX entry. */
  bibtex: string
  /** As CSL JSON. */
  json: string
}

/** Citation lines to copy, for a text, for reference managers, for programs. */
export function Cite({ words, cite }: { words: Words; cite: CiteProps }) {
  return (
    <section class="cite" aria-labelledby="cite">
      <h2 id="cite">{words.t('law.cite')}</h2>
      <p class="cite-line">{cite.plain}</p>
      <details class="no-print">
        <summary>{words.t('law.cite.formats')}</summary>
        <h3>{words.t('law.cite.bibtex')}</h3>
        <pre>{cite.bibtex}</pre>
        <h3>{words.t('law.cite.csl')}</h3>
        <pre>{cite.json}</pre>
      </details>
    </section>
  )
}
