// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../../ui/index.ts'
import type { ShownFinding } from '../draft.model.ts'
import { Findings } from '../findings.view.tsx'
import type { ShownLines } from './csv-lines.model.ts'

export interface LinesProps {
  words: Words
  draft: string
  path: string
  lines: ShownLines
  q: string
  page: number
  done: boolean
  mayEdit: boolean
  findings: readonly ShownFinding[]
}

const addressOf = (draft: string, place: 'file' | 'line', asked: Record<string, string>): string =>
  `/drafts/${draft}/${place}?${new URLSearchParams(asked)}`

/** A long list of a draft: looked through page by page, changed line by line. */
export function LinesView(props: LinesProps) {
  const { words, draft, path, lines, q, page, done, mayEdit, findings } = props
  const { t } = words
  const sought = q === '' ? { path } : { path, q }
  return (
    <>
      {done ? <Notice kind="done">{t('draft.done.saved')}</Notice> : null}
      <form class="law-filter no-print" method="get" action={`/drafts/${draft}/file`}>
        <input type="hidden" name="path" value={path} />
        <div>
          <label for="q">{t('draft.lines.find')}</label>
          <input type="search" id="q" name="q" value={q} />
        </div>
        <button class="button quiet" type="submit">
          {t('importing.find.do')}
        </button>
      </form>
      <p class="hint" role="status">
        {t('importing.found', { n: lines.total })}{' '}
        {q === '' ? null : <a href={addressOf(draft, 'file', { path })}>{t('importing.find.all')}</a>}
      </p>
      <ol class="entries">
        {lines.rows.map(({ line, cells }) => (
          <li id={`line-${line}`}>
            <div>
              <p>
                <code>{cells.filter((cell) => cell !== '').join(' · ')}</code>
              </p>
              <p class="hint">{t('draft.line', { line })}</p>
            </div>
            {mayEdit ? (
              <a
                class="button quiet"
                href={addressOf(draft, 'line', { ...sought, page: String(page), line: String(line) })}
                aria-label={t('draft.lines.edit', { line })}
              >
                {t('draft.lines.change')}
              </a>
            ) : null}
          </li>
        ))}
      </ol>
      <Pages
        words={words}
        page={page}
        pages={lines.pages}
        to={(n) => addressOf(draft, 'file', { ...sought, page: String(n) })}
      />
      <p class="acts">
        {mayEdit ? <a href={addressOf(draft, 'line', { path, line: 'new' })}>{t('draft.lines.add')}</a> : null}{' '}
        <a href={addressOf(draft, 'file', { path, as: 'whole' })}>{t('draft.lines.whole')}</a>
      </p>
      <Findings words={words} findings={findings} empty={false} />
      <p>
        <a href={`/drafts/${draft}`}>{t('draft.to-now')}</a>
      </p>
    </>
  )
}

function Pages({
  words,
  page,
  pages,
  to,
}: {
  words: Words
  page: number
  pages: number
  to: (page: number) => string
}) {
  if (pages < 2) return null
  return (
    <nav class="button-row" aria-label={words.t('import.pages')}>
      {page > 1 ? (
        <a class="button quiet" href={to(page - 1)} rel="prev">
          {words.t('import.page.before')}
        </a>
      ) : null}
      <span>{words.t('import.page', { page, pages })}</span>
      {page < pages ? (
        <a class="button quiet" href={to(page + 1)} rel="next">
          {words.t('import.page.next')}
        </a>
      ) : null}
    </nav>
  )
}
