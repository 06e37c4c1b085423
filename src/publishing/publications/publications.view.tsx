// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { ChangesView } from '../changes/changes.model.ts'
import { Changes } from '../changes/changes.view.tsx'
import type { ShownFile, ShownFinding } from '../drafts/draft.model.ts'
import { Findings } from '../drafts/findings.view.tsx'
import { Help } from '../help/help.view.tsx'
import type { ShownPublication } from './publication.model.ts'

export function PublicationsView({ words, rows }: { words: Words; rows: readonly ShownPublication[] }) {
  if (rows.length === 0) return <p>{words.t('publication.none')}</p>
  return (
    <ul class="entries">
      {rows.map((row) => (
        <li>
          <div>
            <a href={`/publications/${row.id}`}>{row.title}</a>
            <p class="hint">
              {words.t(`publication.state.${row.state}`)} · {words.t(`publication.kind.${row.kind}`)} · {row.place} ·{' '}
              {row.authority} · {row.on}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

export interface PublicationProps {
  words: Words
  done: string | undefined
  publication: ShownPublication
  files: readonly ShownFile[]
  texts: ReadonlyMap<string, string>
  findings: readonly ShownFinding[]
  /** What it changes; null: its files cannot be read. */
  changes: ChangesView | null
  may: { approve: boolean; takeBack: boolean; ownWork: boolean; measure: boolean }
  errors: readonly FormError[]
}

const asNotice = (done: string): 'done' | 'heed' => (done === 'own-work' || done === 'decided' ? 'heed' : 'done')

export function PublicationView(props: PublicationProps) {
  const { words, done, publication, files, texts, findings, changes, may, errors } = props
  const { state, draft, instrument } = publication
  const waits = state === 'proposed' || state === 'held'
  return (
    <>
      {done === undefined ? null : <Notice kind={asNotice(done)}>{words.t(`publication.done.${done}`)}</Notice>}
      <FormErrors title={words.t('publication.not-decided')} errors={errors} />
      <Facts words={words} publication={publication} />
      {state === 'published' && publication.kind !== 'withdrawal' ? (
        <p class="button-row">
          <a class="button" href={`/law/${instrument}`}>
            {words.t('publication.to-law')}
          </a>
          <a class="button quiet" href={`/drafts/from/${instrument}`}>
            {words.t('publication.correct')}
          </a>
        </p>
      ) : null}
      <WhatChanges words={words} changes={changes} />
      {draft === null || !may.measure ? null : (
        <p class="button-row">
          <a class="button quiet" href={`/drafts/${draft}/impact`}>
            {words.t('impact.title')}
          </a>
        </p>
      )}
      {waits && draft !== null ? <Findings words={words} findings={findings} empty={false} /> : null}
      {waits && may.approve && may.ownWork ? <Notice kind="heed">{words.t('publication.own-work')}</Notice> : null}
      {waits && may.approve && !may.ownWork ? <Decide words={words} publication={publication} errors={errors} /> : null}
      {(waits || state === 'approved') && may.takeBack ? <TakeBack words={words} id={publication.id} /> : null}
      {draft === null ? null : (
        <p>
          <a href={`/drafts/${draft}`}>{words.t('publication.to-draft')}</a>
        </p>
      )}
      <Files words={words} files={files} texts={texts} />
      <Help words={words} to="approve" />
      <p>
        <a href="/publications">{words.t('publication.back')}</a>
      </p>
    </>
  )
}

/** Its files as they are, for who reads them. */
function Files({ words, files, texts }: Pick<PublicationProps, 'words' | 'files' | 'texts'>) {
  if (files.length === 0) return null
  return (
    <details>
      <summary>{words.t('draft.files')}</summary>
      {files.map(({ path, length }) => (
        <details>
          <summary>
            {path} <span class="hint">{words.t('draft.length', { length })}</span>
          </summary>
          <pre class="code">{texts.get(path)?.slice(0, 100_000)}</pre>
        </details>
      ))}
    </details>
  )
}

/** Those who decide see what it changes before it does. */
function WhatChanges({ words, changes }: Pick<PublicationProps, 'words' | 'changes'>) {
  if (changes === null) return null
  return (
    <section aria-labelledby="what-changes">
      <h2 id="what-changes">{words.t('change.title')}</h2>
      <Changes words={words} changes={changes} inner />
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Facts({ words, publication }: { words: Words; publication: ShownPublication }) {
  const { t } = words
  const { reason, note, decidedBy, decidedText, heldFor, publishedText, state } = publication
  const version = publication.version === null ? '' : `, ${t('draft.version', { version: publication.version })}`
  const proposed = `${publication.proposedText}${version}`
  return (
    <>
      <p>
        <strong>{t(`publication.state.${state}`)}</strong> · {t(`publication.kind.${publication.kind}`)} ·{' '}
        {publication.place} · {publication.authority}
      </p>
      <dl class="facts">
        <Fact name={t('publication.on')} value={publication.on} />
        <Fact name={t('publication.proposed')} value={`${publication.proposedBy}, ${proposed}`} />
        <Fact
          name={t(state === 'returned' ? 'publication.returned' : 'publication.approved')}
          value={decidedBy === null ? null : `${decidedBy}, ${decidedText}`}
        />
        <Fact name={t('publication.published')} value={publishedText} />
        <Fact
          name={t(publication.kind === 'withdrawal' ? 'publication.withdraw.reason' : 'publication.reason')}
          value={reason}
        />
        <Fact name={t('publication.note')} value={note} />
      </dl>
      {heldFor.length === 0 ? null : (
        <Notice kind="heed">
          <p>{t('publication.held')}</p>
          <ul>
            {heldFor.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

function Decide(props: { words: Words; publication: ShownPublication; errors: readonly FormError[] }) {
  const { words, publication, errors } = props
  const { id, on } = publication
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{words.t('publication.decide')}</h2>
      <p>{words.t('publication.approve.means', { on })}</p>
      <form method="post" action={`/publications/${id}/approve`}>
        <button class="button" type="submit">
          {words.t('publication.approve')}
        </button>
      </form>
      <details open={errors.length > 0}>
        <summary>{words.t('publication.return')}</summary>
        <form method="post" action={`/publications/${id}/return`}>
          <FormField
            name="note"
            rows={4}
            maxLength={4000}
            label={words.t('publication.note')}
            required
            errors={errors}
          />
          <button class="button quiet" type="submit">
            {words.t('publication.return.do')}
          </button>
        </form>
      </details>
    </section>
  )
}

function TakeBack({ words, id }: { words: Words; id: string }) {
  return (
    <details>
      <summary>{words.t('publication.take-back')}</summary>
      <p>{words.t('publication.take-back.means')}</p>
      <form method="post" action={`/publications/${id}/take-back`}>
        <button class="button quiet" type="submit">
          {words.t('publication.take-back.do')}
        </button>
      </form>
    </details>
  )
}
