// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import { Help } from '../help/help.view.tsx'
import { Contents } from './contents.view.tsx'
import type { ShownContents, ShownDraft, ShownFile, ShownFinding, ShownPublished, ShownVersion } from './draft.model.ts'
import { Findings } from './findings.view.tsx'

export interface ReadDraftProps {
  words: Words
  done: string | undefined
  draft: ShownDraft
  /** Null: there is no instrument yet that could be told in words. */
  contents: ShownContents | null
  files: readonly ShownFile[]
  missing: readonly Omit<ShownFile, 'length'>[]
  /** Null: it has done its work, and nothing is to be mended here. */
  findings: readonly ShownFinding[] | null
  published: ShownPublished | null
  /** Other drafts that would be the same instrument. */
  twins: readonly { id: string; title: string }[]
  versions: readonly ShownVersion[]
  mayEdit: boolean
  mayMeasure: boolean
  mayTakeBack: boolean
  mayPropose: boolean
  publications: readonly { id: string; state: string; text: string }[]
  errors: readonly FormError[]
}

export function ReadDraftView(props: ReadDraftProps) {
  const {
    words,
    done,
    draft,
    contents,
    files,
    missing,
    findings,
    versions,
    mayEdit,
    mayMeasure,
    mayPropose,
    publications,
    errors,
  } = props
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`draft.done.${done}`)}</Notice>}
      <FormErrors title={words.t('draft.wrong')} errors={errors} />
      <Head {...props} />
      <div class="beside">
        {contents === null ? (
          <Files words={words} files={files} missing={mayEdit ? missing : []} />
        ) : (
          <Contents words={words} id={draft.id} contents={contents} mayEdit={mayEdit} mayMeasure={mayMeasure} />
        )}
        {findings === null ? null : <Findings words={words} findings={findings} empty={files.length === 0} />}
      </div>
      {contents !== null || (files.length === 0 && !mayEdit) ? null : <Ways {...props} />}
      {mayPropose ? (
        <p class="button-row">
          <a class="button" href={`/drafts/${draft.id}/propose`}>
            {words.t('publication.propose')}
          </a>
        </p>
      ) : null}
      {publications.length === 0 ? null : <Publications words={words} publications={publications} />}
      {contents === null ? null : (
        <details>
          <summary>{words.t('draft.files.written')}</summary>
          <p class="hint">{words.t('draft.files.means')}</p>
          <Files words={words} files={files} missing={mayEdit ? missing : []} />
        </details>
      )}
      {mayEdit ? <Rename words={words} draft={draft} errors={errors} /> : null}
      {mayEdit ? <Discard words={words} id={draft.id} /> : null}
      <History words={words} id={draft.id} versions={versions} />
      <Help words={words} to="check" />
      <p>
        <a href="/drafts">{words.t('draft.back')}</a>
      </p>
    </>
  )
}

/** Whose it is, and what has become of it. */
function Head({ words, draft, published, twins, mayTakeBack }: ReadDraftProps) {
  return (
    <>
      <p class="hint">
        {draft.place} · {draft.authority} ·{' '}
        {words.t('draft.changed', { version: draft.version, name: draft.changedBy })}{' '}
        <time dateTime={draft.changedAt}>{draft.changedText}</time>
      </p>
      {published === null ? null : <Published words={words} published={published} />}
      <Twins words={words} twins={twins} />
      {mayTakeBack ? <TakeBack words={words} id={draft.id} /> : null}
    </>
  )
}

/** What became of it, and how that is changed. */
function Published({ words, published }: { words: Words; published: ShownPublished }) {
  const { instrument, publication, text, stands } = published
  const links = [
    ...(stands ? [[`/law/${instrument}`, 'publication.to-law']] : []),
    [`/law/${instrument}/history`, 'draft.published.history'],
    [`/publications/${publication}`, 'draft.published.record'],
    ...(stands ? [[`/drafts/from/${instrument}`, 'publication.correct']] : []),
  ] as const
  return (
    <Notice kind={stands ? 'done' : 'heed'}>
      <p>{text}</p>
      <p>{words.t(stands ? 'draft.published.done' : 'draft.published.gone')}</p>
      <ul>
        {links.map(([address, key]) => (
          <li>
            <a href={address}>{words.t(key)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** The second of two that is published would be refused: told while it is still easy to mend. */
function Twins({ words, twins }: Pick<ReadDraftProps, 'words' | 'twins'>) {
  if (twins.length === 0) return null
  return (
    <Notice kind="heed">
      <p>{words.t('draft.twins')}</p>
      <ul>
        {twins.map(({ id, title }) => (
          <li>
            <a href={`/drafts/${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Files({ words, files, missing }: Pick<ReadDraftProps, 'words' | 'files' | 'missing'>) {
  return (
    <section aria-labelledby="files">
      <h2 id="files">{words.t('draft.files')}</h2>
      {files.length === 0 ? <p>{words.t('draft.empty')}</p> : null}
      <ul class="entries">
        {files.map(({ path, address, length }) => (
          <li>
            <div>
              <a href={address}>{path}</a>
              <p class="hint">{words.t('draft.length', { length })}</p>
            </div>
          </li>
        ))}
      </ul>
      {missing.length > 0 ? (
        <p class="acts">
          {missing.map(({ path, address }) => (
            <a class="button quiet" href={address}>
              {words.t('draft.add-file', { path })}
            </a>
          ))}
        </p>
      ) : null}
    </section>
  )
}

/** What can be done with files that are no instrument yet. */
function Ways({ words, draft: { id }, files, mayEdit, mayMeasure }: ReadDraftProps) {
  const written = mayEdit && files.some(({ path }) => path === 'instrument.yaml')
  return (
    <p class="button-row">
      {mayEdit ? (
        <a class="button quiet" href={`/drafts/${id}/import`}>
          {words.t('import.from-draft')}
        </a>
      ) : null}
      {files.length === 0 ? null : (
        <a class="button quiet" href={`/drafts/${id}/changes`}>
          {words.t('change.title')}
        </a>
      )}
      {files.length === 0 || !mayMeasure ? null : (
        <a class="button quiet" href={`/drafts/${id}/impact`}>
          {words.t('impact.title')}
        </a>
      )}
      {written ? (
        <a class="button quiet" href={`/drafts/${id}/instrument`}>
          {words.t('editor.instrument')}
        </a>
      ) : null}
      {written ? (
        <a class="button quiet" href={`/drafts/${id}/rules`}>
          {words.t('editor.rules')}
        </a>
      ) : null}
    </p>
  )
}

function Publications({ words, publications }: Pick<ReadDraftProps, 'words' | 'publications'>) {
  return (
    <section aria-labelledby="publications">
      <h2 id="publications">{words.t('publication.of-draft')}</h2>
      <ul class="entries">
        {publications.map(({ id, state, text }) => (
          <li>
            <div>
              <a href={`/publications/${id}`}>{words.t(`publication.state.${state}`)}</a>
              <p class="hint">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rename({ words, draft, errors }: { words: Words; draft: ShownDraft; errors: readonly FormError[] }) {
  return (
    <details open={errors.length > 0}>
      <summary>{words.t('draft.rename')}</summary>
      <form method="post" action={`/drafts/${draft.id}`}>
        <input type="hidden" name="version" value={draft.version} />
        <FormField
          name="title"
          label={words.t('draft.name')}
          maxLength={300}
          required
          value={draft.title}
          errors={errors}
        />
        <button class="button quiet" type="submit">
          {words.t('draft.save')}
        </button>
      </form>
    </details>
  )
}

function Discard({ words, id }: { words: Words; id: string }) {
  return (
    <details>
      <summary>{words.t('draft.discard')}</summary>
      <p>{words.t('draft.discard.means')}</p>
      <form method="post" action={`/drafts/${id}/discard`}>
        <button class="button quiet" type="submit">
          {words.t('draft.discard.do')}
        </button>
      </form>
    </details>
  )
}

function TakeBack({ words, id }: { words: Words; id: string }) {
  return (
    <Notice kind="heed">
      <p>{words.t('draft.discarded.means')}</p>
      <form method="post" action={`/drafts/${id}/take-back`}>
        <button class="button" type="submit">
          {words.t('draft.take-back')}
        </button>
      </form>
    </Notice>
  )
}

function History({ words, id, versions }: { words: Words; id: string; versions: readonly ShownVersion[] }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.t('draft.history')}</h2>
      <ol class="entries">
        {versions.map(({ version, title, changedBy, changedAt, changedText }) => (
          <li>
            <div>
              <a href={`/drafts/${id}/versions/${version}`}>{words.t('draft.version', { version })}</a> · {title}
              <p class="hint">
                {changedBy} · <time dateTime={changedAt}>{changedText}</time>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface VersionProps {
  words: Words
  id: string
  files: ReadonlyMap<string, string>
  at: string
}

export function DraftVersionView({ words, id, files, at }: VersionProps) {
  return (
    <>
      <p class="hint">{at}</p>
      {files.size === 0 ? <p>{words.t('draft.empty')}</p> : null}
      {[...files].map(([path, text]) => (
        <section>
          <h2>{path}</h2>
          <pre class="code">{shortened(text)}</pre>
        </section>
      ))}
      <p>
        <a href={`/drafts/${id}`}>{words.t('draft.to-now')}</a>
      </p>
    </>
  )
}

/** A long list is shown by its beginning. */
const shortened = (text: string): string => (text.length > 100_000 ? `${text.slice(0, 100_000)}\n…` : text)
