// SPDX-License-Identifier: Apache-2.0
import { LegalBasis, OutcomeIcon, Run, type Words } from '../../ui/index.ts'
import type { AskedView, RuleView } from './rule-in-words.model.ts'

/** One rule as anyone reads it: whom it speaks of, the line, what it leads to, what it asks, and where it is written. */
export function RuleCard({ words, rule, over }: { words: Words; rule: RuleView; over?: string }) {
  const { basis, asks, notes } = rule
  return (
    <article class="finding rule-card" id={anchorOf(rule.rule)}>
      <div>
        <h3>
          <span>
            <Run text={rule.title} lang={words.lang} />
          </span>
          {over === undefined ? null : <span class="small">{over}</span>}
        </h3>
        <div class="bridge">
          <div class="from">
            <span class="over">{words.t('rule.of')}</span>
            <strong>
              <Run text={rule.subject ?? words.t('answer.no-subject')} lang={words.lang} />
            </strong>
          </div>
          {line}
          <div class="to">
            <Outcomes words={words} rule={rule} />
          </div>
        </div>
        {notes.map((note) => (
          <p class="note">
            <Run text={note} lang={words.lang} />
          </p>
        ))}
        <div class="part">
          <h4>{words.t('answer.conditions')}</h4>
          {asks.length === 0 ? <p>{words.t('answer.conditions.none')}</p> : <Asks words={words} asks={asks} />}
          <p class="muted small">{rule.reach}</p>
        </div>
      </div>
      {basis === null ? null : <LegalBasis words={words} basis={basis} />}
    </article>
  )
}

const line = (
  <svg class="line" viewBox="0 0 100 56" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <path d="M0 28H100" fill="none" stroke="currentColor" stroke-width="2" />
  </svg>
)

const anchorOf = (rule: string): string => `rule-${rule.replaceAll(/[^\w-]/g, '-')}`

function Outcomes({ words, rule }: { words: Words; rule: RuleView }) {
  return (
    <>
      {rule.outcomes.map((outcome) => (
        <div class="outcome">
          <span class="phrase">
            <OutcomeIcon kind={outcome.kind} />
            {outcome.phrase}
          </span>
          <strong>
            <Run text={outcome.label} lang={words.lang} />
          </strong>
          <span class="over">
            <Run text={words.t('outcome.manner', { manner: outcome.manner, means: outcome.means })} lang={words.lang} />
          </span>
          {outcome.benefits.length === 0 ? null : (
            <ul class="benefits small">
              {outcome.benefits.map((benefit) => (
                <li>
                  <Run text={benefit} lang={words.lang} />
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </>
  )
}

/** More alternatives than this are folded away. */
const many = 6

function Asks({ words, asks }: { words: Words; asks: readonly AskedView[] }) {
  const lines = (
    <ul class="asks">
      {asks.map((ask) => (
        <li>
          <Run text={ask.text} lang={words.lang} />
          {ask.children.length === 0 ? null : <Asks words={words} asks={ask.children} />}
        </li>
      ))}
    </ul>
  )
  if (asks.length <= many) return lines
  return (
    <details>
      <summary>{words.t('condition.parts', { n: asks.length })}</summary>
      {lines}
    </details>
  )
}
