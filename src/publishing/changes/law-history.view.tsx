// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'
import { Changes } from './changes.view.tsx'
import type { LawHistoryView, RecordView } from './law-history.model.ts'

interface Props {
  words: Words
  history: LawHistoryView
}

/** Every record of an instrument: what happened, who did it, why, and what it changed. */
export function LawHistoryPage({ words, history }: Props) {
  const { instrument, title, stands, records, compared, unknown } = history
  return (
    <>
      <p class="over-line">{words.t('change.history')}</p>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="lead">{words.t('change.history.lead')}</p>
      <p>
        {stands ? (
          <a class="act" href={`/law/${instrument}`}>
            {words.t('change.history.to-law')}
          </a>
        ) : (
          <strong>{words.t('change.history.gone')}</strong>
        )}
      </p>
      {unknown ? (
        <p class="note" role="alert">
          {words.t('change.history.no-record')}
        </p>
      ) : null}
      {compared === null ? null : (
        <section id="compared" aria-labelledby="compared-title">
          <h2 id="compared-title">{compared.lead}</h2>
          <Changes words={words} changes={compared.view} />
        </section>
      )}
      <section aria-labelledby="records">
        <h2 id="records">{words.t('change.history.records')}</h2>
        <ol class="timeline records">
          {records.map((record) => (
            <Entry words={words} record={record} />
          ))}
        </ol>
      </section>
      {records.length < 2 ? null : <Choose words={words} history={history} />}
    </>
  )
}

function Entry({ words, record }: { words: Words; record: RecordView }) {
  const { at, inWords, what, by, reason, until, changes, asKnown, answers } = record
  return (
    <li class="record">
      <time class="when" dateTime={at}>
        {inWords}
      </time>
      <p>
        <strong>{what}</strong> · <Run text={by} lang={words.lang} />
      </p>
      {reason === null ? null : (
        <p>
          {words.t('change.history.reason')} <Run text={reason} lang={words.lang} />
        </p>
      )}
      {until === null ? null : <p class="muted small">{words.t('change.history.until', { until })}</p>}
      <p class="acts no-print">
        <Way href={changes} text={words.t('change.history.what-changed')} record={record} />
        <Way href={asKnown} text={words.t('change.history.as-known')} record={record} />
        <Way href={answers} text={words.t('change.history.answers')} record={record} />
      </p>
    </li>
  )
}

function Way({ href, text, record }: { href: string | null; text: string; record: RecordView }) {
  if (href === null) return null
  return (
    <a class="act" href={href}>
      {text}
      <span class="hidden">
        : <time dateTime={record.at}>{record.inWords}</time>
      </span>
    </a>
  )
}

function Choose({ words, history: { instrument, choices, chosen } }: Props) {
  const select = (name: 'from' | 'to', value: string | undefined) => (
    <div>
      <label for={name}>{words.t(`change.history.${name}`)}</label>
      <select id={name} name={name}>
        {choices.map(({ record, text }) => (
          <option value={record} selected={record === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <section class="no-print" aria-labelledby="choose">
      <h2 id="choose">{words.t('change.history.choose')}</h2>
      <form class="pick-records" method="get" action={`/law/${instrument}/history`}>
        {select('from', chosen?.from ?? choices.at(-1)?.record)}
        {select('to', chosen?.to ?? choices[0]?.record)}
        <button class="button" type="submit">
          {words.t('change.history.compare')}
        </button>
      </form>
    </section>
  )
}
