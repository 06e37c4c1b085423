// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'
import type { DrawnRow } from './drawing.model.ts'
import type { MutualityView } from './mutuality-words.model.ts'

/** Two columns with lines between them; the arrow arrives where the qualification counts. */
export function Drawing({ words, view, rows }: { words: Words; view: MutualityView; rows: readonly DrawnRow[] }) {
  return (
    <section class="drawing" aria-label={words.t('mutuality.drawn', { a: view.a.name, b: view.b.name })}>
      <div class="heads">
        <strong>{view.a.name}</strong>
        <strong>{view.b.name}</strong>
      </div>
      {rows.length === 0 ? <p class="nothing">{words.t('mutuality.nothing')}</p> : null}
      <ul>
        {rows.map((row) => (
          <li class={`${row.kind}${row.broken ? ' broken' : ''}`}>
            <span class="left">
              <Run text={row.left} lang={words.lang} />
            </span>
            <span class="between">
              <Line kind={row.kind} />
              <span class="said">
                <Run text={row.between} lang={words.lang} />
              </span>
            </span>
            <span class="right">
              <Run text={row.right} lang={words.lang} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const heads = { 'to-left': 'M14 4L4 12l10 8', 'to-right': 'M10 4l10 8-10 8' } as const

function Line({ kind }: { kind: DrawnRow['kind'] }) {
  return (
    <span class="line">
      <svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <path d="M0 12H100" fill="none" stroke="currentColor" stroke-width="2" />
      </svg>
      {kind === 'to-left' || kind === 'to-right' ? (
        <svg class="arrow" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d={heads[kind]} fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
      ) : null}
    </span>
  )
}
