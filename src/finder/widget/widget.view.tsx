// SPDX-License-Identifier: Apache-2.0
import { OutcomeIcon, Run, VerdictIcon, type VerdictShape, type Words } from '../../ui/index.ts'

export interface WidgetProps {
  words: Words
  title: string
  asOf: string | null
  errors: readonly string[]
  summary: readonly { verdict: VerdictShape | null; text: string }[]
  findings: readonly ShortFinding[]
  /** `<option>` elements; null: the qualification is named by the page around. */
  holdings: string | null
  /** What the form carries beside the choice. */
  carried: readonly { name: string; value: string }[]
  /** The full answer, or the finder. */
  more: string
}

interface ShortFinding {
  verdict: VerdictShape
  outcomes: readonly { kind: Parameters<typeof OutcomeIcon>[0]['kind']; phrase: string; label: string }[]
  holdsFromDate: string | null
  basis: { title: string; article: string | null; signWord: string } | null
}

/** The question and its short answer, in a frame on another site. What leads on opens in a tab of its own. */
export function Widget(props: WidgetProps) {
  const { words, title, asOf, errors, summary, findings } = props
  const answered = summary.length > 0
  return (
    <main>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      {asOf === null ? null : <p class="muted">{asOf}</p>}
      {errors.map((text) => (
        <p class="error" role="alert">
          {text}
        </p>
      ))}
      {answered ? <Summary summary={summary} /> : null}
      {findings.length === 0 ? null : <Outcomes words={words} findings={findings} />}
      {answered ? <More {...props} label={words.t('widget.full')} shape="button" /> : null}
      {props.holdings === null ? null : <Pick {...props} holdings={props.holdings} />}
      {answered ? null : <More {...props} label={words.t('widget.open')} />}
      <p class="muted foot">
        <strong>Passerelle</strong> · {words.t('widget.foot')}
      </p>
    </main>
  )
}

function More({ words, more, label, shape }: WidgetProps & { label: string; shape?: string }) {
  return (
    <p>
      <a href={more} class={shape} target="_blank" rel="noopener" title={words.t('widget.new-tab')}>
        {label}
      </a>
    </p>
  )
}

function Summary({ summary }: Pick<WidgetProps, 'summary'>) {
  return (
    <ul class="summary">
      {summary.map(({ verdict, text }) => (
        <li class={verdict ?? undefined}>
          {verdict === null ? null : <VerdictIcon verdict={verdict} />}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

function Outcomes({ words, findings }: Pick<WidgetProps, 'words' | 'findings'>) {
  return (
    <ul class="outcomes">
      {findings.flatMap(({ verdict, outcomes, holdsFromDate, basis }) =>
        outcomes.slice(0, 2).map(({ kind, phrase, label }, index) => (
          <li class={verdict}>
            <OutcomeIcon kind={kind} />
            <span>
              {words.t('paper.outcome', { phrase })}
              <strong>
                <Run text={label} lang={words.lang} />
              </strong>
              {holdsFromDate === null || index > 0 ? null : ` · ${holdsFromDate}`}
              {basis === null || index > 0 ? null : (
                <span class="basis">
                  <Run
                    text={[basis.title, basis.article].filter((one) => one !== null).join(' · ')}
                    lang={words.lang}
                  />{' '}
                  · {basis.signWord}
                </span>
              )}
            </span>
          </li>
        )),
      )}
    </ul>
  )
}

function Pick({ words, holdings, carried, summary }: WidgetProps & { holdings: string }) {
  const options = `<option value="">${words.t('widget.pick.none')}</option>${holdings}`
  return (
    <form method="post" action="/widget" class={summary.length > 0 ? 'again' : undefined}>
      {carried.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label for="hold">{words.t('widget.pick')}</label>
      <select id="hold" name="hold" required dangerouslySetInnerHTML={{ __html: options }} />
      <button type="submit">{words.t('widget.show')}</button>
      <p class="muted">{words.t('widget.sends')}</p>
    </form>
  )
}
