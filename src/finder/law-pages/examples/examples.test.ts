// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { testDatabase } from '../../../../test/support/test-databases.ts'
import { instrumentExamples, type LawExample, loadShippedLaw } from '../../../instruments/index.ts'
import { fixedClock } from '../../../kernel/index.ts'
import { loadReference } from '../../../register/index.ts'
import { wordsIn } from '../../../ui/index.ts'
import { assessWith, penFor } from '../../answers/assessed.model.ts'
import { type LoadedLaw, lawShelf } from '../../answers/load-law.ts'
import { type Fields, readForm, readQuestion } from '../../interview/answer-form.model.ts'
import { finderLists } from '../../interview/finder-lists.ts'
import { exampleQuestion } from './example-question.ts'
import { exampleInWords } from './explain-example.ts'
import { readExamples } from './read-examples.ts'

const root = join(import.meta.dirname, '../../../..')

let database: Awaited<ReturnType<typeof testDatabase>>
let law: LoadedLaw
let examples: { instrument: string; example: LawExample }[]

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  law = await lawShelf(database.db).take(null)
  const found = law.texts.instruments().map(async ({ id: instrument }) => {
    const rows = await instrumentExamples(database.db, instrument, {})
    return rows.map((example) => ({ instrument, example }))
  })
  examples = (await Promise.all(found)).flat()
})
after(() => database.close())

/** What the way into the finder sends, as the finder reads it. */
function sentFields(ask: NonNullable<ReturnType<typeof exampleInWords>['ask']>): Fields {
  const pairs =
    'href' in ask ? [...new URLSearchParams(ask.href.slice(2))] : ask.fields.map((one) => [one.name, one.value])
  const fields: Record<string, string[]> = {}
  for (const [name = '', value = ''] of pairs) fields[name] = [...(fields[name] ?? []), value]
  return fields
}

test('the finder answers the question of every shipped example as the example expects', () => {
  const pen = penFor(law, wordsIn('en'))
  const lists = finderLists(law)
  const known = { hold: lists.knowsHolding, place: lists.knowsPlace, texts: law.texts }
  const differences: string[] = []
  let without = 0
  for (const { instrument, example } of examples) {
    const { ask } = exampleInWords(pen, example, { rule: law.rule(`${instrument}#${example.rule}`), knownOn: null })
    if (ask === null) {
      without++
      continue
    }
    const { question, errors } = readQuestion(readForm(sentFields(ask)), known)
    const { assessment } = assessWith(law, fixedClock('2026-11-22T03:00:00Z'), question)
    const { subject, verdict, holdsFrom } = example.content.expect
    const found = assessment.findings.find(
      (one) => one.rule === `${instrument}#${example.rule}` && (subject === undefined || one.subject === subject),
    )
    const same =
      (found?.verdict ?? 'absent') === verdict && (holdsFrom === undefined || holdsFrom === (found?.holdsFrom ?? null))
    if (errors.length > 0 || !same) {
      differences.push(`${example.id}: ${verdict} but ${found?.verdict ?? 'absent'} ${JSON.stringify(errors)}`)
    }
  }
  assert.deepEqual(differences, [])
  assert.ok(examples.length > 300 && without < examples.length / 10, `${without} of ${examples.length} without a way`)
})

/** An example as the page tells it, without the way into the finder. */
async function told(lang: 'en' | 'zh-CN', rule: string, anchor: string) {
  const library = { db: database.db, pen: penFor(law, wordsIn(lang)), when: {}, knownOn: null, rule: law.rule }
  const [instrument = '', id = ''] = rule.split('#')
  const example = (await readExamples(library, instrument))(id).find((one) => one.anchor === anchor)
  assert.ok(example, anchor)
  const { ask: _ask, ...said } = example
  return said
}

test('a person is told in words, in each language', async () => {
  const rule = 'cn-sh-class-c-2025#class-c-intermediate'
  assert.deepEqual(await told('en', rule, 'example-met-intermediate-years-abroad-count'), {
    anchor: 'example-met-intermediate-years-abroad-count',
    kind: 'met',
    title: 'Four years abroad and one in Shanghai make five',
    holds: [
      'Another certificate · issued 31 May 2014 · Place of award: United Kingdom · on the list “Shanghai list of recognised overseas professional qualifications”: Category C · Assessed before: No · Title series in the list: Engineering',
      "Bachelor's degree · issued 30 June 2013 · Field: Electronics and automation",
    ],
    facts: [
      {
        fact: 'Work',
        value: 'from 1 October 2020 · until 30 September 2024 · in United Kingdom · relevant to: Another certificate',
      },
      { fact: 'Work', value: 'from 1 October 2025 · goes on · in Shanghai · relevant to: Another certificate' },
    ],
    asked: 'Shanghai, on 22 November 2026',
    answer: 'The rule is met.',
  })
  assert.deepEqual(await told('zh-CN', rule, 'example-met-intermediate-years-abroad-count'), {
    anchor: 'example-met-intermediate-years-abroad-count',
    kind: 'met',
    title: '境外四年加在沪一年共五年',
    holds: [
      '其他证书 · 2014年5月31日签发 · 颁发地：英国 · 列入“上海市境外职业资格证书认可清单”：C类 · 此前已参评：否 · 目录所列职称系列：工程系列',
      '学士 · 2013年6月30日签发 · 专业：Electronics and automation',
    ],
    facts: [
      { fact: '工作', value: '2020年10月1日起 · 至2024年9月30日 · 在英国 · 与此相关：其他证书' },
      { fact: '工作', value: '2025年10月1日起 · 仍在继续 · 在上海市 · 与此相关：其他证书' },
    ],
    asked: '2026年11月22日，上海市',
    answer: '符合规则。',
  })
})

test('what is open is named with the certificate it is about, and a day is named where time helps', async () => {
  const answer = async (rule: string, anchor: string) => (await told('en', rule, anchor)).answer
  assert.deepEqual(
    [
      await answer(
        'cn-4403-2022-deemed-titles#next-level-intermediate',
        'example-undecided-next-level-degree-not-known',
      ),
      await answer('cn-sh-class-c-2025#class-c-intermediate', 'example-unmet-intermediate-bachelor-four-years'),
      await answer('cn-sx-2024-5#technician-intermediate', 'example-undecided-technician-of-46-discretion'),
    ],
    [
      'Not settled: it depends on Level (Degrees and school-leaving levels).',
      'The rule is not met yet; it would be from 1 October 2027.',
      'Not settled: the authority may decide.',
    ],
  )
})

test('what the form of the finder cannot say has no way into it', () => {
  const [one] = examples
  assert.ok(one)
  const withPerson = (person: LawExample['content']['person']): LawExample => ({
    ...one.example,
    content: { ...one.example.content, person },
  })
  const level = { id: 'a', level: 'cn-skill/2' }
  const asks = (person: LawExample['content']['person']) =>
    exampleQuestion(withPerson(person), { rule: undefined, knownOn: null }) !== null
  assert.equal(asks({ credentials: [level] }), true)
  assert.equal(asks({ credentials: [{ ...level, status: 'revoked' }] }), false)
  assert.equal(asks({ credentials: [{ ...level, expires: '2030-01-01' }] }), false)
  assert.equal(asks({ credentials: [{ ...level, qualification: 'us-abt-diplomate' }] }), false)
  assert.equal(asks({ credentials: [level], experience: [] }), false)
  assert.equal(asks({ credentials: [level], experience: [{ from: '2020-01-01', relevantTo: ['a'] }] }), true)
  assert.equal(asks({ credentials: [level], experience: [{ from: '2020-01-01' }] }), false)
  assert.equal(
    asks({ credentials: [level], experience: [{ from: '2020-01-01', to: '2021-01-01', relevantTo: ['a'] }] }),
    false,
  )
  const numbered = exampleQuestion(withPerson({ credentials: [level], facts: { 'credential:a:held': true } }), {
    rule: undefined,
    knownOn: '2026-11-22',
  })
  assert.deepEqual(numbered?.answers, { 'credential:c1:held': ['true'] })
  assert.equal(numbered?.knownOn, '2026-11-22')
})
