// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../../ui/index.ts'
import type { ShownFinding } from '../../drafts/draft.model.ts'
import { Findings } from '../../drafts/findings.view.tsx'
import { Help } from '../../help/help.view.tsx'
import { LawForm } from '../form/form.view.tsx'
import type { ShownForm } from '../form/form-node.model.ts'

export interface EditInstrumentProps {
  words: Words
  draft: { id: string; version: number }
  done: boolean
  late: boolean
  there: string | null
  /** Null: the file holds what a form cannot show. */
  form: ShownForm | null
  findings: readonly ShownFinding[]
  mayEdit: boolean
}

export function EditInstrumentView({ words, draft, done, late, there, form, findings, mayEdit }: EditInstrumentProps) {
  return (
    <>
      <FormNotices words={words} done={done} late={late} there={there} />
      <div class="beside">
        {form === null ? (
          <OnlyAsText words={words} id={draft.id} file="instrument.yaml" />
        ) : (
          <LawForm
            words={words}
            form={form}
            action={`/drafts/${draft.id}/instrument`}
            version={draft.version}
            mayEdit={mayEdit}
          />
        )}
        <div class="editor-aside">
          <Findings words={words} findings={findings} empty={false} />
          <p>
            <a href={`/drafts/${draft.id}/rules`}>{words.t('editor.rules')}</a>
          </p>
        </div>
      </div>
      <Help words={words} to="check" />
      <p>
        <a href={`/drafts/${draft.id}`}>{words.t('draft.to-now')}</a>
      </p>
    </>
  )
}

interface Notices {
  words: Words
  done: boolean
  late: boolean
  there: string | null
}

/** What has just happened to a form. */
export function FormNotices({ words, done, late, there }: Notices) {
  return (
    <>
      {done ? <Notice kind="done">{words.t('draft.done.saved')}</Notice> : null}
      {late ? <Notice kind="heed">{words.t('editor.late')}</Notice> : null}
      {there === null ? null : (
        <Notice kind="done">
          {words.t('editor.changed')} <a href={`#${there === '' ? 'form' : there}`}>{words.t('editor.changed.to')}</a>
        </Notice>
      )}
    </>
  )
}

export function OnlyAsText({ words, id, file }: { words: Words; id: string; file: string }) {
  return (
    <Notice kind="heed">
      <p>{words.t('editor.only-text')}</p>
      <p>
        <a href={`/drafts/${id}/file?path=${encodeURIComponent(file)}`}>{words.t('editor.as-text', { file })}</a>
      </p>
    </Notice>
  )
}
