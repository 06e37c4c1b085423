// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withNestedLaw } from '../../../test/support/laws/nested-law.ts'
import { fixedClock } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { assessWith, explainAssessment } from '../answers/assess-person.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import { answerAsText } from '../answers/terminal/answer-text.ts'

const clock = fixedClock('2026-11-22T12:00:00Z')

function assessed(law: LoadedLaw, place: string, recruiter: string | null) {
  const facts = recruiter === null ? {} : { 'recruiter-type': recruiter }
  const person = { credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2019-06-30' }], facts }
  return assessWith(law, clock, { person, place })
}

const answer = (law: LoadedLaw, place: string, recruiter: string | null, lang = 'en') =>
  explainAssessment(assessed(law, place, recruiter), wordsIn(lang))

/** Each instrument with the lines that say what it does to the others, and what has been lost in it. */
function told(law: LoadedLaw, place: string, recruiter: string | null, lang = 'en') {
  const { nesting } = answer(law, place, recruiter, lang)
  return nesting?.flatMap((level) =>
    level.instruments.map((one) => [
      level.place,
      one.instrument,
      ...one.lines.map(({ kind, text, why }) => `${kind}: ${text}${why === null ? '' : ` ${why}`}`),
      ...one.lost.map(({ rule, reasons }) => `lost: ${rule} ${reasons.length}`),
    ]),
  )
}

test('national, provincial and city rules are told one above the other, with what each does to those above', () =>
  withNestedLaw((law) => {
    const special = 'It goes before as the more particular text for this place.'
    assert.deepEqual(told(law, 'XA-N1', 'vocational-college'), [
      [
        'Demonstration country XA',
        'xa-nation',
        `replaced: Is replaced here by “Notice of the province on skilled workers (demonstration)”: “one-off subsidy of CNY 1000” does not follow. ${special}`,
        'lost: xa-nation#subsidy 1',
      ],
      [
        'Demonstration province XA-N',
        'xa-n-province',
        `replaces: Replaces “Measures of the nation on skilled workers (demonstration)” here: “one-off subsidy of CNY 1000” does not follow from it. ${special}`,
        'same: Gives the same as “Measures of the nation on skilled workers (demonstration)”: intermediate title. Either of the two is enough.',
      ],
      [
        'Demonstration city XA-N1',
        'xa-n1-city',
        'adds: Adds to “Measures of the nation on skilled workers (demonstration)” and “Notice of the province on skilled workers (demonstration)”: what both give holds.',
      ],
    ])
  }))

test('what is excluded in the city is replaced by it, and what stands in dispute has no winner', () =>
  withNestedLaw((law) => {
    const lines = told(law, 'XA-N1', 'enterprise', 'zh-CN') ?? []
    assert.deepEqual(
      lines.map(([, id, ...rest]) => [id, ...rest.map((line) => line.split(':')[0])]),
      [
        ['xa-nation', 'replaced', 'replaced', 'lost', 'lost'],
        ['xa-n-province', 'replaces', 'disputed'],
        ['xa-n1-city', 'replaces', 'disputed'],
      ],
    )
    assert.equal(
      lines[2]?.[2],
      'replaces: 在本地取代“全国技能人才办法（演示）”：后者不产生“中级职称”。 该规定是本地的特别规定，优先适用。',
    )
  }))

test('while a condition is open nothing is said to be replaced already', () =>
  withNestedLaw((law) => {
    const [nation, , city] = told(law, 'XA-N1', null) ?? []
    assert.match(String(city?.[2]), /^replaces: Would replace “Measures of the nation/)
    assert.deepEqual(
      nation?.filter((line) => line.startsWith('lost')),
      ['lost: xa-nation#subsidy 1'],
    )
  }))

test('a place below which nothing nests tells nothing; a province tells of the nation above it, not of its cities', () =>
  withNestedLaw((law) => {
    assert.equal(told(law, 'XA', 'enterprise'), undefined)
    assert.deepEqual(
      told(law, 'XA-N', 'enterprise')?.map(([, id]) => id),
      ['xa-nation', 'xa-n-province'],
    )
  }))

test('every opposition that the engine found stands on both sides, with the article it comes from', () =>
  withNestedLaw((law) => {
    for (const recruiter of ['enterprise', 'vocational-college', null]) {
      const { assessment } = assessed(law, 'XA-N1', recruiter)
      const view = answer(law, 'XA-N1', recruiter)
      const linesOf = (rule: string) =>
        view.nesting
          ?.flatMap(({ instruments }) => instruments)
          .find(({ instrument }) => rule.startsWith(`${instrument}#`))?.lines ?? []
      const oppositions = assessment.findings.flatMap(({ rule, opposed = [] }) =>
        opposed.map(({ by }) => ({ rule, by })),
      )
      assert.ok(oppositions.length > 0)
      for (const { rule, by } of oppositions) {
        const href = `/law/${by.split('#')[0]}#${law.texts.rule(by)?.clause}`
        for (const side of [rule, by])
          assert.ok(
            linesOf(side).some(({ because }) => because?.href === href),
            side,
          )
      }
    }
  }))

test('the terminal tells the same', () =>
  withNestedLaw((law) => {
    const view = answer(law, 'XA-N1', 'enterprise')
    const text = answerAsText(view, wordsIn('en'), { width: 100, colour: false }).replaceAll(/\s+/g, ' ')
    const lines = view.nesting?.flatMap(({ instruments }) => instruments.flatMap((one) => one.lines)) ?? []
    for (const { text: line } of lines) assert.ok(text.includes(line), line)
  }))
