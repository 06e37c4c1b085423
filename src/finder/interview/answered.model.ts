// SPDX-License-Identifier: Apache-2.0
import type { Assessment, Bundle, Question } from '@passerelle/recognition'
import { parseFactKey } from '../answers/fact-words.model.ts'
import type { Pen } from '../answers/words.model.ts'
import { typeOfAnswer } from './answer-form.model.ts'
import { type Asking, type QuestionView, questionInWords } from './question-words.model.ts'

/** The questions that were answered before, so that every answer can be seen and changed. */
export function answeredInWords(
  pen: Pen,
  assessment: Assessment,
  asking: Asking,
  bundle: Pick<Bundle, 'frameworks' | 'catalogues'>,
): QuestionView[] {
  const decides = [...new Set(assessment.findings.map((finding) => finding.rule))]
  const open = new Set(assessment.questions.map((question) => question.key))
  const keys = Object.keys(asking.person.facts ?? {}).filter((key) => !open.has(key))
  return keys.map((key) => {
    const question: Question = { key, about: 'fact', name: key, type: typeOfAnswer(key, pen.texts), decides }
    const options = optionsOf(key, bundle)
    if (options !== null) question.options = options
    const view = questionInWords(pen, question, asking)
    return { ...view, why: null }
  })
}

function optionsOf(key: string, bundle: Pick<Bundle, 'frameworks' | 'catalogues'>): string[] | null {
  const parsed = parseFactKey(key)
  if (parsed.about !== 'credential') return null
  if (parsed.attribute === 'listed') {
    const catalogue = bundle.catalogues.find((one) => one.id === parsed.argument)
    return catalogue === undefined ? null : [...catalogue.classes, 'no']
  }
  if (parsed.attribute !== 'level') return null
  const framework = bundle.frameworks.find((one) => one.id === parsed.credential.slice(1))
  return framework === undefined ? null : [...framework.levels.map((level) => `${framework.id}/${level.id}`), 'none']
}
