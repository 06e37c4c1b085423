// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'
import { ErrorSummary } from '../interview/ask-question.view.tsx'
import type { CreditView, ProgrammeView } from './credit-view.model.ts'

type Fields = Partial<Record<string, string>>

interface FormProps {
  words: Words
  programme: ProgrammeView
  fields: Fields
  errors: readonly { field: string; text: string }[]
  /** Where what stands in it comes from. */
  note: string | null
}

/** Which programme; said plainly where there is none. */
export function ProgrammeList({
  words,
  programmes,
  carried,
}: {
  words: Words
  programmes: readonly ProgrammeView[]
  /** What came along from an answer, for the address of a programme. */
  carried: string
}) {
  return (
    <>
      <h1>{words.t('credit.name')}</h1>
      <p class="lead">{words.t('credit.lead')}</p>
      {programmes.length === 0 ? (
        <p class="note">{words.t('credit.empty')}</p>
      ) : (
        <ul class="links">
          {programmes.map(({ id, title, place }) => (
            <li>
              <a href={`/credits?programme=${id}${carried}`}>
                <Run text={title} lang={words.lang} />
              </a>
              <span class="muted small"> · {place.name}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** One line for each thing that counts towards the programme. */
export function CreditForm({ words, programme, fields, errors, note }: FormProps) {
  return (
    <form method="get" action="/credits" class="picker section credits">
      <ErrorSummary words={words} errors={errors} />
      <input type="hidden" name="programme" value={programme.id} />
      {note === null ? null : <p class="note">{note}</p>}
      <LevelField words={words} level={programme.level} value={fields['level']} />
      {programme.rows.map((row) => (
        <fieldset>
          <legend>
            <Run text={row.label} lang={words.lang} />
          </legend>
          <p class="muted small">{row.gives}</p>
          <div class="fields">
            {row.amount === null ? (
              <label class="choice">
                <input type="checkbox" name={`has.${row.id}`} value="1" checked={fields[`has.${row.id}`] === '1'} />{' '}
                {words.t('credit.has')}
              </label>
            ) : (
              <Field
                id={`amount.${row.id}`}
                label={words.t(`credit.amount.${row.amount}`)}
                type="number"
                value={fields[`amount.${row.id}`]}
              />
            )}
            {row.dated ? (
              <Field
                id={`issued.${row.id}`}
                label={words.t('credit.issued')}
                type="date"
                value={fields[`issued.${row.id}`]}
              />
            ) : null}
          </div>
        </fieldset>
      ))}
      <button type="submit" class="button" name="count" value="1">
        {words.t('credit.submit')}
      </button>
    </form>
  )
}

/** Only where a programme asks for one. */
function LevelField({
  words,
  level,
  value,
}: {
  words: Words
  level: ProgrammeView['level']
  value: string | undefined
}) {
  if (level === null) return null
  return (
    <div>
      <label for="level">{words.t('credit.level')}</label>
      <p class="muted small" id="level-why">
        {words.t('credit.level.why', { level: level.name })}
      </p>
      <select id="level" name="level" aria-describedby="level-why">
        <option value="">{words.t('credit.level.none')}</option>
        {level.options.map((one) => (
          <option value={one.value} selected={one.value === value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  )
}

interface FieldProps {
  id: string
  label: string
  type: 'number' | 'date'
  value: string | undefined
}

function Field({ id, label, type, value }: FieldProps) {
  return (
    <div>
      <label for={id}>{label}</label>
      <input id={id} name={id} type={type} value={value ?? ''} {...(type === 'number' && { min: '0', step: '1' })} />
    </div>
  )
}

export function ProgrammeHead({ words, programme }: { words: Words; programme: ProgrammeView }) {
  return (
    <>
      <p class="over-line">
        {words.t('credit.name')} · {programme.place.name}
      </p>
      <h1>
        <Run text={programme.title} lang={words.lang} />
      </h1>
      <p>
        <a href={programme.basis.href}>
          <Run text={programme.basis.title} lang={words.lang} />
        </a>
      </p>
    </>
  )
}

export function CreditAnswer({ words, view }: { words: Words; view: CreditView }) {
  const units = view.units.map(({ title, credits, of, text }) => ({
    title,
    facts: [words.t('credit.of', { credits, of }), text],
  }))
  return (
    <>
      <section class="section" aria-labelledby="credits">
        <h2 id="credits">{view.summary}</h2>
        <p class="facts-line">
          <span>{view.asOfText}</span>
        </p>
        {view.entry === null ? null : <p class="note">{view.entry}</p>}
        {view.next === null ? null : <p>{view.next}</p>}
      </section>
      <Lines words={words} id="units" title={words.t('credit.units')} lines={units} />
      <section class="section" aria-labelledby="counted">
        <h2 id="counted">{words.t('credit.step')}</h2>
        <ol class="counted">
          {view.steps.map(({ heading, lines }) => (
            <li>
              <h3>{heading}</h3>
              <ul>
                {lines.map((line) => (
                  <li>
                    <Run text={line} lang={words.lang} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

interface LinesProps {
  words: Words
  id: string
  title: string
  lines: readonly { title: string; facts: readonly string[] }[]
}

function Lines({ words, id, title, lines }: LinesProps) {
  if (lines.length === 0) return null
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="law-list">
        {lines.map((line) => (
          <li>
            <strong>
              <Run text={line.title} lang={words.lang} />
            </strong>
            <p>
              {line.facts.map((fact) => (
                <span>{fact}</span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
