// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bundle, Rule } from '@passerelle/recognition'
import { fixedClock } from '../../../kernel/index.ts'
import { wordsIn } from '../../../ui/messages/words.ts'
import { assessWith, explainAssessment } from '../assess-person.ts'
import { collectLawTexts } from '../collect-law-texts.ts'
import { openLaw } from '../load-law.ts'

// A province and a city of XA, a user-assigned code: the city excludes what the province grants.
const both = (en: string, chinese: string) => ({ en, 'zh-CN': chinese })

const rule = (id: string, place: string, more: Partial<Rule>): Rule => ({
  id,
  instrument: id.split('#')[0] ?? id,
  places: [place],
  purposes: ['title'],
  subject: { levels: ['xa-skill/high'] },
  when: null,
  outcomes: [],
  from: null,
  until: null,
  ...more,
})

const bundle = (city: Partial<Rule>): Bundle => ({
  jurisdictions: [
    { code: 'XA', parents: [] },
    { code: 'XA-1', parents: [{ code: 'XA' }] },
  ],
  frameworks: [{ id: 'xa-skill', levels: [{ id: 'high', rank: 1 }] }],
  qualifications: [],
  catalogues: [],
  facts: [{ id: 'barred', type: 'boolean' }],
  rules: [
    rule('province#title', 'XA', {
      outcomes: [{ kind: 'recognised-as', by: 'application', target: { level: 'xa-skill/high' } }],
    }),
    rule('city#barred', 'XA-1', {
      subject: null,
      when: { fact: 'barred', is: true },
      excludes: [{ kinds: ['recognised-as'] }],
      ...city,
    }),
  ],
})

const instrument = (id: string, jurisdiction: string, title: ReturnType<typeof both>) => ({
  id,
  jurisdiction,
  kind: 'notice',
  title,
  status: 'in-force',
  sources: [{ id: 's1', url: 'https://example.org/1', quality: 'demonstration', text: 'paraphrase' }],
  clauses: [{ id: 'art-1', article: both('art. 1', '第一条'), summary: both('In our words.', '概述。'), source: 's1' }],
})

const texts = collectLawTexts({
  instruments: [
    {
      instrument: instrument('province', 'XA', both('Notice of the province', '省通知')),
      rules: [
        {
          id: 'title',
          clause: 'art-1',
          title: both('Skill to title', '技能等级认定职称'),
          outcomes: [{ label: both('the title', '职称') }],
        },
      ],
    },
    {
      instrument: instrument('city', 'XA-1', both('Notice of the city', '市通知')),
      rules: [
        {
          id: 'barred',
          clause: 'art-1',
          title: both('Not for who is barred', '失信人员除外'),
          outcomes: [],
          excludes: [{ label: both('any title', '各类职称') }],
        },
      ],
    },
  ],
  facts: [],
  names: {},
})

function answer(city: Partial<Rule>, facts: Record<string, boolean>, lang = 'en') {
  const law = openLaw({ bundle: bundle(city), aliases: {}, statements: new Set(), texts })
  const person = { credentials: [{ id: 'c1', level: 'xa-skill/high' }], facts }
  const assessed = assessWith(law, fixedClock('2026-11-22T12:00:00Z'), { person, place: 'XA-1' })
  const { findings } = explainAssessment(assessed, wordsIn(lang))
  return Object.entries(findings).flatMap(([group, list]) =>
    list.map(({ rule: id, verdictWord, notes }) => [group, id, verdictWord, ...notes.slice(0, 1)]),
  )
}

test('an outcome that a city excludes is ruled out, with the rule and why it goes before', () => {
  const city = { overrides: ['province'] }
  assert.deepEqual(answer(city, { barred: true }), [
    [
      'unmet',
      'province#title',
      'Ruled out',
      '“the title” does not follow: “Not for who is barred” (Notice of the city · art. 1) excludes it. It goes before as the more particular text for this place.',
    ],
  ])
  assert.deepEqual(answer(city, { barred: true }, 'zh-CN')[0]?.slice(2), [
    '被排除',
    '不产生“职称”：“失信人员除外”（市通知 · 第一条）予以排除。该规定是本地的特别规定，优先适用。',
  ])
})

test('while the exclusion is open the outcome holds, and the reader is told', () => {
  const [finding] = answer({ overrides: ['province'] }, {})
  assert.deepEqual(finding?.slice(0, 3), ['met', 'province#title', 'Holds'])
  assert.match(finding?.[3] ?? '', /does not follow if the conditions of “Not for who is barred” .* hold/)
  assert.deepEqual(answer({ overrides: ['province'] }, { barred: false })[0]?.slice(0, 3), [
    'met',
    'province#title',
    'Holds',
  ])
})

test('where no text says which goes before, the dispute is shown and nobody wins', () => {
  const [finding] = answer({}, { barred: true })
  assert.deepEqual(finding?.slice(0, 2), ['met', 'province#title'])
  assert.match(finding?.[3] ?? '', /^In dispute: “Not for who is barred”/)
})
