// SPDX-License-Identifier: Apache-2.0
import { OutcomeIcon, type OutcomeProps, Run, VerdictIcon, type VerdictShape, type Words } from '../../ui/index.ts'

export interface ComparisonRow {
  place: string
  name: string
  asked: boolean
  verdict: VerdictShape
  verdictWord: string
  outcome: Pick<OutcomeProps, 'kind' | 'phrase' | 'label'>
  holdsFrom: string | null
  more: number
  questions: number
}

export interface ComparisonProps {
  words: Words
  title: string
  rows: readonly ComparisonRow[]
  rest: number
  /** Fields of the question, but for the place. */
  fields: readonly { name: string; value: string }[]
  /** The place that was asked about. */
  place: string
  form: string
}

/** The same question, place by place; each row leads to the whole answer there. */
export function ComparisonView({ words, title, rows, rest, fields, place, form }: ComparisonProps) {
  return (
    <form method="post" action="/" id={form}>
      {fields.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="lead">{words.t('compare.lead')}</p>
      {rows.length === 0 ? <p class="note">{words.t('compare.none')}</p> : <Rows words={words} rows={rows} />}
      {rest === 0 ? null : <p class="muted">{words.t('compare.rest', { n: rest })}</p>}
      <p class="no-print">
        <button type="submit" class="button quiet" name="in" value={place}>
          {words.t('compare.back')}
        </button>
      </p>
    </form>
  )
}

function Rows({ words, rows }: Pick<ComparisonProps, 'words' | 'rows'>) {
  const head = ['compare.place', 'compare.verdict', 'compare.outcome', 'compare.open-questions'] as const
  return (
    <table class="compared">
      <thead>
        <tr>
          {head.map((name) => (
            <th scope="col">{words.t(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row words={words} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ words, row }: { words: Words; row: ComparisonRow }) {
  return (
    <tr class={row.verdict}>
      <th scope="row">
        <button type="submit" class="as-link" name="in" value={row.place}>
          {row.name}
        </button>
        {row.asked ? <span class="muted small"> {words.t('compare.asked')}</span> : null}
      </th>
      <td>
        <span class="verdict">
          <VerdictIcon verdict={row.verdict} />
          {row.verdictWord}
        </span>
        {row.holdsFrom === null ? null : <span class="muted small"> {row.holdsFrom}</span>}
      </td>
      <td>
        <span class="phrase">
          <OutcomeIcon kind={row.outcome.kind} />
          {row.outcome.phrase}
        </span>{' '}
        <Run text={row.outcome.label} lang={words.lang} />
        {row.more === 0 ? null : <span class="muted small"> {words.t('compare.more', { n: row.more })}</span>}
      </td>
      <td data-label={words.t('compare.open-questions')}>{words.t('compare.questions', { n: row.questions })}</td>
    </tr>
  )
}
