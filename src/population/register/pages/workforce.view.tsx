// SPDX-License-Identifier: Apache-2.0
import { FileField, type FormError, FormErrors, FormField, type Words } from '../../../ui/index.ts'

export interface ShownImport {
  id: string
  fileName: string
  state: string
  rows: number
  bad: number
  at: string
  atText: string
}

export interface WorkforceProps {
  words: Words
  authority: string
  /** Further authorities whose workforce the reader keeps. */
  others: readonly { id: string; name: string }[]
  holders: number
  /** Pairs that wait for somebody to look. */
  matches: number
  imports: readonly ShownImport[]
  /** What data may be used for. */
  purposes: readonly string[]
  /** Columns that are known, by their names in both languages. */
  columns: readonly { zh: string; en: string }[]
  errors: readonly FormError[]
}

export function WorkforceView(props: WorkforceProps) {
  const { words, authority, others, holders, matches, errors } = props
  return (
    <>
      <FormErrors title={words.t('workforce.upload.wrong')} errors={errors} />
      <p>{words.t('workforce.holders', { n: holders })}</p>
      {matches === 0 ? null : (
        <p>
          <a href={`/workforce/matches?authority=${authority}`}>
            {words.t('workforce.matches.waiting', { n: matches })}
          </a>
        </p>
      )}
      <p>
        <a href={`/workforce/reevaluations?authority=${authority}`}>{words.t('reevaluations.title')}</a>
      </p>
      {others.length === 0 ? null : (
        <ul class="entries">
          {others.map(({ id, name }) => (
            <li>
              <a href={`/workforce?authority=${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      <Upload {...props} />
      <Imports {...props} />
      <Find words={words} authority={authority} />
    </>
  )
}

function Upload({ words, authority, purposes, columns, errors }: WorkforceProps) {
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">{words.t('workforce.upload')}</h2>
      <form method="post" action="/workforce" enctype="multipart/form-data">
        <input type="hidden" name="authority" value={authority} />
        <FileField
          label={words.t('workforce.upload.file')}
          hint={words.t('workforce.upload.hint')}
          accept=".csv,.txt,.xlsx,.parquet"
          errors={errors}
        />
        <fieldset>
          <legend>{words.t('workforce.upload.purposes')}</legend>
          {purposes.map((purpose) => (
            <label class="choice">
              <input type="checkbox" name={`purpose.${purpose}`} value="on" checked={purpose === 'statistics'} />{' '}
              {words.t(`workforce.purpose.${purpose}`)}
            </label>
          ))}
        </fieldset>
        <button class="button" type="submit">
          {words.t('workforce.upload.do')}
        </button>
        <p class="hint under">{words.t('workforce.upload.means')}</p>
      </form>
      <details>
        <summary>{words.t('workforce.columns')}</summary>
        <p>{words.t('workforce.columns.means')}</p>
        <ul>
          {columns.map(({ zh, en }) => (
            <li>
              <code lang="zh-CN">{zh}</code> <code lang="en">{en}</code>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function Imports({ words, imports }: WorkforceProps) {
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">{words.t('workforce.imports')}</h2>
      {imports.length === 0 ? <p>{words.t('workforce.imports.none')}</p> : null}
      <ul class="entries">
        {imports.map(({ id, fileName, state, rows, bad, at, atText }) => (
          <li>
            <div>
              <a href={`/workforce/imports/${id}`}>{fileName}</a>
              <p class="hint">
                {state} · {words.t('workforce.imports.rows', { rows, bad })} · <time dateTime={at}>{atText}</time>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Find({ words, authority }: { words: Words; authority: string }) {
  return (
    <section aria-labelledby="find">
      <h2 id="find">{words.t('workforce.find')}</h2>
      <form method="post" action="/workforce/holders">
        <input type="hidden" name="authority" value={authority} />
        <FormField
          name="number"
          label={words.t('workforce.find.number')}
          hint={words.t('workforce.find.hint')}
          autocomplete="off"
          maxLength={100}
          required
        />
        <button class="button quiet" type="submit">
          {words.t('workforce.find.do')}
        </button>
      </form>
    </section>
  )
}
