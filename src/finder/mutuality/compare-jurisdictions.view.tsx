// SPDX-License-Identifier: Apache-2.0
import { LegalBasis, Run, type Words } from '../../ui/index.ts'
import { ErrorSummary } from '../interview/ask-question.view.tsx'
import { DayPicker, Picker } from '../interview/picker-fields.view.tsx'
import { RuleCard } from '../reverse/rule-card.view.tsx'
import type { DrawnRow } from './drawing.model.ts'
import { Drawing } from './drawing.view.tsx'
import type { AgreementView, MutualityView, RecognitionView, SideView } from './mutuality-words.model.ts'

export interface PairFormProps {
  words: Words
  a: string
  b: string
  asOf: string
  /** `<option>` elements. */
  places: string
  errors: readonly { field: string; text: string }[]
}

/** Which two places. */
export function PairForm(props: PairFormProps) {
  const { words, a, b, places, asOf, errors } = props
  return (
    <>
      <h1>{words.t('mutuality.name')}</h1>
      <p class="lead">{words.t('mutuality.lead')}</p>
      <form method="get" action="/mutuality" class="picker">
        <ErrorSummary words={words} errors={errors} />
        <div class="fields">
          <Picker words={words} name="a" label={words.t('mutuality.a')} options={places} value={a} />
          <Picker words={words} name="b" label={words.t('mutuality.b')} options={places} value={b} />
          <DayPicker words={words} asOf={asOf} />
        </div>
        <button type="submit" class="button">
          {words.t('mutuality.submit')}
        </button>
      </form>
    </>
  )
}

interface MutualityProps {
  words: Words
  view: MutualityView
  rows: readonly DrawnRow[]
}

/** What two places recognise of each other: drawn, then both sides, agreements, levels. */
export function MutualityPage({ words, view, rows }: MutualityProps) {
  const [ofA, ofB] = view.sides
  return (
    <>
      <h1>
        <Run text={view.title} lang={words.lang} />
      </h1>
      <p class="facts-line">
        <span>{view.asOfText}</span>
      </p>
      <p class="lead">{view.summary}</p>
      <Drawing words={words} view={view} rows={rows} />
      <Side words={words} side={ofA} id="a" />
      <Side words={words} side={ofB} id="b" />
      <Gaps words={words} gaps={[...ofA.gaps, ...ofB.gaps]} />
      <Agreements words={words} view={view} />
      <Levels words={words} view={view} />
      <p class="section no-print">
        <a href={`/mutuality?a=${view.a.code}`}>{words.t('mutuality.other')}</a>
        {' · '}
        <a href="/reverse">{words.t('reverse.name')}</a>
      </p>
    </>
  )
}

function Side({ words, side, id }: { words: Words; side: SideView; id: string }) {
  const { named, abroad, lists, there } = side
  return (
    <section class="section" aria-labelledby={`side-${id}`}>
      <h2 id={`side-${id}`}>{side.heading}</h2>
      <p class="section-lead">{side.summary}</p>
      {named.map((one) => (
        <Recognised words={words} one={one} />
      ))}
      {abroad.length === 0 ? null : (
        <details class="folded">
          <summary>
            <strong>{words.t('mutuality.abroad')}</strong>
          </summary>
          <p class="section-lead">{words.t('mutuality.abroad.lead', { there: there.name })}</p>
          {abroad.map((one) => (
            <Recognised words={words} one={one} />
          ))}
        </details>
      )}
      {lists.length === 0 ? null : <Lists words={words} side={side} />}
      {side.ruledOut.length === 0 ? null : (
        <details class="folded">
          <summary>
            <strong>{words.t('nesting.ruled-out')}</strong>
          </summary>
          {side.ruledOut.map((one) => (
            <Recognised words={words} one={one} />
          ))}
        </details>
      )}
    </section>
  )
}

function Recognised({ words, one }: { words: Words; one: RecognitionView }) {
  const places = words.t('mutuality.reach.part', { places: words.and(one.rule.places) })
  const over = one.reach === 'part' ? `${one.originText} · ${places}` : one.originText
  return <RuleCard words={words} rule={one.rule} over={over} />
}

function Lists({ words, side }: { words: Words; side: SideView }) {
  return (
    <details class="folded">
      <summary>
        <strong>{words.t('mutuality.lists', { there: side.there.name })}</strong>{' '}
        <span class="muted">{words.t('mutuality.lists.n', { n: side.lists.length })}</span>
      </summary>
      <ul class="asks">
        {side.lists.map(({ rule }) => (
          <li>
            <Run text={`${words.and(rule.places)}: ${rule.title}`} lang={words.lang} />
            {rule.notes.map((note) => (
              <span class="hint">
                <Run text={note} lang={words.lang} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Gaps({ words, gaps }: { words: Words; gaps: readonly string[] }) {
  if (gaps.length === 0) return null
  return (
    <section class="section" aria-labelledby="gaps">
      <h2 id="gaps">{words.t('mutuality.gaps')}</h2>
      <p class="section-lead">{words.t('mutuality.gaps.lead')}</p>
      <ul class="asks">
        {gaps.map((gap) => (
          <li>
            <Run text={gap} lang={words.lang} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Agreements({ words, view }: { words: Words; view: MutualityView }) {
  return (
    <section class="section" aria-labelledby="agreements">
      <h2 id="agreements">{words.t('mutuality.agreements')}</h2>
      {view.agreements.length === 0 ? <p class="section-lead">{words.t('mutuality.agreements.none')}</p> : null}
      {view.agreements.map((agreement) => (
        <Agreement words={words} agreement={agreement} />
      ))}
      {view.open.length === 0 ? null : (
        <details class="folded">
          <summary>
            <strong>{words.t('mutuality.open')}</strong>
          </summary>
          <p class="section-lead">{words.t('mutuality.open.lead')}</p>
          {view.open.map((agreement) => (
            <Agreement words={words} agreement={agreement} />
          ))}
        </details>
      )}
    </section>
  )
}

function Agreement({ words, agreement }: { words: Words; agreement: AgreementView }) {
  const { state, basis } = agreement
  const about = [agreement.modeText, ...agreement.dates].join(' · ')
  return (
    <article class={`finding agreement ${state}`}>
      <div>
        <h3>
          <span>
            <Run text={agreement.title} lang={words.lang} />
          </span>
          <span class="state">{agreement.stateText}</span>
        </h3>
        <p>
          <strong>
            <Run text={agreement.subject} lang={words.lang} />
          </strong>
        </p>
        <p class="muted">{about}</p>
        {agreement.course.map((line) => (
          <p class="note">
            <Run text={line} lang={words.lang} />
          </p>
        ))}
        {agreement.clauses.map((clause) => (
          <p>
            <Run text={clause} lang={words.lang} />
          </p>
        ))}
        <p class="muted small">
          <Run text={words.t('mutuality.parties', { parties: words.and(agreement.parties) })} lang={words.lang} />
        </p>
      </div>
      {basis === null ? null : <LegalBasis words={words} basis={basis} brief />}
    </article>
  )
}

function Levels({ words, view }: { words: Words; view: MutualityView }) {
  const names = (place: string, list: readonly string[]): string => {
    const known = list.length === 0 ? words.t('mutuality.frameworks.none') : words.and(list)
    // Where there is none, its name says so and of whom.
    return known.startsWith(place) ? known : words.t('mutuality.frameworks', { place, names: known })
  }
  return (
    <section class="section" aria-labelledby="levels">
      <h2 id="levels">{words.t('mutuality.references')}</h2>
      <p class="section-lead">{view.frameworkNote}</p>
      <ul class="asks">
        {[names(view.a.name, view.frameworks.a), names(view.b.name, view.frameworks.b)].map((line) => (
          <li>
            <Run text={line} lang={words.lang} />
          </li>
        ))}
      </ul>
    </section>
  )
}
