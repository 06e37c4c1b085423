// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface ProblemProps {
  words: Words
  stylesheet: string
  status: number
  code: string
  title: string
  detail: string
  remedy: string
  /** Set where this is the answer to a request, not an explanation. */
  requestId: string | null
  errors: { path: string; message: string }[]
}

/** What went wrong, or what a kind of problem means, and what to do. */
export function ProblemView(props: ProblemProps) {
  const { words, stylesheet, status, code, title, detail, remedy, requestId, errors } = props
  return (
    <div class="problem">
      <link rel="stylesheet" href={stylesheet} />
      <h1>{title}</h1>
      <p class="lead">{detail}</p>
      {errors.length === 0 ? null : (
        <ul>
          {errors.map((error) => (
            <li>
              <code>{error.path}</code> {error.message}
            </li>
          ))}
        </ul>
      )}
      <h2>{words.t('problem.remedy')}</h2>
      <p>{remedy}</p>
      <nav>
        <a href="/">{words.t('problem.start')}</a>
        {requestId === null ? (
          <a href="/problems">{words.t('problem.all')}</a>
        ) : (
          <a href={`/problems/${code}`}>{words.t('problem.about')}</a>
        )}
      </nav>
      <p class="muted small">
        {words.t('problem.status')} {status} · <code>{code}</code>
        {requestId === null ? null : (
          <>
            {' '}
            · {words.t('problem.request')} <code>{requestId}</code>
          </>
        )}
      </p>
    </div>
  )
}

export interface ProblemListProps {
  words: Words
  stylesheet: string
  problems: { code: string; status: number; title: string }[]
}

export function ProblemListView({ words, stylesheet, problems }: ProblemListProps) {
  return (
    <div class="problem">
      <link rel="stylesheet" href={stylesheet} />
      <h1>{words.t('problem.all')}</h1>
      <p class="lead">{words.t('problem.list.lead')}</p>
      <ul>
        {problems.map(({ code, status, title }) => (
          <li>
            <a href={`/problems/${code}`}>{title}</a>
            <span class="muted small">
              {status} · <code>{code}</code>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
