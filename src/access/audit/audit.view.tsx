// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { AuditAsked, ShownChain, ShownEntry } from './audit-entry.model.ts'
import { EntryList } from './audit-entry.view.tsx'

export interface AuditViewProps {
  words: Words
  chain: ShownChain
  /** The reader has just asked to go through the chain. */
  started: boolean
  asked: AuditAsked
  errors: readonly FormError[]
  acts: readonly { act: string; text: string }[]
  entries: readonly ShownEntry[]
  older: number | null
  people: readonly { id: string; name: string }[] | undefined
}

/** The log: whether its chain holds, what is asked of it, what was found. */
export function AuditView(props: AuditViewProps) {
  const { words, chain, started, asked, errors, acts, entries, older, people } = props
  return (
    <>
      <Chain words={words} chain={chain} started={started} />
      <FormErrors title={words.t('audit.wrong')} errors={errors} />
      <form method="get" action="/audit" class="filter" aria-label={words.t('audit.search')}>
        <div class="form-field">
          <label for="act">{words.t('audit.act')}</label>
          <select id="act" name="act">
            <option value="">{words.t('audit.any-act')}</option>
            {acts.map(({ act, text }) => (
              <option value={act} selected={act === asked.act}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <FormField name="who" label={words.t('audit.who')} hint={words.t('audit.who.hint')} value={asked.who} />
        <FormField name="authority" label={words.t('audit.authority')} value={asked.authority} />
        <FormField
          name="object"
          label={words.t('audit.object')}
          hint={words.t('audit.object.hint')}
          value={asked.object}
        />
        <FormField name="from" type="date" label={words.t('audit.from-day')} value={asked.from} errors={errors} />
        <FormField name="until" type="date" label={words.t('audit.until-day')} value={asked.until} errors={errors} />
        <div class="submit">
          <button class="button" type="submit">
            {words.t('audit.find')}
          </button>
          <a href="/audit">{words.t('audit.find-all')}</a>
        </div>
      </form>
      {people === undefined ? null : <Meant words={words} people={people} />}
      <section aria-labelledby="found">
        <h2 id="found">{words.t('audit.found')}</h2>
        {entries.length === 0 ? <p>{words.t('audit.none')}</p> : <EntryList words={words} entries={entries} link />}
        <nav class="submit acts" aria-label={words.t('audit.pages')}>
          {asked.before === undefined ? null : (
            <a href={addressOf({ ...asked, before: undefined })}>{words.t('audit.newest')}</a>
          )}
          {older === null ? null : <a href={addressOf({ ...asked, before: older })}>{words.t('audit.older')}</a>}
        </nav>
        {entries.length === 0 ? null : <Export words={words} asked={asked} />}
      </section>
    </>
  )
}

function Chain({ words, chain, started }: { words: Words; chain: ShownChain; started: boolean }) {
  const { last, running, mayCheck } = chain
  return (
    <section class={`notice ${last?.holds === false ? 'heed' : 'done'}`} aria-labelledby="chain">
      <h2 id="chain">{words.t('audit.chain')}</h2>
      {last === null ? <p>{words.t('audit.chain.never')}</p> : <Verdict words={words} last={last} />}
      {running === null ? null : (
        <p>
          <label for="progress">{words.t('audit.chain.running', running)}</label>{' '}
          <progress id="progress" max={Math.max(1, running.total)} value={running.checked} />{' '}
          <a href="/audit">{words.t('audit.chain.look')}</a>
        </p>
      )}
      {started && running === null ? <p role="status">{words.t('audit.chain.started')}</p> : null}
      {mayCheck && running === null ? (
        <form method="post" action="/audit/check">
          <button class="button quiet" type="submit">
            {words.t('audit.chain.check')}
          </button>
        </form>
      ) : null}
    </section>
  )
}

function Verdict({ words, last }: { words: Words; last: NonNullable<ShownChain['last']> }) {
  return (
    <>
      <p>
        <strong>{words.t(last.holds ? 'audit.chain.holds' : 'audit.chain.broken')}</strong>{' '}
        {words.t('audit.chain.checked', { at: last.text })}
      </p>
      {last.faults.length === 0 ? null : (
        <ul>
          {last.faults.map((fault) => (
            <li>{fault}</li>
          ))}
        </ul>
      )}
      <p class="hint">{words.t('audit.chain.head')}</p>
      <pre class="code">{last.head}</pre>
    </>
  )
}

function Meant({ words, people }: { words: Words; people: readonly { id: string; name: string }[] }) {
  if (people.length === 0) return <Notice kind="heed">{words.t('audit.who.none')}</Notice>
  return (
    <div class="notice">
      <p>{words.t('audit.who.meant', { n: people.length })}</p>
      <ul>
        {people.map(({ id, name }) => (
          <li>
            <a href={`/audit?who=${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Export({ words, asked }: { words: Words; asked: AuditAsked }) {
  return (
    <form method="post" action="/audit/export" class="submit acts">
      {Object.entries(asked).map(([name, value]) =>
        value === undefined || name === 'before' ? null : <input type="hidden" name={name} value={String(value)} />,
      )}
      <p class="hint">{words.t('audit.export.lead')}</p>
      <button class="button quiet" type="submit" name="format" value="csv">
        {words.t('audit.export.csv')}
      </button>
      <button class="button quiet" type="submit" name="format" value="jsonl">
        {words.t('audit.export.jsonl')}
      </button>
    </form>
  )
}

function addressOf(asked: AuditAsked): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? '/audit' : `/audit?${text}`
}
