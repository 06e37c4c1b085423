// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, Notice, Run, type Words } from '../../../ui/index.ts'

interface Props {
  words: Words
  authority: string
  done: boolean
  rounds: readonly { title: string; progress: string; figures: string; fault: string | null }[]
  objections: readonly { id: string; holder: string; text: string; at: string }[]
  errors: readonly FormError[]
}

export function OfficeView({ words, authority, done, rounds, objections, errors }: Props) {
  return (
    <>
      {done ? <Notice kind="done">{words.t('reevaluations.answered')}</Notice> : null}
      <FormErrors title={words.t('reevaluations.errors')} errors={errors} />
      <section class="area-part" aria-labelledby="objections">
        <h2 id="objections">{words.t('reevaluations.objections')}</h2>
        {objections.length === 0 ? <p class="note">{words.t('reevaluations.no-objections')}</p> : null}
        <ul class="entries">
          {objections.map(({ id, holder, text, at }) => (
            <li>
              <div>
                <p>
                  <Run text={text} lang={words.lang} />
                </p>
                <p class="hint">
                  {at} ·{' '}
                  <a href={`/workforce/holders/${holder}?authority=${authority}`}>{words.t('reevaluations.holder')}</a>
                </p>
                <details>
                  <summary>{words.t('reevaluations.answer')}</summary>
                  <form method="post" action="/workforce/reevaluations">
                    <input type="hidden" name="authority" value={authority} />
                    <input type="hidden" name="id" value={id} />
                    <div class="form-field">
                      <label for={`text-${id}`}>{words.t('reevaluations.answer.text')}</label>
                      <textarea id={`text-${id}`} name="text" rows={4} maxLength={4000} required />
                    </div>
                    <div class="submit">
                      <button class="button" type="submit">
                        {words.t('reevaluations.answer')}
                      </button>
                    </div>
                  </form>
                </details>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <Rounds words={words} rounds={rounds} />
    </>
  )
}

function Rounds({ words, rounds }: Pick<Props, 'words' | 'rounds'>) {
  return (
    <section class="area-part" aria-labelledby="rounds">
      <h2 id="rounds">{words.t('reevaluations.rounds')}</h2>
      {rounds.length === 0 ? <p class="note">{words.t('reevaluations.none')}</p> : null}
      <ul class="entries">
        {rounds.map(({ title, progress, figures, fault }) => (
          <li>
            <div>
              <p>
                <strong>{title}</strong>
              </p>
              <p>{progress}</p>
              <p>{figures}</p>
              {fault === null ? null : <p class="field-error">{fault}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
