// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'
import { ConditionList } from '../condition-list/condition-list.tsx'
import { Mark, OutcomeIcon, SignIcon, VerdictIcon } from '../icon/icon.tsx'
import { LegalBasis } from '../legal-basis/legal-basis.tsx'
import type { Direction } from '../messages/direction.ts'
import { languageTag, type Words } from '../messages/words.ts'
import { OutcomeBridge } from '../outcome-bridge/outcome-bridge.tsx'
import { QuestionField } from '../question-field/question-field.tsx'
import { Run } from '../text-run/text-run.tsx'
import {
  outcomeShapes,
  qualities,
  sampleBasis,
  sampleConditions,
  sampleOutcome,
  sampleQuestions,
  verdicts,
} from './samples.view.tsx'

export interface GalleryProps {
  /** Of the page itself. */
  words: Words
  /** The languages that stand side by side, with the name of each. */
  columns: readonly { words: Words; name: string }[]
  dir: Direction
  stylesheet: string
  ways: readonly { href: string; text: string }[]
}

/** Every component in all its states, in every language side by side. */
export function Gallery({ words, columns, dir, stylesheet, ways }: GalleryProps) {
  const parts = Object.entries(samples)
  return (
    <div class="design">
      <link rel="stylesheet" href={stylesheet} />
      <h1>{words.t('design.title')}</h1>
      <p class="lead">{words.t('design.lead')}</p>
      <ul class="ways">
        {ways.map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
      {parts.map(([name, sample]) => (
        <section aria-labelledby={`design-${name}`}>
          <h2 id={`design-${name}`}>{words.t(`design.part.${name}`)}</h2>
          <div class={columns.length === 1 ? 'pair alone' : 'pair'}>
            {columns.map((column) => (
              <div lang={languageTag(column.words.lang)} dir={dir}>
                <h3>{column.name}</h3>
                <div class="states">{sample(column.words)}</div>
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

const tokens = ['paper', 'surface', 'ink', 'muted', 'bridge', 'seal', 'yes', 'may', 'wait', 'no', 'control'] as const
const sizes = ['36', '28', '22', '18', '16', '14'] as const

const samples: Record<string, (words: Words) => VNode> = {
  colours: (words) => (
    <ul class="row">
      {tokens.map((token) => (
        <li>
          <span class={`swatch of-${token}`} />
          {words.t(`design.token.${token}`)}
        </li>
      ))}
    </ul>
  ),
  type: (words) => (
    <div class="sizes">
      {sizes.map((size) => (
        <p class={`s${size}`}>{words.t('design.sample.title')}</p>
      ))}
      <p>
        <Run text={words.t('design.sample.mixed')} lang={words.lang} />
      </p>
    </div>
  ),
  signs: (words) => <Signs words={words} />,
  buttons: (words) => (
    <div class="row">
      <button type="button" class="button">
        {words.t('ask.submit')}
      </button>
      <button type="button" class="button quiet">
        {words.t('answer.change')}
      </button>
      <a href="#main">{words.t('site.skip')}</a>
    </div>
  ),
  bridge: (words) => (
    <>
      {verdicts.map((verdict) => (
        <div class={verdict}>
          <p>{words.t(`verdict.${verdict}`)}</p>
          <OutcomeBridge
            words={words}
            verdict={verdict}
            subject={verdict === 'unknown' ? null : words.t('design.sample.held')}
            outcomes={(verdict === 'met' ? outcomeShapes.slice(0, 3) : outcomeShapes.slice(3, 4)).map((kind) =>
              sampleOutcome(words, kind),
            )}
          />
        </div>
      ))}
    </>
  ),
  conditions: (words) => <ConditionList words={words} conditions={sampleConditions(words)} />,
  basis: (words) => (
    <>
      {qualities.map((quality) => (
        <LegalBasis words={words} basis={sampleBasis(words, quality)} />
      ))}
      <LegalBasis words={words} basis={sampleBasis(words, 'official')} brief />
    </>
  ),
  questions: (words) => (
    <form method="get" action="/design">
      {sampleQuestions(words).map((question, at) => (
        <QuestionField
          words={words}
          question={question}
          id={`${words.lang}-q${at}`}
          places=""
          {...(question.answer === null && at % 3 === 1 ? { error: words.t('ask.error.value') } : {})}
        />
      ))}
    </form>
  ),
}

function Signs({ words }: { words: Words }) {
  return (
    <>
      <p class="row">
        <span class="mark">
          <Mark />
        </span>
      </p>
      <ul class="row">
        {outcomeShapes.map((kind) => (
          <li>
            <OutcomeIcon kind={kind} />
            {words.t(`kind.${kind}`)}
          </li>
        ))}
      </ul>
      <ul class="row">
        {verdicts.map((verdict) => (
          <li>
            <VerdictIcon verdict={verdict} />
            {words.t(`verdict.${verdict}`)}
          </li>
        ))}
      </ul>
      <ul class="row">
        {qualities.map((quality) => (
          <li>
            <SignIcon sign={quality} />
            {words.t(`quality.${quality}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
