// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../../ui/index.ts'
import type { ShownFinding } from '../../drafts/draft.model.ts'
import { Findings } from '../../drafts/findings.view.tsx'
import { Help } from '../../help/help.view.tsx'
import { LawForm } from '../form/form.view.tsx'
import type { ShownForm } from '../form/form-node.model.ts'
import { FormNotices, OnlyAsText } from '../instrument/edit-instrument.view.tsx'
import type { Asked, ShownWords } from './rule-page.model.ts'
import { Trial, type TrialProps } from './trial.view.tsx'

export interface EditRuleProps extends Omit<TrialProps, 'words'> {
  words: Words
  draft: { id: string; version: number }
  rule: string
  done: boolean
  late: boolean
  there: string | null
  /** Null: the rule holds what a form cannot show. */
  form: ShownForm | null
  inWords: readonly ShownWords[]
  findings: readonly ShownFinding[]
}

export function EditRuleView(props: EditRuleProps) {
  const { words, draft, rule, done, late, there, form, inWords, findings, mayEdit, unconfirmed } = props
  return (
    <>
      <FormNotices words={words} done={done} late={late} there={there} />
      {unconfirmed ? <Notice kind="heed">{words.t('editor.try.unconfirmed')}</Notice> : null}
      <div class="beside">
        {form === null ? (
          <OnlyAsText words={words} id={draft.id} file="rules.yaml" />
        ) : (
          <LawForm
            words={words}
            form={form}
            action={`/drafts/${draft.id}/rules/${encodeURIComponent(rule)}`}
            version={draft.version}
            mayEdit={mayEdit}
          >
            <Trial {...props} />
          </LawForm>
        )}
        {/* It scrolls by itself where it is higher than the window: keys reach it. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached. */}
        <section class="editor-aside" aria-labelledby="in-words" tabIndex={0}>
          <InWords words={words} inWords={inWords} />
          <Findings words={words} findings={findings} empty={false} />
        </section>
      </div>
      <Help words={words} to="check" />
      <p>
        <a href={`/drafts/${draft.id}/rules`}>{words.t('editor.rules.back')}</a>
      </p>
    </>
  )
}

function InWords({ words, inWords }: { words: Words; inWords: readonly ShownWords[] }) {
  // In the reader's language first.
  const first = (a: ShownWords, b: ShownWords) => Number(b.lang === words.lang) - Number(a.lang === words.lang)
  return (
    <div class="editor-words">
      <h2 id="in-words">{words.t('editor.in-words')}</h2>
      {inWords.length === 0 ? <p>{words.t('editor.in-words.none')}</p> : null}
      {[...inWords].sort(first).map(({ lang, title, reach, subject, asks, outcomes, notes }) => (
        <div lang={lang} class="own-language">
          <h3>{title}</h3>
          <p class="hint">{reach}</p>
          <p>{subject}</p>
          <AskedList asks={asks} />
          <ul>
            {outcomes.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
          {notes.map((note) => (
            <p class="hint">{note}</p>
          ))}
        </div>
      ))}
    </div>
  )
}

function AskedList({ asks }: { asks: readonly Asked[] }) {
  if (asks.length === 0) return null
  return (
    <ul>
      {asks.map(({ text, children }) => (
        <li>
          {text}
          <AskedList asks={children} />
        </li>
      ))}
    </ul>
  )
}
