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

const texts = {
  remedy: { en: 'What you can do', 'zh-CN': '您可以这样做' },
  request: { en: 'Request', 'zh-CN': '请求编号' },
  start: { en: 'To the first page', 'zh-CN': '返回首页' },
  explanation: { en: 'About this problem', 'zh-CN': '关于此问题' },
  all: { en: 'All problems', 'zh-CN': '全部错误类型' },
  programs: { en: 'For programs', 'zh-CN': '供程序使用' },
  status: { en: 'HTTP status', 'zh-CN': 'HTTP 状态码' },
  listLead: {
    en: 'Every error of this server is one of these. Programs read it as application/problem+json (RFC 9457); the member type leads here.',
    'zh-CN': '本服务器的错误都属于以下类型。程序收到的是 application/problem+json（RFC 9457），其中 type 指向本页。',
  },
} as const

/** What went wrong, or what a kind of problem means, and what to do. */
export function ProblemView(props: ProblemProps) {
  const { words, stylesheet, status, code, title, detail, remedy, requestId, errors } = props
  const said = (key: keyof typeof texts) => words.pick(texts[key])
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
      <h2>{said('remedy')}</h2>
      <p>{remedy}</p>
      <nav>
        <a href="/">{said('start')}</a>
        {requestId === null ? (
          <a href="/problems">{said('all')}</a>
        ) : (
          <a href={`/problems/${code}`}>{said('explanation')}</a>
        )}
      </nav>
      <p class="muted small">
        {said('status')} {status} · <code>{code}</code>
        {requestId === null ? null : (
          <>
            {' '}
            · {said('request')} <code>{requestId}</code>
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
      <h1>{words.pick(texts.all)}</h1>
      <p class="lead">{words.pick(texts.listLead)}</p>
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

export const problemListTitle = texts.all
