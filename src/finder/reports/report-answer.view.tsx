// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'
import { ErrorSummary } from '../interview/ask-question.view.tsx'

export interface ReportFormProps {
  words: Words
  rule: { id: string; title: string; basis: string; place: string }
  asOf: string
  /** The question, if the answer brought one: attached only where the person ticks it. */
  fields: readonly { name: string; value: string }[]
  attachable: boolean
  typed: { report: string; contact: string; attach: boolean }
  errors: readonly { field: string; text: string }[]
  longest: { report: number; contact: number }
  days: number
}

/** The form for `this answer is wrong`. */
export function ReportForm({ words, rule, asOf, fields, attachable, typed, errors, longest, days }: ReportFormProps) {
  const wrong = errors.some((error) => error.field === 'report')
  return (
    <form method="post" action="/report" class="report">
      {/* Pressing Enter in a field sends by the first button of the form. */}
      <button type="submit" class="hidden" name="send" value="1" tabIndex={-1} aria-hidden="true">
        {words.t('report.send')}
      </button>
      {fields.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="rule" value={rule.id} />
      <h1>{words.t('report.title')}</h1>
      <p class="lead">{words.t('report.lead')}</p>
      <ErrorSummary words={words} errors={errors} />
      <p class="note">
        <strong>
          <Run text={rule.title} lang={words.lang} />
        </strong>
        <br />
        <Run text={`${rule.basis} · ${rule.place} · ${asOf}`} lang={words.lang} />
      </p>
      <Typed words={words} attachable={attachable} typed={typed} wrong={wrong} longest={longest} days={days} />
      <div class="submit">
        <button type="submit" class="button" name="send" value="1">
          {words.t('report.send')}
        </button>
        <p class="muted small">{words.t('report.kept')}</p>
      </div>
    </form>
  )
}

type TypedProps = Pick<ReportFormProps, 'words' | 'attachable' | 'typed' | 'longest' | 'days'> & { wrong: boolean }

function Typed({ words, attachable, typed, wrong, longest, days }: TypedProps) {
  return (
    <>
      <label for="report">
        {words.t('report.text')}
        <span class="hint">{words.t('report.text.hint')}</span>
      </label>
      <textarea
        id="report"
        name="report"
        rows={6}
        required
        maxLength={longest.report}
        {...(wrong ? { 'aria-invalid': 'true' as const } : {})}
      >
        {typed.report}
      </textarea>
      <label for="contact">
        {words.t('report.contact')}
        <span class="hint">{words.t('report.contact.hint', { days })}</span>
      </label>
      <input
        type="text"
        id="contact"
        name="contact"
        maxLength={longest.contact}
        autocomplete="email"
        value={typed.contact}
      />
      {attachable ? (
        <label class="choice">
          <input type="checkbox" name="attach" value="1" checked={typed.attach} />
          <span>
            {words.t('report.attach')}
            <span class="hint">{words.t('report.attach.hint', { days })}</span>
          </span>
        </label>
      ) : null}
    </>
  )
}

/** What is said after a report has come in. */
export function ReportReceived({ words, reference }: { words: Words; reference: string }) {
  return (
    <>
      <h1>{words.t('report.received')}</h1>
      <p class="lead">{words.t('report.received.means')}</p>
      <p>
        {words.t('report.reference')}: <code>{reference}</code>
      </p>
      <p>
        <a href="/">{words.t('report.home')}</a>
      </p>
    </>
  )
}
