// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bundle, Person, Reason, Rule } from '@passerelle/recognition'
import { fixedClock } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { assessWith, explainAssessment } from './assess-person.ts'
import { penFor } from './assessed.model.ts'
import { collectLawTexts } from './collect-law-texts.ts'
import { openLaw } from './load-law.ts'
import { conditionsInWords } from './reason-words.model.ts'

// A demonstration place with one notice: XA is a user-assigned code.
const both = (en: string, chinese: string) => ({ en, 'zh-CN': chinese })

const bundle: Bundle = {
  jurisdictions: [{ code: 'XA', parents: [] }],
  frameworks: [{ id: 'xa-skill', levels: ['low', 'high'].map((id, rank) => ({ id, rank })) }],
  qualifications: [],
  catalogues: [],
  facts: [{ id: 'honours', type: 'set', options: ['medal', 'prize'] }],
  rules: [
    {
      id: 'xa-1#title',
      instrument: 'xa-1',
      places: ['XA'],
      purposes: ['title'],
      subject: { levels: ['xa-skill/high'] },
      when: {
        all: [
          { held: { years: 2 } },
          { any: ['medal', 'prize'].map((includes) => ({ fact: 'honours', includes })) },
          { normally: { age: { atMost: 45 } } },
        ],
      },
      outcomes: [{ kind: 'recognised-as', by: 'application', target: { level: 'xa-skill/high' } }],
      from: null,
      until: null,
    },
  ],
}

const law = openLaw({
  bundle,
  aliases: {},
  statements: new Set(),
  texts: collectLawTexts({
    instruments: [
      {
        instrument: {
          id: 'xa-1',
          jurisdiction: 'XA',
          kind: 'notice',
          title: both('Notice on titles', '关于职称的通知'),
          number: 'XA 1/2024',
          published: '2024-01',
          status: 'in-force',
          sources: [{ id: 's1', url: 'https://example.org/1 (copy)', quality: 'news-copy', text: 'paraphrase' }],
          clauses: [
            { id: 'art-3', article: both('art. 3', '第三条'), summary: both('In our words.', '概述。'), source: 's1' },
            { id: 'art-9', summary: both('A frame.', '框架。'), source: 's1' },
          ],
        },
        rules: [
          {
            id: 'title',
            clause: 'art-3',
            title: both('Skill to title', '技能等级认定职称'),
            outcomes: [{ label: both('the title', '职称'), benefits: [both('a post', '岗位')] }],
          },
        ],
      },
    ],
    facts: [
      {
        id: 'honours',
        type: 'set',
        label: both('Honours', '荣誉'),
        question: both('Which honours?', '哪些荣誉？'),
        options: [
          { id: 'medal', label: both('Medal', '奖牌') },
          { id: 'prize', label: both('Prize', '奖项') },
        ],
      },
    ],
    names: {
      jurisdiction: new Map([['XA', both('Xanadu', '上都')]]),
      level: new Map([['xa-skill/high', both('High skill', '高技能')]]),
    },
  }),
})

function answer(person: Person, lang: 'en' | 'zh-CN') {
  const assessed = assessWith(law, fixedClock('2026-11-22T12:00:00Z'), { person, place: 'XA', purpose: 'title' })
  return explainAssessment(assessed, wordsIn(lang))
}

const holder: Person = {
  birthDate: '1980-01-01',
  credentials: [{ id: 'c1', level: 'xa-skill/high', issued: '2025-08-20' }],
  facts: { honours: [] },
}

test('an unmet finding says by how much, from when, on what and where it is written', () => {
  const { findings, summary, asOf, title } = answer(holder, 'en')
  assert.deepEqual(
    { title, asOf, summary },
    {
      title: 'High skill in Xanadu',
      asOf: 'As of 22 November 2026 (UTC)',
      summary: [{ verdict: 'unmet', text: 'One rule speaks of what you hold, but a condition is not met.' }],
    },
  )
  const [finding] = findings.unmet
  assert.deepEqual(finding?.conditions, [
    {
      verdict: 'unmet',
      text: 'Held for at least 2 years',
      detail: '1 year 3 months held, 2 years needed: from 20 August 2027',
      facts: ['Day of issue: 20 August 2025'],
      note: null,
      children: [],
    },
    {
      verdict: 'unmet',
      text: 'Honours: one of these',
      detail: null,
      facts: ['Honours: none'],
      note: null,
      children: ['Medal', 'Prize'].map((text) => ({
        verdict: 'unmet',
        text,
        detail: null,
        facts: [],
        note: null,
        children: [],
      })),
    },
    {
      verdict: 'discretion',
      text: 'Normally: Not older than 45',
      detail: 'You are 46',
      facts: ['Date of birth: 1 January 1980'],
      note: 'discretion',
      children: [],
    },
    { verdict: 'met', text: 'Holds High skill', detail: null, facts: [], note: null, children: [] },
  ])
  assert.deepEqual(finding?.basis, {
    instrument: 'xa-1',
    clause: 'art-3',
    kind: 'Notice',
    title: 'Notice on titles',
    number: 'XA 1/2024',
    article: 'art. 3',
    summary: 'In our words.',
    jurisdiction: 'Xanadu',
    issuer: null,
    dates: ['Published January 2024'],
    status: 'In force',
    inForce: true,
    url: 'https://example.org/1',
    sign: 'reported',
    signWord: 'Reported',
    signMeans: 'Known from a report about it.',
    wording: 'The source retells the rule; it is not the wording of the law.',
    note: null,
  })
})

test('discretion is neither met nor unmet, in words as well', () => {
  const person = { ...holder, credentials: [{ id: 'c1', level: 'xa-skill/high', issued: '2020-08-20' }] }
  const { findings, summary } = answer({ ...person, facts: { honours: ['medal'] } }, 'zh-CN')
  assert.deepEqual(summary, [{ verdict: 'discretion', text: '有 1 项由主管部门酌情决定。' }])
  assert.deepEqual(findings.discretion[0]?.notes, [
    '规定的表述是“原则上”。您的情况不符合这一项，主管部门可以酌情决定，但没有义务。',
  ])
})

test('what is asked has its options in the order of their declaration, and the frame stands as background', () => {
  const { questions, background, findings } = answer({ credentials: [{ id: 'c1', level: 'xa-skill/high' }] }, 'en')
  assert.deepEqual(findings.unknown[0]?.outcomes[0]?.phrase, 'Would be recognised as')
  assert.deepEqual(
    questions.map(({ key, text, input, options }) => ({ key, text, input, options })),
    [
      { key: 'birthDate', text: 'When were you born?', input: 'date', options: [] },
      { key: 'credential:c1:issued', text: 'When was “High skill” issued?', input: 'date', options: [] },
      {
        key: 'honours',
        text: 'Which honours?',
        input: 'set',
        options: [
          { value: 'medal', label: 'Medal' },
          { value: 'prize', label: 'Prize' },
        ],
      },
    ],
  )
  assert.deepEqual(
    background.map(({ texts, lines }) => ({ texts, lines })),
    [{ texts: ['A frame.'], lines: [] }],
  )
})

test('no rule is not a refusal', () => {
  const { summary } = answer({ credentials: [{ id: 'c1', level: 'xa-skill/low' }] }, 'en')
  assert.deepEqual(summary, [
    {
      verdict: null,
      text: 'No rule loaded here for Xanadu speaks of this. That is not a refusal: it only means that none is known here.',
    },
  ])
})

test('a condition on another credential names those that meet it, not those that might', () => {
  const rule: Rule = { ...(bundle.rules[0] as Rule), when: { credential: { levels: ['xa-skill/high'] } } }
  const person = {
    credentials: [{ id: 'c1', qualification: 'xa-unknown' }, ...holder.credentials.map((c2) => ({ ...c2, id: 'c2' }))],
  }
  const candidate = (credential: string, verdict: 'met' | 'unknown') => ({
    path: 'when.credential',
    verdict,
    credential,
  })
  const named = (...children: Reason[]) =>
    conditionsInWords(penFor(law, wordsIn('en')), rule, { path: 'when', verdict: 'met', children }, person)[0]?.facts
  assert.deepEqual(named(candidate('c1', 'unknown'), candidate('c2', 'met')), ['High skill'])
})
