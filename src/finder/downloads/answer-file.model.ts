// SPDX-License-Identifier: Apache-2.0

import { type Assessed, explainAssessment } from '../answers/assessed.model.ts'
import type { Words } from '../answers/words.model.ts'
import type { FormQuestion } from '../interview/answer-form.model.ts'

/** What a person takes away: the question, and what it was answered. `passerelle assess` reads it again. */
export function answerFile(question: FormQuestion, assessed: Assessed, words: Words) {
  const { assessment, asOfBasis } = assessed
  const { person, place, purpose, asOf, knownOn } = question
  return {
    format: 'passerelle-answer/1',
    about: words.t('answer.file.about'),
    in: place,
    ...(purpose === undefined ? {} : { purpose }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownOn === undefined ? {} : { knownOn }),
    person,
    asOfBasis,
    assessment,
    explanation: explainAssessment(assessed, words),
  }
}
