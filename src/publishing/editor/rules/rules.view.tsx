// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'
import { Help } from '../../help/help.view.tsx'
import { FormNotices, OnlyAsText } from '../instrument/edit-instrument.view.tsx'

export interface RulesProps {
  words: Words
  draft: { id: string; version: number }
  done: boolean
  late: boolean
  mayEdit: boolean
  /** Null: the file is not one that a form can show. */
  rules: readonly { id: string; title: string }[] | null
}

export function RulesView({ words, draft, done, late, mayEdit, rules }: RulesProps) {
  const at = `/drafts/${draft.id}`
  return (
    <>
      <FormNotices words={words} done={done} late={late} there={null} />
      {rules === null ? <OnlyAsText words={words} id={draft.id} file="rules.yaml" /> : null}
      {rules?.length === 0 ? <p>{words.t('editor.rules.none')}</p> : null}
      <form method="post" action={`${at}/rules`} class="editor-form">
        <input type="hidden" name="version" value={draft.version} />
        <ol class="entries">
          {(rules ?? []).map(({ id, title }, index) => (
            <li>
              <div>
                <a href={`${at}/rules/${encodeURIComponent(id)}`}>{title}</a>
                <p class="hint">
                  <code>{id}</code>
                </p>
                {mayEdit ? (
                  <RuleActs
                    words={words}
                    id={id}
                    title={title}
                    first={index === 0}
                    last={index + 1 === rules?.length}
                  />
                ) : null}
              </div>
            </li>
          ))}
        </ol>
        {mayEdit && rules !== null ? (
          <p class="acts">
            <button class="button" type="submit" name="act" value="add">
              {words.t('editor.rules.add')}
            </button>
          </p>
        ) : null}
      </form>
      <Help words={words} to="check" />
      <p>
        <a href={`${at}/instrument`}>{words.t('editor.instrument')}</a>
      </p>
      <p>
        <a href={at}>{words.t('draft.to-now')}</a>
      </p>
    </>
  )
}

interface ActsProps {
  words: Words
  id: string
  title: string
  first: boolean
  last: boolean
}

function RuleActs({ words, id, title, first, last }: ActsProps) {
  const verbs = [...(first ? [] : (['up'] as const)), ...(last ? [] : (['down'] as const)), 'double' as const]
  return (
    <>
      <p class="node-acts">
        {verbs.map((verb) => (
          <button
            class="link"
            type="submit"
            name="act"
            value={`${verb}:${id}`}
            aria-label={words.t(`editor.${verb}.named`, { label: title })}
          >
            {words.t(`editor.${verb}`)}
          </button>
        ))}
      </p>
      <details>
        <summary>{words.t('editor.remove')}</summary>
        <p>{words.t('editor.rules.remove.means')}</p>
        <button class="button quiet" type="submit" name="act" value={`remove:${id}`}>
          {words.t('editor.remove.named', { label: title })}
        </button>
      </details>
    </>
  )
}
