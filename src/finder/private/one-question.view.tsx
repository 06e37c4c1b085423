// SPDX-License-Identifier: Apache-2.0
import { QuestionField, type QuestionProps, Run, type Words } from '../../ui/index.ts'

export interface OneQuestionProps {
  words: Words
  question: QuestionProps
  /** How many questions can still change the answer, this one included. */
  open: number
  /** What is known so far, in a sentence. */
  soFar: string
  title: string
  places: string
  error?: string
}

/** One question on a screen, with why it is asked. */
export function OneQuestion(props: OneQuestionProps) {
  const { words, question, open, soFar, title, places, error } = props
  const rest = error === undefined ? {} : { error }
  return (
    <form method="post" action="/" id="interview" class="interview" data-key={question.key} noValidate>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="muted" role="status">
        {words.t('interview.left', { n: open })}
      </p>
      <QuestionField words={words} question={question} id="q" places={places} {...rest} />
      <div class="submit">
        <button type="submit" class="button">
          {words.t('interview.next')}
        </button>
        <button type="submit" class="button quiet" name="pass" value="1">
          {words.t('question.unknown')}
        </button>
      </div>
      <div class="device-actions">
        <button type="button" class="button quiet" data-act="back">
          {words.t('interview.back')}
        </button>
        <button type="button" class="button quiet" data-act="answer">
          {words.t('interview.answer')}
        </button>
      </div>
      <p class="note">{soFar}</p>
    </form>
  )
}
