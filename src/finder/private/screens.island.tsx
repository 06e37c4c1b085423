// SPDX-License-Identifier: Apache-2.0
import type { Person } from '@passerelle/recognition'
import type { Words } from '../../ui/index.ts'
import { AnswerPage } from '../answers/assess-person.view.tsx'
import { assessWith, explainAssessment, penFor } from '../answers/assessed.model.ts'
import { credentialInWords } from '../answers/fact-words.model.ts'
import { comparePlaces } from '../comparisons/compare-places.model.ts'
import { ComparisonView } from '../comparisons/compare-places.view.tsx'
import { otherWays } from '../comparisons/other-ways.model.ts'
import { answerFile } from '../downloads/answer-file.model.ts'
import {
  answerFields,
  type FormError,
  type FormQuestion,
  type FormState,
  purposes,
  questionFields,
  readQuestion,
  sharedAddressOf,
} from '../interview/answer-form.model.ts'
import { answeredInWords } from '../interview/answered.model.ts'
import { AskView } from '../interview/ask-question.view.tsx'
import { withHoldings } from '../interview/held-options.model.ts'
import { knownToRegister } from '../interview/holdings.model.ts'
import { questionInWords } from '../interview/question-words.model.ts'
import { DeviceActions, DeviceNote } from './device-bar.view.tsx'
import type { DeviceLaw } from './device-law.island.tsx'
import { draw, type Shown } from './device-page.island.tsx'
import { OneQuestion } from './one-question.view.tsx'
import type { Lists } from './page-lists.island.tsx'
import { nextQuestion, type Snapshot } from './session.model.ts'

export interface Screens {
  main: HTMLElement
  words: Words
  lists: Lists
  law: DeviceLaw | null
  remembered: FormState['answers']
  /** What was found by search, by its name. */
  found: ReadonlyMap<string, string>
}

const clock = { now: () => new Date() }

/** Draws a screen with the views of the server. `settle` is told where a question turned out to be the answer. */
export function showScreen(screens: Screens, snapshot: Snapshot, settle: (snapshot: Snapshot) => void): void {
  const { main, words, law } = screens
  const shown =
    law === null || snapshot.screen === 'ask'
      ? ask(screens, snapshot.state, [])
      : answer(screens, law, snapshot, settle)
  draw(main, words, shown)
}

const texts = (words: Words, errors: readonly FormError[]) =>
  errors.map(({ field, message, value }) => ({ field, text: words.t(message, { value }) }))

function ask({ words, lists, found }: Screens, state: FormState, errors: readonly FormError[]): Shown {
  const { holds, place, purpose, asOf, since, workPlace } = state
  const body = (
    <AskView
      {...{ words, holds, place, purpose, asOf, since, workPlace, purposes }}
      options={withHoldings(lists.options, found)}
      errors={texts(words, errors)}
      examples={lists.examples}
      empty={false}
    />
  )
  return { title: words.t('site.title'), body }
}

function answer(screens: Screens, law: DeviceLaw, snapshot: Snapshot, settle: (snapshot: Snapshot) => void): Shown {
  const { words, lists } = screens
  const { state, screen, passed } = snapshot
  const { question, errors } = read(law, state)
  const asked = errors.filter((error) => error.message !== 'ask.error.value')
  if (asked.length > 0) return ask(screens, state, asked)
  const assessed = assessWith(law, clock, question)
  const { assessment, person } = assessed
  const view = explainAssessment(assessed, words)
  const asking = { person, rule: law.rule }
  const pen = penFor(law, words)
  const again = errors[0] === undefined ? undefined : assessment.questions.find((one) => one.key === errors[0]?.field)
  if (screen === 'compare') return compare(screens, law, state, question)
  const next = again ?? nextQuestion(assessment.questions, passed)
  if (screen === 'question' && next !== undefined) {
    const written = questionInWords(pen, next, { ...asking, person: withRemembered(screens, law, state, person) })
    const open = assessment.questions.filter((one) => !passed.includes(one.key)).length
    const title = view.title
    const soFar = view.summary[0]?.text ?? ''
    const error = again === undefined ? {} : { error: texts(words, errors)[0]?.text ?? '' }
    return {
      title,
      body: (
        <OneQuestion {...{ words, open, title, soFar }} question={written} places={lists.options.places} {...error} />
      ),
    }
  }
  settle({ ...snapshot, screen: 'answer' })
  const lawSeen = law.seen === null ? null : words.date(law.seen)
  const body = (
    <>
      {/* Pressing Enter in a field sends by the first button of the form: this one changes nothing. */}
      <button type="submit" form="answers" class="hidden" tabIndex={-1} aria-hidden="true">
        {words.t('answer.update')}
      </button>
      <AnswerPage
        words={words}
        answer={view}
        answered={answeredInWords(pen, assessment, asking, law.bundle)}
        carried={questionFields(state)}
        errors={texts(words, errors)}
        places={lists.options.places}
        ways={otherWays(assessed, question, clock, words)}
        share={`/?${sharedAddressOf(state)}`}
        form="answers"
      />
      <DeviceNote words={words} lawSeen={lawSeen} />
      <DeviceActions words={words} asks={assessment.questions.length > 0} />
    </>
  )
  return { title: view.title, body }
}

function compare({ words }: Screens, law: DeviceLaw, state: FormState, question: FormQuestion): Shown {
  const pen = penFor(law, words)
  const holds = question.person.credentials.map((credential) => credentialInWords(pen, credential))
  const hold = holds.length === 0 ? words.t('answer.nothing-held') : words.and(holds)
  const title = words.t('compare.title', { hold })
  const { rows, rest } = comparePlaces(law, clock, question, words)
  const fields = [...questionFields(state).filter(({ name }) => name !== 'in'), ...answerFields(state)]
  const body = <ComparisonView {...{ words, title, rows, rest, fields }} place={state.place} form="compared" />
  return { title, body }
}

/** The answer as a file, the same as the server would write; null: the question cannot be answered. */
export function fileOf({ words }: Pick<Screens, 'words'>, law: DeviceLaw, state: FormState): string | null {
  const { question, errors } = read(law, state)
  if (errors.length > 0) return null
  return `${JSON.stringify(answerFile(question, assessWith(law, clock, question), words), null, 2)}\n`
}

function read(law: DeviceLaw, state: FormState) {
  const register = knownToRegister(law.bundle)
  return readQuestion(state, { hold: register.knowsHolding, place: register.knowsPlace, texts: law.texts })
}

/** The person with every answer ever given here: a question that comes again shows what was said before. */
function withRemembered({ remembered }: Screens, law: DeviceLaw, state: FormState, person: Person): Person {
  const answers = { ...remembered, ...state.answers }
  const { facts } = read(law, { ...state, answers }).question.person
  return facts === undefined ? person : { ...person, facts }
}
