// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'
import {
  type BasisProps,
  LegalBasis,
  OutcomeBridge,
  type OutcomeProps,
  Run,
  VerdictIcon,
  type VerdictShape,
  type Words,
} from '../../ui/index.ts'
import { ErrorSummary } from '../interview/ask-question.view.tsx'
import { PathwayLine, type StationShape } from './pathway-line.view.tsx'

export interface GoalOption {
  value: string
  kind: 'level' | 'qualification' | 'code' | 'benefit'
  label: string
}

export interface FormProps {
  words: Words
  asked: {
    holds: readonly { value: string; issued: string }[]
    place: string
    since: string
    workPlace: string
    asOf: string
    to: string
    by: 'time' | 'effort'
  }
  goals: readonly GoalOption[]
  /** `<option>` elements. */
  options: { holdings: string; places: string }
  errors: readonly { field: string; text: string }[]
  /** The form stands below an answer. */
  again: boolean
  id: string
  /** The answers given so far. */
  carried: readonly { name: string; value: string }[]
}

const kinds = ['level', 'qualification', 'code', 'benefit'] as const
const measures = ['time', 'effort'] as const

/** What you hold, where, and what you want. */
export function PathwayForm(props: FormProps) {
  const { words, asked, errors, again } = props
  const holds = asked.holds.length === 0 ? [{ value: '', issued: '' }] : asked.holds
  const { since, workPlace, asOf } = asked
  const work = Object.entries({ since, workPlace, asOf }).map(([name, value]) => ({ name, value }))
  return (
    <>
      {again ? null : (
        <>
          <h1>{words.t('pathway.name')}</h1>
          <p class="lead">{words.t('pathway.lead')}</p>
        </>
      )}
      <form id={props.id} method="post" action="/pathway" class="picker">
        {/* Pressing Enter in a field sends by the first button of the form. */}
        <button type="submit" class="hidden" tabIndex={-1} aria-hidden="true">
          {words.t('pathway.submit')}
        </button>
        <ErrorSummary words={words} errors={errors} />
        {[...work, ...props.carried].map(({ name, value }) =>
          value === '' ? null : <input type="hidden" name={name} value={value} />,
        )}
        <div class="fields">
          {holds.map((hold, index) => (
            <Hold {...props} hold={hold} index={index} />
          ))}
          <button type="submit" class="button quiet" name="more" value="1" formnovalidate>
            {words.t('ask.more')}
          </button>
          <Pick {...props} name="in" label={words.t('ask.in')} list={props.options.places} value={asked.place} />
          <GoalPicker {...props} />
          <fieldset class="choices">
            <legend>{words.t('pathway.by')}</legend>
            {measures.map((one) => (
              <label class="choice">
                <input type="radio" name="by" value={one} checked={one === asked.by} />
                <span>{words.t(`pathway.by.${one}`)}</span>
              </label>
            ))}
          </fieldset>
        </div>
        <button type="submit" class="button">
          {words.t('pathway.submit')}
        </button>
        <p class="muted small sends">{words.t('pathway.stored')}</p>
      </form>
    </>
  )
}

function Hold({ words, options, hold, index }: FormProps & { hold: { value: string; issued: string }; index: number }) {
  const html = `<option value="">${words.t('ask.hold.choose')}</option>${chosen(options.holdings, hold.value)}`
  return (
    <>
      <div>
        <label for={`hold-${index}`}>{words.t('ask.hold')}</label>
        <select
          id={`hold-${index}`}
          name="hold"
          data-filter={words.t('ask.hold.filter')}
          dangerouslySetInnerHTML={{ __html: html }}
        />
      </div>
      <div>
        <label for={`issued-${index}`}>{words.t('ask.issued')}</label>
        <input type="date" id={`issued-${index}`} name="issued" value={hold.issued} max="2100-12-31" />
      </div>
    </>
  )
}

function Pick({
  words,
  name,
  label,
  list,
  value,
}: FormProps & { name: string; label: string; list: string; value: string }) {
  const html = `<option value="">${words.t('ask.hold.choose')}</option>${chosen(list, value)}`
  return (
    <div>
      <label for={name}>{label}</label>
      <select
        id={name}
        name={name}
        required
        data-filter={words.t('ask.hold.filter')}
        dangerouslySetInnerHTML={{ __html: html }}
      />
    </div>
  )
}

const chosen = (list: string, value: string): string =>
  /^[\w/.-]+$/.test(value) ? list.replace(`value="${value}"`, `value="${value}" selected`) : list

function GoalPicker({ words, goals, asked }: FormProps) {
  const listed = asked.to === '' || goals.some((goal) => goal.value === asked.to)
  return (
    <div>
      <label for="to">{words.t('pathway.to')}</label>
      <select id="to" name="to" required data-filter={words.t('ask.hold.filter')}>
        <option value="">{words.t('ask.hold.choose')}</option>
        {listed ? null : (
          <option value={asked.to} selected>
            {words.t('pathway.to.rule')}
          </option>
        )}
        {kinds.map((kind) => (
          <optgroup label={words.t(`reverse.kind.${kind}`)} data-kind={kind}>
            {goals
              .filter((goal) => goal.kind === kind)
              .map(({ value, label }) => (
                <option value={value} selected={value === asked.to}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

interface LineProps {
  verdict: VerdictShape
  said: string
  steps: string
  differs: string | null
  rule: string
  title: string
  from: string
  outcomes: readonly OutcomeProps[]
  earliest: string
  effort: string
  notes: readonly string[]
  stations: readonly {
    kind: StationShape
    title: string
    detail: string | null
    when: string
    rule: string | null
    minor: boolean
    year: string | null
  }[]
  basis: BasisProps | null
}

export interface PathwayPageProps {
  words: Words
  view: {
    title: string
    asOf: string
    holds: string
    summary: string
    measure: string
    lines: readonly LineProps[]
    again: string | null
  }
  form: VNode
}

/** The best way drawn first, the alternatives below it. */
export function PathwayPage({ words, view, form }: PathwayPageProps) {
  const [best, ...others] = view.lines
  return (
    <>
      <h1>
        <Run text={view.title} lang={words.lang} />
      </h1>
      <p class="facts-line">
        <span>
          <Run text={words.t('pathway.from', { holds: view.holds })} lang={words.lang} />
        </span>
        <span>{view.asOf}</span>
      </p>
      <p class="lead">{view.summary}</p>
      {view.again === null ? null : <p>{view.again}</p>}
      {best === undefined ? null : (
        <section class="section" aria-labelledby="best">
          <h2 id="best">{words.t('pathway.best')}</h2>
          <p class="section-lead">{view.measure}</p>
          <WayCard words={words} line={best} index={0} />
        </section>
      )}
      {others.length === 0 ? null : (
        <section class="section" aria-labelledby="others">
          <h2 id="others">{words.t('pathway.others')}</h2>
          {others.map((line, index) => (
            <details class="folded way">
              <summary>
                <VerdictIcon verdict={line.verdict} />
                <strong>
                  <Run text={line.title} lang={words.lang} />
                </strong>{' '}
                <span class="muted">
                  {line.earliest} · {line.steps}
                </span>
                {line.differs === null ? null : (
                  <span class="differs">
                    <Run text={line.differs} lang={words.lang} />
                  </span>
                )}
              </summary>
              <WayCard words={words} line={line} index={index + 1} />
            </details>
          ))}
        </section>
      )}
      <details class="folded section no-print again-asked" open={view.lines.length === 0}>
        <summary>{words.t('answer.change')}</summary>
        <div class="again">{form}</div>
      </details>
    </>
  )
}

function WayCard({ words, line, index }: { words: Words; line: LineProps; index: number }) {
  const { stations, basis } = line
  return (
    <article class={`finding way ${line.verdict}`} aria-labelledby={`way-${index}`}>
      <div>
        <h3 id={`way-${index}`}>
          <span class="verdict">
            <VerdictIcon verdict={line.verdict} />
            {line.said}
          </span>
          <span>
            <Run text={line.title} lang={words.lang} />
          </span>
        </h3>
        <p class="facts-line">
          <span>{line.earliest}</span>
          <span>{line.steps}</span>
          <span>{line.effort}</span>
        </p>
        {stations.length === 0 ? (
          <p>{words.t('pathway.there')}</p>
        ) : (
          <PathwayLine label={words.t('pathway.drawn', { n: stations.length })} stations={stations} />
        )}
        <ol class="stations">
          {stations.map((station) => (
            <li class={`is-${station.kind}${station.minor ? ' is-minor' : ''}`}>
              <div>
                <strong>
                  <Run text={station.title} lang={words.lang} />
                </strong>
                {station.detail === null ? null : (
                  <p>
                    <Run text={station.detail} lang={words.lang} />
                  </p>
                )}
                <p class="muted small">{station.when}</p>
                {station.rule === null ? null : (
                  <p class="muted small">
                    <Run text={station.rule} lang={words.lang} />
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
        {line.notes.map((note) => (
          <p class="note">{note}</p>
        ))}
        <OutcomeBridge
          words={words}
          verdict={stations.length === 0 ? 'met' : 'unmet'}
          subject={line.from}
          outcomes={line.outcomes}
        />
      </div>
      {basis === null ? null : <LegalBasis words={words} basis={basis} />}
    </article>
  )
}
