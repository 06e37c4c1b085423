// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import { FindingsTable, Proposal } from './proposal.view.tsx'
import type { ShownFindings, ShownNomination } from './shown-nomination.model.ts'

export interface CompareProps {
  words: Words
  done: string | undefined
  shown: ShownNomination
  stage: 'asked' | 'impartial' | 'conflict' | 'given' | 'closed'
  findings: readonly ShownFindings[]
  /** What can be chosen. */
  elements: readonly string[]
  differences: readonly { value: string; label: string }[]
  recommendations: readonly { value: string; label: string }[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
}

export function CompareView(props: CompareProps) {
  const { words, done, shown, stage, findings, errors } = props
  const { t } = words
  return (
    <>
      {done === undefined ? null : (
        <Notice kind={done === 'late' ? 'heed' : 'done'}>{t(`nomination.done.${done}`)}</Notice>
      )}
      <FormErrors title={t('nomination.not-given')} errors={errors} />
      {stage === 'asked' ? <Declare {...props} /> : null}
      {stage === 'conflict' ? <p>{t('nomination.compare.conflict')}</p> : null}
      {stage === 'closed' ? <p>{t('nomination.compare.closed')}</p> : null}
      <section aria-labelledby="proposal">
        <h2 id="proposal">{t('nomination.proposal')}</h2>
        <Proposal words={words} shown={shown} />
        {shown.additions.map(({ asked, text }) => (
          <>
            <blockquote class="as-typed" dir="auto">
              {asked}
            </blockquote>
            <p class="as-typed" dir="auto">
              {text}
            </p>
          </>
        ))}
      </section>
      {stage === 'impartial' ? <Form {...props} /> : null}
      {stage === 'given' ? (
        <section aria-labelledby="findings">
          <h2 id="findings">{t('nomination.findings')}</h2>
          <FindingsTable words={words} findings={findings} />
        </section>
      ) : null}
      <p>
        <a href={`/nominations/${shown.id}`}>{t('nomination.to-nomination')}</a>
      </p>
    </>
  )
}

function Declare({ words, shown, errors }: CompareProps) {
  const { t } = words
  return (
    <form method="post" action={`/nominations/${shown.id}/declare`}>
      <fieldset id="declared" aria-describedby={errors.length > 0 ? 'declared-error' : undefined}>
        <legend>{t('nomination.declare')}</legend>
        <p>{t('nomination.declare.means')}</p>
        {errors.map(({ text }) => (
          <p class="field-error" id="declared-error">
            {text}
          </p>
        ))}
        {(['impartial', 'conflict'] as const).map((declared) => (
          <label class="choice">
            <input type="radio" name="declared" value={declared} required />
            <span>{t(`nomination.declare.${declared}`)}</span>
          </label>
        ))}
      </fieldset>
      <button class="button" type="submit">
        {t('nomination.declare.do')}
      </button>
    </form>
  )
}

function Form(props: CompareProps) {
  const { words, shown, elements, recommendations, typed, errors } = props
  const { t } = words
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{t('nomination.compare.own')}</h2>
      <p>{t('nomination.compare.means')}</p>
      <form method="post" action={`/nominations/${shown.id}/compare`}>
        {elements.map((element) => (
          <ElementFields {...props} element={element} />
        ))}
        <fieldset>
          <legend>{t('nomination.recommendation')}</legend>
          <ChoiceField
            name="recommendation"
            label={t('nomination.field.recommendation')}
            options={recommendations}
            value={typed['recommendation'] ?? ''}
            errors={errors}
          />
          <FormField
            name="remark"
            rows={4}
            maxLength={8000}
            label={t('nomination.field.remark')}
            value={typed['remark']}
            errors={errors}
          />
          <label class="choice">
            <input type="checkbox" name="named" value="on" checked={typed['named'] === 'on'} />
            <span>{t('nomination.field.named')}</span>
          </label>
        </fieldset>
        <div class="submit acts">
          <button class="button" type="submit">
            {t('nomination.compare.do')}
          </button>
        </div>
      </form>
    </section>
  )
}

function ElementFields({ words, element, differences, typed, errors }: CompareProps & { element: string }) {
  const { t } = words
  const field = (name: string) => `${element}.${name}`
  return (
    <fieldset>
      <legend>{t(`nomination.element.${element}`)}</legend>
      <p class="hint">{t(`nomination.element-means.${element}`)}</p>
      <ChoiceField
        name={field('difference')}
        label={t('nomination.field.difference')}
        options={differences}
        value={typed[field('difference')] ?? ''}
        errors={errors}
      />
      {(['evidence', 'source', 'remark'] as const).map((name) => (
        <FormField
          name={field(name)}
          {...(name === 'source' ? { maxLength: 2000 } : { rows: 2, maxLength: 8000 })}
          label={t(`nomination.field.element-${name}`)}
          value={typed[field(name)]}
          errors={errors}
        />
      ))}
    </fieldset>
  )
}
