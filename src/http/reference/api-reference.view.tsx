// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { Reference, ReferenceContent, ReferenceOperation, ReferenceParameter } from './api-reference.model.ts'
import type { SchemaRow } from './schema-rows.model.ts'

export interface ApiReferenceProps {
  words: Words
  reference: Reference
  stylesheet: string
}

const texts = {
  title: { en: 'The API', 'zh-CN': 'API 文档' },
  lead: {
    en: 'Everything this site knows can be read by programs, without a key. Every error is a problem document with an address that explains it.',
    'zh-CN': '本站的全部数据都可由程序读取，无需密钥。每个错误都是一份问题文档，并附有说明页面的网址。',
  },
  machine: { en: 'OpenAPI 3.1 description', 'zh-CN': 'OpenAPI 3.1 描述文件' },
  problems: { en: 'All problems', 'zh-CN': '全部错误类型' },
  contents: { en: 'Operations', 'zh-CN': '操作' },
  parameters: { en: 'Parameters', 'zh-CN': '参数' },
  body: { en: 'Body', 'zh-CN': '请求正文' },
  answer: { en: 'Answer', 'zh-CN': '响应' },
  example: { en: 'Example', 'zh-CN': '示例' },
  required: { en: 'required', 'zh-CN': '必填' },
  schemas: { en: 'Shared schemas', 'zh-CN': '公用结构' },
  version: { en: 'Version', 'zh-CN': '版本' },
} as const

const tags: Record<string, { en: string; 'zh-CN': string }> = {
  answers: { en: 'Answers', 'zh-CN': '评估结果' },
  jurisdictions: { en: 'Jurisdictions', 'zh-CN': '法域' },
  organisations: { en: 'Organisations', 'zh-CN': '机构' },
  register: { en: 'Register', 'zh-CN': '登记库' },
  exchange: { en: 'In the formats of others', 'zh-CN': '其他系统的格式' },
  instruments: { en: 'Instruments', 'zh-CN': '文件' },
  law: { en: 'Law', 'zh-CN': '法规' },
  operations: { en: 'Operating', 'zh-CN': '运行' },
  other: { en: 'Other', 'zh-CN': '其他' },
}

interface Reader {
  said(key: keyof typeof texts): string
  /** Of descriptions, where it is not the page's. */
  lang: string | undefined
}

export function ApiReference({ words, reference, stylesheet }: ApiReferenceProps) {
  const said = (key: keyof typeof texts) => words.pick(texts[key])
  const reader: Reader = { said, lang: reference.lang === words.lang ? undefined : reference.lang }
  const nameOf = (tag: string) => words.pick(tags[tag] ?? { en: tag, 'zh-CN': tag })
  return (
    <div class="reference">
      <link rel="stylesheet" href={stylesheet} />
      <h1>{said('title')}</h1>
      <p class="lead">{said('lead')}</p>
      <p class="reference-links">
        <a href="/api/openapi.json">{said('machine')}</a>
        <a href="/problems">{said('problems')}</a>
        <span class="muted">
          {said('version')} {reference.version}
        </span>
      </p>
      <nav aria-label={said('contents')}>
        {reference.groups.map(({ tag, operations }) => (
          <>
            <h2>{nameOf(tag)}</h2>
            <ul>
              {operations.map((operation) => (
                <li>
                  <a href={`#${operation.id}`}>
                    <Signature {...operation} />
                  </a>
                  <span class="muted small">
                    <Prose text={operation.summary} reader={reader} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        ))}
      </nav>
      {reference.groups.flatMap(({ operations }) =>
        operations.map((one) => <Operation operation={one} reader={reader} />),
      )}
      <h2 class="reference-shared">{said('schemas')}</h2>
      {reference.components.map(({ name, rows, type, description }) => (
        <section id={`schema-${name}`}>
          <h3>
            <code>{name}</code>
          </h3>
          {description === '' ? null : (
            <p>
              <Prose text={description} reader={reader} />
            </p>
          )}
          {rows.length === 0 ? <Type>{type}</Type> : <Rows rows={rows} reader={reader} />}
        </section>
      ))}
    </div>
  )
}

function Signature({ method, path }: { method: string; path: string }) {
  return (
    <code class="signature">
      <b>{method}</b> {path}
    </code>
  )
}

function Operation({ operation, reader }: { operation: ReferenceOperation; reader: Reader }) {
  const { said } = reader
  const { id, description, parameters, body, answers, curl } = operation
  return (
    <section id={id}>
      <h3>
        <Prose text={operation.summary} reader={reader} />
      </h3>
      <p>
        <Signature {...operation} />
      </p>
      {description === '' ? null : (
        <p>
          <Prose text={description} reader={reader} />
        </p>
      )}
      {parameters.length === 0 ? null : <Parameters parameters={parameters} reader={reader} />}
      {body === null ? null : <Content name={said('body')} content={body} reader={reader} />}
      {answers.map((answer) => (
        <Content name={`${said('answer')} ${answer.title}`} content={answer} reader={reader} />
      ))}
      <h4>{said('example')}</h4>
      <pre>
        <code>{curl}</code>
      </pre>
    </section>
  )
}

function Parameters({ parameters, reader }: { parameters: ReferenceParameter[]; reader: Reader }) {
  const { said } = reader
  return (
    <>
      <h4>{said('parameters')}</h4>
      <dl>
        {parameters.map(({ name, place, type, required, description }) => (
          <div>
            <dt>
              <code>{name}</code> <span class="muted small">{place}</span>
              {required ? <span class="required small">{said('required')}</span> : null}
            </dt>
            <dd>
              <Type>{type}</Type>
              {description === '' ? null : (
                <span>
                  <Prose text={description} reader={reader} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Content({ name, content, reader }: { name: string; content: ReferenceContent; reader: Reader }) {
  return (
    <details>
      <summary>
        {name} <span class="muted small">{content.mediaType}</span> <Type>{content.type}</Type>
      </summary>
      <Rows rows={content.rows} reader={reader} />
    </details>
  )
}

function Rows({ rows, reader }: { rows: SchemaRow[]; reader: Reader }) {
  const { said } = reader
  return (
    <dl>
      {rows.map(({ path, type, required, description, component }) => (
        <div>
          <dt>
            <code>{path}</code>
            {required ? <span class="required small">{said('required')}</span> : null}
          </dt>
          <dd>
            {component === null ? (
              <Type>{type}</Type>
            ) : (
              <a href={`#schema-${component}`}>
                <Type>{type}</Type>
              </a>
            )}
            {description === '' ? null : (
              <span>
                <Prose text={description} reader={reader} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Type({ children }: { children: string }) {
  return <code class="type">{children}</code>
}

/** Text in which code stands between backticks, in the language of the descriptions. */
function Prose({ text, reader }: { text: string; reader: Reader }) {
  const parts = text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))
  return <span lang={reader.lang}>{parts}</span>
}
