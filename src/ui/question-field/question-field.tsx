// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../messages/words.ts'
import { Run } from '../text-run/text-run.tsx'

export interface QuestionProps {
  key: string
  text: string
  why: string | null
  input: 'boolean' | 'number' | 'date' | 'choice' | 'place' | 'set' | 'months'
  options: readonly { value: string; label: string }[]
  answer: boolean | number | string | readonly string[] | null
}

export interface FieldProps {
  words: Words
  question: QuestionProps
  /** Position on the page: ids are made from it. */
  id: string
  /** `<option>` elements of every place, for questions that ask for one. */
  places: string
  error?: string
}

/** A few choices stand open; more of them go into a list that unfolds. */
const few = 7

/** One question as form fields that work without a script. Names: `q.` and the key; an empty value: not known. */
export function QuestionField(props: FieldProps) {
  const { question } = props
  if (question.input === 'boolean') return <Radios {...props} options={yesNo(props.words)} />
  if (question.input === 'set') return <Boxes {...props} />
  if (question.input === 'months') return <Months {...props} />
  if (question.input === 'choice' && question.options.length > 0 && question.options.length <= few) {
    return <Radios {...props} options={question.options} />
  }
  return <Single {...props} />
}

const yesNo = (words: Words) => [
  { value: 'true', label: words.t('question.yes') },
  { value: 'false', label: words.t('question.no') },
]

function Hint({
  words,
  id,
  text,
  error,
}: {
  words: Words
  id: string
  text: string | null
  error?: string | undefined
}) {
  return (
    <>
      {text === null ? null : (
        <span class="hint" id={`${id}-hint`}>
          <Run text={text} lang={words.lang} />
        </span>
      )}
      {error === undefined ? null : (
        <span class="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </>
  )
}

function Legend({ words, question, id, error }: FieldProps) {
  return (
    <legend>
      <Run text={question.text} lang={words.lang} />
      <Hint words={words} id={id} text={question.why} error={error} />
    </legend>
  )
}

function Radios(props: FieldProps & { options: readonly { value: string; label: string }[] }) {
  const { words, question, id, options } = props
  const given = question.answer === null ? '' : String(question.answer)
  const all = [...options, { value: '', label: words.t('question.unknown') }]
  return (
    <fieldset class="question" id={id}>
      <Legend {...props} />
      <div class={options.length > 2 ? 'choices column' : 'choices'}>
        {all.map((option) => (
          <label class="choice">
            <input type="radio" name={`q.${question.key}`} value={option.value} checked={option.value === given} />
            <span>
              <Run text={option.label} lang={words.lang} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Boxes(props: FieldProps) {
  const { words, question, id } = props
  const given = Array.isArray(question.answer) ? question.answer : []
  const none = Array.isArray(question.answer) && given.length === 0
  return (
    <fieldset class="question" id={id}>
      <Legend {...props} />
      <div class="choices column">
        {question.options.map((option) => (
          <label class="choice">
            <input
              type="checkbox"
              name={`q.${question.key}`}
              value={option.value}
              checked={given.includes(option.value)}
            />
            <span>
              <Run text={option.label} lang={words.lang} />
            </span>
          </label>
        ))}
        <label class="choice">
          <input type="checkbox" name={`q.${question.key}`} value="-" checked={none} />
          <span>{words.t('question.none')}</span>
        </label>
      </div>
    </fieldset>
  )
}

function Months(props: FieldProps) {
  const { words, question, id } = props
  const given = typeof question.answer === 'number' ? question.answer : null
  const field = (part: 'years' | 'months', value: number | null) => (
    <label>
      {words.t(`question.${part}`)}
      <input
        type="number"
        inputmode="numeric"
        name={`q.${question.key}.${part}`}
        min={0}
        max={part === 'years' ? 80 : 11}
        value={value ?? ''}
      />
    </label>
  )
  return (
    <fieldset class="question" id={id}>
      <Legend {...props} />
      <div class="two">
        {field('years', given === null ? null : Math.trunc(given / 12))}
        {field('months', given === null ? null : given % 12)}
      </div>
    </fieldset>
  )
}

function Single(props: FieldProps) {
  const { words, question, id, error } = props
  const described = [question.why === null ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .join(' ')
    .trim()
  const common = {
    id,
    name: `q.${question.key}`,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  }
  return (
    <div class="question">
      <label for={id}>
        <Run text={question.text} lang={words.lang} />
      </label>
      <Hint words={words} id={id} text={question.why} error={error} />
      <Control {...props} common={common} />
    </div>
  )
}

function Control({ words, question, places, common }: FieldProps & { common: Record<string, unknown> }) {
  const given = question.answer === null ? '' : String(question.answer)
  if (question.input === 'date') return <input type="date" {...common} value={given} max="2100-12-31" />
  if (question.input === 'number') return <input type="number" inputmode="decimal" {...common} value={given} />
  if (question.input === 'place' && question.options.length === 0) {
    const chosen = places.replace(`value="${given}"`, `value="${given}" selected`)
    const html = `<option value="">${words.t('question.unknown')}</option>${given === '' ? places : chosen}`
    return <select {...common} dangerouslySetInnerHTML={{ __html: html }} />
  }
  if (question.options.length === 0) return <input type="text" {...common} value={given} />
  return (
    <select {...common}>
      <option value="">{words.t('question.unknown')}</option>
      {question.options.map((option) => (
        <option value={option.value} selected={option.value === given}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
