// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { ShownFinding } from './draft.model.ts'
import { Findings } from './findings.view.tsx'

export interface DraftFileProps {
  words: Words
  draft: { id: string; version: number }
  path: string
  /** Where it is saved. */
  address: string
  text: string
  /** What somebody else has saved meanwhile. */
  theirs: string | null
  done: string | undefined
  findings: readonly ShownFinding[]
  mayEdit: boolean
  errors: readonly FormError[]
}

export function DraftFileView(props: DraftFileProps) {
  const { words, draft, path, address, text, theirs, done, findings, mayEdit, errors } = props
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t('draft.done.saved')}</Notice>}
      <FormErrors title={words.t('draft.wrong')} errors={errors} />
      {theirs === null ? null : <Conflict words={words} theirs={theirs} />}
      <div class="beside">
        {mayEdit ? (
          <form method="post" action={address} class="draft">
            <input type="hidden" name="version" value={draft.version} />
            <FormField
              name="text"
              rows={24}
              label={words.t('draft.text')}
              hint={words.t(path.endsWith('.md') ? 'draft.text.notes' : 'draft.text.hint')}
              value={text}
              errors={errors}
            />
            <div class="submit acts">
              <button class="button" type="submit">
                {words.t('draft.save')}
              </button>
            </div>
          </form>
        ) : (
          <pre class="code">{text === '' ? words.t('draft.empty') : text}</pre>
        )}
        <Findings words={words} findings={findings} empty={text === ''} />
      </div>
      {path.endsWith('.csv') && text !== '' ? (
        <p>
          <a href={`${address}&as=lines`}>{words.t('draft.lines.one-by-one')}</a>
        </p>
      ) : null}
      <p>
        <a href={`/drafts/${draft.id}`}>{words.t('draft.to-now')}</a>
      </p>
    </>
  )
}

function Conflict({ words, theirs }: { words: Words; theirs: string }) {
  return (
    <Notice kind="heed">
      <h2>{words.t('draft.conflict')}</h2>
      <p>{words.t('draft.conflict.means')}</p>
      <pre class="code">{theirs === '' ? words.t('draft.empty') : theirs}</pre>
    </Notice>
  )
}
