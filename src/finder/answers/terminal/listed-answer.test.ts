// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bundle, CatalogueItem } from '@passerelle/recognition'
import { fixedClock } from '../../../kernel/index.ts'
import { wordsIn } from '../../../ui/messages/words.ts'
import { assessWith, explainAssessment } from '../assess-person.ts'
import { collectLawTexts } from '../collect-law-texts.ts'
import { openLaw } from '../load-law.ts'

// A list of XA, a user-assigned code, of which an entry has ended.
const both = (en: string, chinese: string) => ({ en, 'zh-CN': chinese })

const texts = collectLawTexts({
  instruments: [
    {
      instrument: {
        id: 'list',
        jurisdiction: 'XA',
        kind: 'catalogue',
        title: both('List', '目录'),
        status: 'in-force',
        sources: [{ id: 's1', url: 'https://example.org/1', quality: 'demonstration', text: 'paraphrase' }],
        catalogues: [
          {
            id: 'main',
            title: both('List', '目录'),
            coverage: 'complete',
            classes: [
              { id: 'A', label: both('Class A', 'A类') },
              { id: 'B', label: both('Class B', 'B类') },
            ],
          },
        ],
        clauses: [{ id: 'art-1', summary: both('In our words.', '概述。'), source: 's1' }],
      },
      rules: [
        {
          id: 'senior',
          clause: 'art-1',
          title: both('Listed welders', '目录内焊工'),
          outcomes: [{ label: both('senior', '高级') }],
        },
      ],
    },
  ],
  facts: [],
  names: { qualification: new Map([['welder', both('Welder of XB', 'XB焊工')]]) },
})

function details(items: Omit<CatalogueItem, 'qualification'>[], issued: string | null, lang = 'en') {
  const bundle: Bundle = {
    jurisdictions: [{ code: 'XA', parents: [] }],
    frameworks: [],
    qualifications: [{ id: 'welder', levels: [], country: null, awardingBody: null, field: [] }],
    catalogues: [
      {
        id: 'main',
        classes: ['A', 'B'],
        coverage: 'complete',
        items: items.map((item) => ({ ...item, qualification: 'welder' })),
      },
    ],
    facts: [],
    rules: [
      {
        id: 'list#senior',
        instrument: 'list',
        places: ['XA'],
        purposes: ['title'],
        subject: { qualification: ['welder'] },
        when: { is: { listed: { catalogue: 'main', classes: ['A'] } } },
        outcomes: [{ kind: 'may-apply', by: 'review', target: { benefit: 'senior' } }],
        from: null,
        until: null,
      },
    ],
  }
  const law = openLaw({ bundle, aliases: {}, statements: new Set(), texts })
  const credential = { id: 'c1', qualification: 'welder', ...(issued !== null && { issued }) }
  const assessed = assessWith(law, fixedClock('2026-11-22T12:00:00Z'), {
    person: { credentials: [credential] },
    place: 'XA',
  })
  const { findings } = explainAssessment(assessed, wordsIn(lang))
  return Object.values(findings)
    .flat()
    .flatMap(({ verdict, conditions }) => [verdict, ...conditions.flatMap(({ detail }) => detail ?? [])])
}

const withdrawn = (after: 'kept' | 'lost') => [{ class: 'A', until: '2026-03-01', after }]

test('an answer says when an entry was withdrawn, and whether it counts all the same', () => {
  assert.deepEqual(details(withdrawn('kept'), '2020-05-01'), [
    'met',
    'withdrawn from the list on 1 March 2026; it counts, as it was issued before that day',
  ])
  assert.deepEqual(details(withdrawn('kept'), '2020-05-01', 'zh-CN'), [
    'met',
    '已于2026年3月1日退出目录；颁发于此前，仍然有效',
  ])
  assert.deepEqual(details(withdrawn('kept'), '2026-04-01'), [
    'unmet',
    'withdrawn from the list on 1 March 2026; only what was issued before that day still counts',
  ])
  assert.deepEqual(details(withdrawn('kept'), null), [
    'unknown',
    'withdrawn from the list on 1 March 2026; it counts if it was issued before that day',
  ])
  assert.deepEqual(details(withdrawn('lost'), '2020-05-01'), [
    'unmet',
    'withdrawn from the list on 1 March 2026, for earlier certificates too',
  ])
})

test('an answer says from which class to which an entry was moved', () => {
  const moved = [...withdrawn('kept'), { class: 'B', from: '2026-03-01' }]
  assert.deepEqual(details(moved, '2020-05-01'), [
    'met',
    'moved from Class A to Class B on 1 March 2026; still Class A, as it was issued before that day',
  ])
  assert.deepEqual(details(moved, '2026-04-01', 'zh-CN'), [
    'unmet',
    '2026年3月1日起由A类调整为B类；仅此前颁发的证书仍按A类',
  ])
})
