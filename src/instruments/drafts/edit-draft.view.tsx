// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { DraftFields, ShownDraft, ShownFinding, ShownVersion } from './draft.model.ts'
import { KindChoice } from './drafts.view.tsx'

export interface EditDraftProps {
  words: Words
  done: string | undefined
  draft: ShownDraft
  fields: Pick<DraftFields, 'title' | 'kind' | 'text'>
  /** What somebody else has saved meanwhile. */
  theirs: { title: string; text: string } | null
  /** What is wrong with the text; null: it is not looked at. */
  findings: readonly ShownFinding[] | null
  versions: readonly ShownVersion[]
  mayEdit: boolean
  mayTakeBack: boolean
  errors: readonly FormError[]
}

export function EditDraftView(props: EditDraftProps) {
  const { words, done, draft, fields, theirs, findings, versions, mayEdit, mayTakeBack, errors } = props
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`draft.done.${done}`)}</Notice>}
      <FormErrors title={words.t('draft.wrong')} errors={errors} />
      <p class="hint">
        {draft.jurisdiction} · {draft.authority} ·{' '}
        {words.t('draft.changed', { version: draft.version, name: draft.changedBy })}{' '}
        <time dateTime={draft.changedAt}>{draft.changedText}</time>
      </p>
      {theirs === null ? null : <Conflict words={words} theirs={theirs} />}
      {mayTakeBack ? <TakeBack words={words} id={draft.id} /> : null}
      <div class="beside">
        {mayEdit ? (
          <EditForm words={words} draft={draft} fields={fields} errors={errors} />
        ) : (
          <pre class="code">{fields.text === '' ? words.t('draft.empty') : fields.text}</pre>
        )}
        <Findings words={words} findings={findings} empty={fields.text === ''} />
      </div>
      {mayEdit ? <Discard words={words} id={draft.id} /> : null}
      <History words={words} id={draft.id} versions={versions} />
      <p>
        <a href="/drafts">{words.t('draft.back')}</a>
      </p>
    </>
  )
}

function EditForm(props: Pick<EditDraftProps, 'words' | 'draft' | 'fields' | 'errors'>) {
  const { words, draft, fields, errors } = props
  return (
    <form method="post" action={`/drafts/${draft.id}`} class="draft">
      <input type="hidden" name="version" value={draft.version} />
      <FormField
        name="title"
        label={words.t('draft.name')}
        maxLength={300}
        required
        value={fields.title}
        errors={errors}
      />
      <KindChoice words={words} kind={fields.kind} />
      <FormField
        name="text"
        rows={24}
        label={words.t('draft.text')}
        hint={words.t('draft.text.hint')}
        value={fields.text}
        errors={errors}
      />
      <div class="submit acts">
        <button class="button" type="submit">
          {words.t('draft.save')}
        </button>
      </div>
    </form>
  )
}

function Conflict({ words, theirs }: { words: Words; theirs: { title: string; text: string } }) {
  return (
    <Notice kind="heed">
      <h2>{words.t('draft.conflict')}</h2>
      <p>{words.t('draft.conflict.means')}</p>
      <h3>{theirs.title}</h3>
      <pre class="code">{theirs.text}</pre>
    </Notice>
  )
}

function Findings(props: { words: Words; findings: readonly ShownFinding[] | null; empty: boolean }) {
  const { words, findings, empty } = props
  const nothing = findings === null ? 'draft.findings.notes' : empty ? 'draft.findings.empty' : 'draft.findings.none'
  return (
    <section class="findings" aria-labelledby="findings">
      <h2 id="findings">{words.t('draft.findings')}</h2>
      {findings === null || empty || findings.length === 0 ? (
        <p>{words.t(nothing)}</p>
      ) : (
        <ol class="entries">
          {findings.map(({ line, warning, path, message }) => (
            <li>
              <div>
                <p class="hint">
                  {line === null ? '' : words.t('draft.line', { line })} {warning ? words.t('draft.warning') : ''}{' '}
                  <code>{path}</code>
                </p>
                <p lang="en">{message}</p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
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
              <a href={`/drafts/${id}/versions/${version}`}>{words.t('draft.version', { version })}</a>: {title}
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

export function DraftVersionView({ words, id, text, at }: { words: Words; id: string; text: string; at: string }) {
  return (
    <>
      <p class="hint">{at}</p>
      <pre class="code">{text === '' ? words.t('draft.empty') : text}</pre>
      <p>
        <a href={`/drafts/${id}`}>{words.t('draft.to-now')}</a>
      </p>
    </>
  )
}
