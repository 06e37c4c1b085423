// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import { Comment, FindingsTable, Proposal } from './proposal.view.tsx'
import type { ShownComment, ShownFindings, ShownProposal } from './shown-nomination.model.ts'

export interface ConsultationsProps {
  words: Words
  rows: readonly (ShownProposal & { comments: number })[]
}

export function ConsultationsView({ words, rows }: ConsultationsProps) {
  const { t } = words
  if (rows.length === 0) return <p>{t('consultation.none')}</p>
  return (
    <ul class="entries">
      {rows.map(({ id, title, otherNames, stateText, countsAs, place, authority, opens, closes, comments }) => (
        <li>
          <div>
            <a href={`/consultations/${id}`}>{title}</a>
            {otherNames === '' ? null : <p>{otherNames}</p>}
            <p class="hint">
              <strong>{stateText}</strong> · {countsAs} · {place} · {authority}
            </p>
            <p class="hint">
              {t('consultation.from-until', { opens: opens ?? '', closes: closes ?? '' })} ·{' '}
              {t('consultation.count', { n: comments })}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

export interface ConsultationProps {
  words: Words
  done: string | undefined
  shown: ShownProposal
  findings: readonly ShownFindings[]
  comments: readonly ShownComment[]
  stage: 'soon' | 'open' | 'answering' | 'ended'
  /** As whom the reader would comment; null: they have not signed in. */
  speaks: string | null
  errors: readonly FormError[]
}

export function ConsultationView(props: ConsultationProps) {
  const { words, done, shown, findings, comments, stage, errors } = props
  const { t } = words
  const { opens, closes, summary, reason, stateText } = shown
  return (
    <>
      {done === undefined ? null : (
        <Notice kind={done === 'closed' ? 'heed' : 'done'}>{t(`consultation.done.${done}`)}</Notice>
      )}
      <FormErrors title={t('consultation.not-commented')} errors={errors} />
      <p>
        <strong>{stateText}</strong> · {t('consultation.from-until', { opens: opens ?? '', closes: closes ?? '' })}
      </p>
      <p>{t(`consultation.stage.${stage}`)}</p>
      {reason === null ? null : (
        <Notice kind="heed">
          <p>
            <strong>{t('nomination.reason')}</strong>
          </p>
          <p class="as-typed" dir="auto">
            {reason}
          </p>
        </Notice>
      )}
      <section aria-labelledby="proposal">
        <h2 id="proposal">{t('nomination.proposal')}</h2>
        <Proposal words={words} shown={shown} />
      </section>
      <section aria-labelledby="findings">
        <h2 id="findings">{t('consultation.findings')}</h2>
        <p class="as-typed" dir="auto">
          {summary}
        </p>
        <FindingsTable words={words} findings={findings} />
      </section>
      <section aria-labelledby="comments">
        <h2 id="comments">{t('nomination.comments')}</h2>
        {comments.length === 0 ? <p>{t('nomination.comments.none')}</p> : null}
        <ul class="entries">
          {comments.map((comment) => (
            <li>
              <div>
                <Comment comment={comment} />
              </div>
            </li>
          ))}
        </ul>
        {stage === 'open' ? <Say {...props} /> : null}
      </section>
      <p>
        <a href="/consultations">{t('consultation.back')}</a>
      </p>
    </>
  )
}

function Say({ words, shown, speaks, errors }: ConsultationProps) {
  const { t } = words
  const here = `/consultations/${shown.id}`
  if (speaks === null)
    return (
      <p>
        <a class="button" href={`/sign-in?next=${encodeURIComponent(here)}`}>
          {t('consultation.sign-in')}
        </a>
      </p>
    )
  return (
    <form method="post" action={here}>
      <FormField
        name="text"
        rows={6}
        maxLength={8000}
        required
        label={t('consultation.field.text')}
        hint={t('consultation.field.text.hint')}
        errors={errors}
      />
      <label class="choice">
        <input type="checkbox" name="named" value="on" />
        <span>{t('consultation.field.named', { name: speaks })}</span>
      </label>
      <button class="button" type="submit">
        {t('consultation.do')}
      </button>
    </form>
  )
}
