// SPDX-License-Identifier: Apache-2.0
import type { Person } from '@passerelle/recognition'
import { render, type VNode } from 'preact'
import type { Words } from '../../ui/index.ts'
import { AnswerPage } from '../answers/assess-person.view.tsx'
import { assessWith, explainAssessment, penFor } from '../answers/assessed.model.ts'
import {
  type FormError,
  type FormState,
  purposes,
  questionFields,
  readQuestion,
  sharedAddressOf,
} from '../interview/answer-form.model.ts'
import { answeredInWords } from '../interview/answered.model.ts'
import { AskView } from '../interview/ask-question.view.tsx'
import { knownToRegister } from '../interview/holdings.model.ts'
import { questionInWords } from '../interview/question-words.model.ts'
import { DeviceActions, DeviceNote } from './device-bar.view.tsx'
import type { DeviceLaw } from './device-law.island.tsx'
import { OneQuestion } from './one-question.view.tsx'
import type { Lists } from './page-lists.island.tsx'
import { nextQuestion, type Snapshot } from './session.model.ts'

export interface Screens {
  main: HTMLElement
  words: Words
  lists: Lists
  law: DeviceLaw | null
  remembered: FormState['answers']
}

interface Shown {
  title: string
  body: VNode
}

const clock = { now: () => new Date() }

/** Draws a screen with the views of the server. `settle` is told where a question turned out to be the answer. */
export function showScreen(screens: Screens, snapshot: Snapshot, settle: (snapshot: Snapshot) => void): void {
  const { main, words, law } = screens
  const shown =
    law === null || snapshot.screen === 'ask'
      ? ask(screens, snapshot.state, [])
      : answer(screens, law, snapshot, settle)
  // Drawn anew: fields hold what the snapshot says, whatever was typed since.
  render(null, main)
  main.replaceChildren()
  render(shown.body, main)
  for (const note of main.querySelectorAll('.sends')) note.textContent = words.t('private.stays')
  document.title = `${shown.title} · Passerelle`
  document.dispatchEvent(new Event('passerelle:drawn'))
  main.parentElement?.focus({ preventScroll: true })
  scrollTo(0, 0)
}

const texts = (words: Words, errors: readonly FormError[]) =>
  errors.map(({ field, message, value }) => ({ field, text: words.t(message, { value }) }))

function ask({ words, lists }: Screens, state: FormState, errors: readonly FormError[]): Shown {
  const { holds, place, purpose, asOf, since, workPlace } = state
  const body = (
    <AskView
      {...{ words, holds, place, purpose, asOf, since, workPlace, purposes }}
      options={lists.options}
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
  const register = knownToRegister(law.bundle)
  const known = { hold: register.knowsHolding, place: register.knowsPlace, texts: law.texts }
  const { question, errors } = readQuestion(state, known)
  const asked = errors.filter((error) => error.message !== 'ask.error.value')
  if (asked.length > 0) return ask(screens, state, asked)
  const assessed = assessWith(law, clock, question)
  const { assessment, person } = assessed
  const view = explainAssessment(assessed, words)
  const asking = { person, rule: law.rule }
  const pen = penFor(law, words)
  const again = errors[0] === undefined ? undefined : assessment.questions.find((one) => one.key === errors[0]?.field)
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
      <AnswerPage
        words={words}
        answer={view}
        answered={answeredInWords(pen, assessment, asking, law.bundle)}
        carried={questionFields(state)}
        errors={texts(words, errors)}
        places={lists.options.places}
        ways={null}
        onDevice
        share={`/?${sharedAddressOf(state)}`}
        form="answers"
      />
      <DeviceNote words={words} lawSeen={lawSeen} />
      <DeviceActions words={words} asks={assessment.questions.length > 0} />
    </>
  )
  return { title: view.title, body }
}

/** The person with every answer ever given here: a question that comes again shows what was said before. */
function withRemembered({ remembered }: Screens, law: DeviceLaw, state: FormState, person: Person): Person {
  const answers = { ...remembered, ...state.answers }
  const register = knownToRegister(law.bundle)
  const known = { hold: register.knowsHolding, place: register.knowsPlace, texts: law.texts }
  const { facts } = readQuestion({ ...state, answers }, known).question.person
  return facts === undefined ? person : { ...person, facts }
}
