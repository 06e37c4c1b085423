// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import { Handle, type NominationProps } from './handle-nomination.view.tsx'
import { FindingsTable, Proposal } from './proposal.view.tsx'
import type { ShownNomination } from './shown-nomination.model.ts'

const asNotice = (done: string): 'done' | 'heed' => (done === 'late' || done === 'waits' ? 'heed' : 'done')

export function NominationView(props: NominationProps) {
  const { words, done, shown, may, findings, errors } = props
  const { t } = words
  return (
    <>
      {done === undefined ? null : <Notice kind={asNotice(done)}>{t(`nomination.done.${done}`)}</Notice>}
      <FormErrors title={t('nomination.not-done')} errors={errors} />
      <Standing words={words} shown={shown} />
      {may.nominator && shown.asked !== null ? <Add words={words} shown={shown} errors={errors} /> : null}
      {may.asExpert && shown.state === 'in-comparison' ? (
        <p>
          <a class="button" href={`/nominations/${shown.id}/compare`}>
            {t('nomination.to-compare')}
          </a>
        </p>
      ) : null}
      {may.handles ? <Handle {...props} /> : null}
      <section aria-labelledby="proposal">
        <h2 id="proposal">{t('nomination.proposal')}</h2>
        <Proposal words={words} shown={shown} />
      </section>
      <Additions words={words} additions={shown.additions} />
      {may.works && findings.length > 0 ? (
        <section aria-labelledby="findings">
          <h2 id="findings">{t('nomination.findings')}</h2>
          <FindingsTable words={words} findings={findings} />
        </section>
      ) : null}
      {may.nominator && ['submitted', 'asked', 'in-comparison', 'compared'].includes(shown.state) ? (
        <Withdraw words={words} id={shown.id} />
      ) : null}
      <p>
        <a href="/nominations">{t('nomination.back')}</a>
      </p>
    </>
  )
}

/** How it stands, whose turn it is, and what came of it. */
function Standing({ words, shown }: { words: Words; shown: ShownNomination }) {
  const { t } = words
  const { state, stateText, opens, closes, reason, draft, createdText, id } = shown
  return (
    <>
      <p>
        <strong>{stateText}</strong> · {createdText}
      </p>
      <p>{t(`nomination.means.${state}`)}</p>
      {opens === null || closes === null ? null : (
        <p>
          <a href={`/consultations/${id}`}>{t('consultation.from-until', { opens, closes })}</a>
        </p>
      )}
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
      {draft === null ? null : (
        <p>
          <a href={`/drafts/${draft}`}>{t('nomination.to-draft')}</a>
        </p>
      )}
    </>
  )
}

function Add({ words, shown, errors }: { words: Words; shown: ShownNomination; errors: readonly FormError[] }) {
  const { t } = words
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t('nomination.asked')}</h2>
      <blockquote class="as-typed" dir="auto">
        {shown.asked}
      </blockquote>
      <form method="post" action={`/nominations/${shown.id}/add`}>
        <FormField name="text" rows={6} maxLength={8000} required label={t('nomination.field.text')} errors={errors} />
        <button class="button" type="submit">
          {t('nomination.add')}
        </button>
      </form>
    </section>
  )
}

function Additions({ words, additions }: { words: Words; additions: ShownNomination['additions'] }) {
  if (additions.length === 0) return null
  return (
    <section aria-labelledby="additions">
      <h2 id="additions">{words.t('nomination.additions')}</h2>
      <ul class="entries">
        {additions.map(({ asked, text, atText }) => (
          <li>
            <div>
              <blockquote class="as-typed" dir="auto">
                {asked}
              </blockquote>
              <p class="as-typed" dir="auto">
                {text}
              </p>
              <p class="hint">{atText}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Withdraw({ words, id }: { words: Words; id: string }) {
  return (
    <details class="harm">
      <summary>{words.t('nomination.withdraw')}</summary>
      <p>{words.t('nomination.withdraw.means')}</p>
      <form method="post" action={`/nominations/${id}/withdraw`}>
        <button class="button quiet" type="submit">
          {words.t('nomination.withdraw.do')}
        </button>
      </form>
    </details>
  )
}
