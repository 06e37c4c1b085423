// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'
import type { ShownConsent, ShownErasure, ShownTable } from './shown-data.model.ts'

export interface DataProps {
  words: Words
  done: string | undefined
  tables: readonly ShownTable[]
  consents: readonly ShownConsent[]
  erasure: ShownErasure
}

export function OwnDataView({ words, done, tables, consents, erasure }: DataProps) {
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`data.done.${done}`)}</Notice>}
      {erasure.due === null ? null : <ErasureAsked words={words} erasure={erasure} due={erasure.due} />}
      {erasure.held ? <Held words={words} erasure={erasure} /> : null}
      <Export words={words} />
      <Consents words={words} consents={consents} />
      {erasure.due === null ? (
        <section aria-labelledby="erase">
          <h2 id="erase">{words.t('data.erase')}</h2>
          <p>{words.t('data.erase.lead')}</p>
          <a class="button quiet" href="/account/data/erase">
            {words.t('data.erase.go')}
          </a>
        </section>
      ) : null}
      <section aria-labelledby="kept">
        <h2 id="kept">{words.t('data.kept')}</h2>
        <p>
          {words.t('data.kept.lead')} <a href="/account/activity">{words.t('data.reads')}</a>
        </p>
        {tables.map((table) => (
          <Table words={words} table={table} />
        ))}
      </section>
    </>
  )
}

/** That the account will go, and how to take that back. */
export function ErasureAsked({ words, erasure, due }: { words: Words; erasure: ShownErasure; due: string }) {
  return (
    <Notice kind="heed">
      <p>{words.t(erasure.held ? 'data.erase.waits' : 'data.erase.due', { due })}</p>
      <form method="post" action="/account/data/erase/take-back">
        <button class="button" type="submit">
          {words.t('data.erase.take-back')}
        </button>
      </form>
    </Notice>
  )
}

/** What stands against an erasure, as far as it may be told. */
export function Held({ words, erasure }: { words: Words; erasure: ShownErasure }) {
  return (
    <Notice kind="heed">
      <p>{words.t('data.held')}</p>
      {erasure.holds.length === 0 ? <p>{words.t('data.held.untold')}</p> : null}
      <ul>
        {erasure.holds.map(({ reason, until, holder }) => (
          <li>
            <strong>{holder ?? words.t('data.held.platform')}</strong>: {reason} (
            {words.t('data.held.until', { until })})
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Export({ words }: { words: Words }) {
  return (
    <section aria-labelledby="export">
      <h2 id="export">{words.t('data.export')}</h2>
      <p>{words.t('data.export.lead')}</p>
      <form method="post" action="/account/data/export" class="submit acts">
        <input type="hidden" name="lang" value={words.lang} />
        <button class="button" type="submit" name="format" value="html">
          {words.t('data.export.html')}
        </button>
        <button class="button quiet" type="submit" name="format" value="json">
          {words.t('data.export.json')}
        </button>
      </form>
    </section>
  )
}

function Consents({ words, consents }: { words: Words; consents: readonly ShownConsent[] }) {
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">{words.t('data.consents')}</h2>
      <p>{words.t('data.consents.lead')}</p>
      <ul class="entries">
        {consents.map(({ purpose, given, text }) => (
          <li>
            <div>
              <h3>{words.t(`data.consent.${purpose}`)}</h3>
              <p>{words.t(`data.consent.${purpose}.means`)}</p>
              <p class="hint">{text}</p>
            </div>
            <form method="post" action="/account/data/consents">
              <input type="hidden" name="purpose" value={purpose} />
              <button
                class="button quiet"
                type="submit"
                name="given"
                value={given ? 'no' : 'yes'}
                aria-label={words.t(given ? 'data.consent.withdraw.this' : 'data.consent.give.this', {
                  purpose: words.t(`data.consent.${purpose}`),
                })}
              >
                {words.t(given ? 'data.consent.withdraw' : 'data.consent.give')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Table({ words, table }: { words: Words; table: ShownTable }) {
  const facts = [
    ['fields', words.and(table.fields)],
    ['why', table.purpose],
    ['ground', table.ground],
    ['seen', table.seenBy],
    ['retention', table.retention],
    ['erasure', table.erasure],
  ] as const
  return (
    <details class="kept">
      <summary>{table.title}</summary>
      <dl class="facts">
        {facts.map(([name, text]) => (
          <div>
            <dt>{words.t(`data.about.${name}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
