// SPDX-License-Identifier: Apache-2.0
import { OutcomeIcon, Run, type Words } from '../../ui/index.ts'
import { ErrorSummary } from '../interview/ask-question.view.tsx'
import { DayPicker, Picker } from '../interview/picker-fields.view.tsx'
import type { ReverseView as Reverse } from './reverse-words.model.ts'
import { RuleCard } from './rule-card.view.tsx'

export interface WantedOption {
  value: string
  kind: 'level' | 'qualification' | 'code' | 'benefit'
  label: string
}

export interface WantedFormProps {
  words: Words
  to: string
  place: string
  asOf: string
  targets: readonly WantedOption[]
  /** `<option>` elements. */
  places: string
  errors: readonly { field: string; text: string }[]
}

const kinds = ['level', 'qualification', 'code', 'benefit'] as const

/** What is wanted, and where. */
export function WantedForm(props: WantedFormProps) {
  const { words, to, place, places, asOf, targets, errors } = props
  return (
    <>
      <h1>{words.t('reverse.name')}</h1>
      <p class="lead">{words.t('reverse.lead')}</p>
      <form method="get" action="/reverse" class="picker">
        <ErrorSummary words={words} errors={errors} />
        <div class="fields">
          <div>
            <label for="to">{words.t('reverse.to')}</label>
            <select id="to" name="to" required data-filter={words.t('ask.hold.filter')}>
              <option value="">{words.t('ask.hold.choose')}</option>
              {kinds.map((kind) => (
                <optgroup label={words.t(`reverse.kind.${kind}`)}>
                  {targets
                    .filter((target) => target.kind === kind)
                    .map(({ value, label }) => (
                      <option value={value} selected={value === to}>
                        {label}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          </div>
          <Picker words={words} name="in" label={words.t('ask.in')} options={places} value={place} />
          <DayPicker words={words} asOf={asOf} />
        </div>
        <button type="submit" class="button">
          {words.t('reverse.submit')}
        </button>
      </form>
    </>
  )
}

/** Everything that leads there, by what the rule gives. */
export function ReverseView({ words, view }: { words: Words; view: Reverse }) {
  return (
    <>
      <h1>
        <Run text={view.title} lang={words.lang} />
      </h1>
      <p class="facts-line">
        <span>{view.asOfText}</span>
      </p>
      <p class="lead">{view.summary}</p>
      {view.groups.map((group) => (
        <section class="section" aria-labelledby={`kind-${group.kind}`}>
          <h2 id={`kind-${group.kind}`} class="kind-head">
            <OutcomeIcon kind={group.kind} />
            {group.heading}
          </h2>
          <p class="section-lead">{group.means}</p>
          {group.rules.map((rule) => (
            <RuleCard words={words} rule={rule} />
          ))}
        </section>
      ))}
      <RuledOut words={words} rules={view.ruledOut} />
      <Elsewhere words={words} view={view} />
      <p class="section no-print">
        <a href={`/reverse?to=${view.wanted.id}`}>{words.t('answer.change')}</a>
        {' · '}
        <a href="/mutuality">{words.t('mutuality.name')}</a>
      </p>
    </>
  )
}

/** What another rule always takes away is no way, and is shown as none. */
function RuledOut({ words, rules }: { words: Words; rules: Reverse['ruledOut'] }) {
  if (rules.length === 0) return null
  return (
    <section class="section" aria-labelledby="ruled-out">
      <h2 id="ruled-out">{words.t('nesting.ruled-out')}</h2>
      <p class="section-lead">{words.t('nesting.ruled-out.lead')}</p>
      {rules.map((rule) => (
        <details class="folded unmet">
          <summary>
            <strong>
              <Run text={rule.title} lang={words.lang} />
            </strong>
          </summary>
          <RuleCard words={words} rule={rule} />
        </details>
      ))}
    </section>
  )
}

function Elsewhere({ words, view }: { words: Words; view: Reverse }) {
  if (view.elsewhere.length === 0) return null
  return (
    <section class="section no-print" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{words.t('reverse.elsewhere')}</h2>
      <ul class="chips">
        {view.elsewhere.map(({ code, name, rules }) => (
          <li>
            <a href={`/reverse?${new URLSearchParams({ to: view.wanted.id, in: code })}`}>
              {words.t('reverse.elsewhere.one', { name, n: rules })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
