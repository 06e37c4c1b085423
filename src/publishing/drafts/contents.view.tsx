// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'
import type { ShownContents } from './draft.model.ts'

interface ContentsProps {
  words: Words
  id: string
  contents: ShownContents
  mayEdit: boolean
  mayMeasure: boolean
}

/** What a draft says, part by part, each with the way to work at it: nobody needs to know how its files are written. */
export function Contents({ words, id, contents, mayEdit, mayMeasure }: ContentsProps) {
  const { t, lang } = words
  const { instrument, catalogues, rules, examples } = contents
  return (
    <section aria-labelledby="contents">
      <h2 id="contents">{t('draft.contents')}</h2>
      <ul class="entries">
        <li>
          <div>
            <h3>{t('draft.contents.instrument')}</h3>
            <p>
              <Run text={instrument.title} lang={lang} />
            </p>
            <p class="hint">{instrument.about}</p>
          </div>
          <Way show={mayEdit} href={`/drafts/${id}/instrument`} text={t('editor.instrument')} />
        </li>
        <li>
          <div>
            <h3>{t('draft.contents.items')}</h3>
            {catalogues.length === 0 ? <p class="hint">{t('draft.contents.no-list')}</p> : null}
            {catalogues.map(({ title, count }) => (
              <p>
                <Run text={title} lang={lang} /> · <strong>{count}</strong>
              </p>
            ))}
          </div>
          <Way show={mayEdit} href={`/drafts/${id}/import`} text={t('import.from-draft')} />
        </li>
        <li>
          <div>
            <h3>{t('draft.contents.rules')}</h3>
            {rules.length === 0 ? <p class="hint">{t('draft.contents.no-rule')}</p> : null}
            {rules.length === 0 ? null : (
              <ul class="plain">
                {rules.map((rule) => (
                  <li>
                    <Run text={rule} lang={lang} />
                  </li>
                ))}
              </ul>
            )}
            <p class="hint">{examples}</p>
          </div>
          <Way show={mayEdit} href={`/drafts/${id}/rules`} text={t('editor.rules')} />
        </li>
        <li>
          <div>
            <h3>{t('change.title')}</h3>
            <p class="hint">{t('draft.contents.changes')}</p>
          </div>
          <Way show href={`/drafts/${id}/changes`} text={t('draft.contents.see-changes')} />
          <Way show={mayMeasure} href={`/drafts/${id}/impact`} text={t('impact.title')} />
        </li>
      </ul>
    </section>
  )
}

function Way({ show, href, text }: { show: boolean; href: string; text: string }) {
  if (!show) return null
  return (
    <a class="button quiet" href={href}>
      {text}
    </a>
  )
}
