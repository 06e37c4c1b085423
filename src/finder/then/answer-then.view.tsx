// SPDX-License-Identifier: Apache-2.0
import { FormErrors, FormField, OutcomeIcon, Run, VerdictIcon, type VerdictShape, type Words } from '../../ui/index.ts'
import type { FindingProps } from '../answers/assess-person.view.tsx'

type Fields = readonly { name: string; value: string }[]
type Errors = readonly { field: string; text: string }[]

interface AskDayProps {
  words: Words
  title: string
  day: string
  today: string
  /** The question and its answers; none: nothing was asked yet. */
  fields: Fields
  errors: Errors
}

/** Which day is meant. Without a question there is nothing to compare. */
export function AskDay({ words, title, day, today, fields, errors }: AskDayProps) {
  return (
    <>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="lead">{words.t('thennow.lead')}</p>
      <FormErrors title={words.t('ask.error.title')} errors={errors} />
      {fields.length === 0 ? (
        <p>
          <a class="button" href="/">
            {words.t('thennow.ask-first')}
          </a>
        </p>
      ) : (
        <DayForm words={words} day={day} today={today} fields={fields} errors={errors} />
      )}
    </>
  )
}

function DayForm({ words, day, today, fields, errors }: Omit<AskDayProps, 'title'>) {
  return (
    <form method="post" action="/then" class="then-day no-print">
      <Carried fields={fields} />
      <FormField
        name="day"
        type="date"
        label={words.t('thennow.day')}
        hint={words.t('thennow.day.hint', { today: words.date(today) })}
        value={day}
        required
        errors={errors}
      />
      <button type="submit" class="button">
        {words.t('thennow.compare')}
      </button>
    </form>
  )
}

const Carried = ({ fields }: { fields: Fields }) => (
  <>
    {fields.map(({ name, value }) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

interface SideProps {
  asOf: string
  summary: readonly { verdict: VerdictShape | null; text: string }[]
  findings: Record<VerdictShape, readonly FindingProps[]>
}

export interface ChangeProps {
  kind: string
  title: string
  href: string | null
  said: string
  causes: readonly string[]
  recorded: readonly { href: string; title: string; lines: readonly string[] }[]
}

export interface ThenProps {
  words: Words
  title: string
  day: string
  today: string
  before: SideProps
  now: SideProps
  changes: readonly ChangeProps[]
  /** Fields of the question as it is asked today, and of the same as of that day. */
  fields: { before: Fields; now: Fields }
}

/** The answer of an earlier day beside that of today: first what changed and why, then both. */
export function AnswerThen(props: ThenProps) {
  const { words, title, day, today, before, now, changes, fields } = props
  return (
    <div class="then-now">
      <p class="over-line">{words.t('thennow.name')}</p>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <section class="section" aria-labelledby="changed">
        <h2 id="changed">{words.t('thennow.changed')}</h2>
        {changes.length === 0 ? <p class="note">{words.t('thennow.unchanged', { date: words.date(day) })}</p> : null}
        <ul class="then-changes">
          {changes.map((change) => (
            <Change words={words} change={change} />
          ))}
        </ul>
      </section>
      <div class="two-answers">
        <Side
          words={words}
          id="then"
          heading={words.t('thennow.then', { date: words.date(day) })}
          side={before}
          fields={fields.before}
        />
        <Side
          words={words}
          id="now"
          heading={words.t('thennow.now', { date: words.date(today) })}
          side={now}
          fields={fields.now}
        />
      </div>
      <section class="section no-print" aria-labelledby="other-day">
        <h2 id="other-day">{words.t('thennow.other-day')}</h2>
        <DayForm words={words} day={day} today={today} fields={fields.now} errors={[]} />
      </section>
    </div>
  )
}

function Change({ words, change }: { words: Words; change: ChangeProps }) {
  const { title, href, said, causes, recorded } = change
  const name = <Run text={title} lang={words.lang} />
  return (
    <li>
      <h3>{href === null ? name : <a href={href}>{name}</a>}</h3>
      <p>
        <Run text={said} lang={words.lang} />
      </p>
      {causes.map((cause) => (
        <p class="muted">{cause}</p>
      ))}
      {recorded.map((one) => (
        <div class="relation">
          <a href={one.href}>
            <Run text={one.title} lang={words.lang} />
          </a>
          <ul>
            {one.lines.map((line) => (
              <li>
                <Run text={line} lang={words.lang} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </li>
  )
}

const verdicts: readonly VerdictShape[] = ['met', 'discretion', 'unknown', 'unmet']

function Side({
  words,
  id,
  heading,
  side,
  fields,
}: {
  words: Words
  id: string
  heading: string
  side: SideProps
  fields: Fields
}) {
  const findings = verdicts.flatMap((verdict) => side.findings[verdict])
  return (
    <section aria-labelledby={`side-${id}`}>
      <h2 id={`side-${id}`}>{heading}</h2>
      <p class="muted">{side.asOf}</p>
      {findings.length === 0 ? (
        <p>{side.summary[0]?.text}</p>
      ) : (
        <ul>
          {findings.map((finding) => (
            <Found words={words} finding={finding} />
          ))}
        </ul>
      )}
      <form method="post" action="/" class="no-print">
        <Carried fields={fields} />
        <button type="submit" class="as-link" data-sends>
          {words.t('thennow.whole')}
          <span class="hidden">: {heading}</span>
        </button>
      </form>
    </section>
  )
}

function Found({ words, finding }: { words: Words; finding: FindingProps }) {
  const { verdict, verdictWord, title, outcomes, holdsFromDate } = finding
  return (
    <li class={verdict}>
      <span class="verdict">
        <VerdictIcon verdict={verdict} />
        {verdictWord}
      </span>
      <strong>
        <Run text={title} lang={words.lang} />
      </strong>
      {outcomes.map(({ kind, phrase, label }) => (
        <span class="outcome-line">
          <OutcomeIcon kind={kind} />
          <Run text={`${phrase} · ${label}`} lang={words.lang} />
        </span>
      ))}
      {holdsFromDate === null ? null : <span class="muted small">{holdsFromDate}</span>}
    </li>
  )
}
