// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withNestedLaw } from '../../../../test/support/laws/nested-law.ts'
import { wordsIn } from '../../../ui/messages/words.ts'
import { penFor } from '../../answers/assess-person.ts'
import type { LoadedLaw } from '../../answers/load-law.ts'
import { type Neighbour, neighboursInWords } from './neighbours.model.ts'

function neighbours(law: LoadedLaw, id: string, lang = 'en') {
  const catalogues = new Map(law.bundle.catalogues.map((one) => [one.id, one]))
  const surroundings = { compiled: law.compiledFor('2026-11-22'), catalogues }
  return neighboursInWords(penFor(law, wordsIn(lang)), id, surroundings)
}

const told = (list: readonly Neighbour[] = []) =>
  list.map(({ href, place, lines }) => [
    href,
    place,
    ...lines.map(({ kind, text, why, rule }) => [kind, text, rule?.href ?? '', why ?? ''].join(' | ')),
  ])

test('the page of an instrument tells what stands above and below it, and how they touch', () =>
  withNestedLaw((law) => {
    const province = neighbours(law, 'xa-n-province')
    const special = 'It goes before as the more particular text for this place.'
    assert.deepEqual(told(province?.above), [
      [
        '/law/xa-nation',
        'Demonstration country XA',
        `replaces | Is replaced by this instrument where “Subsidy of the province” holds: “one-off subsidy of CNY 1000” does not follow from that one. | /law/xa-n-province#rule-subsidy | ${special}`,
        'same | Gives the same: intermediate title. |  | ',
        'subject | Speaks of the same credentials: Technician (level 2). |  | ',
      ],
    ])
    assert.deepEqual(told(province?.below), [
      [
        '/law/xa-n1-city',
        'Demonstration city XA-N1',
        'disputed | In dispute where “Not from companies” holds: “intermediate title”. No text says which of the two goes before. | /law/xa-n1-city#rule-company | ',
        'target | Leads to the same in another way: intermediate title. |  | ',
        'subject | Speaks of the same credentials: Technician (level 2). |  | ',
      ],
    ])
  }))

test('from below it is told the other way round, and in Chinese', () =>
  withNestedLaw((law) => {
    const nation = neighbours(law, 'xa-nation', 'zh-CN')
    assert.deepEqual(told(nation?.above), [])
    assert.deepEqual(
      nation?.below.map(({ href, lines }) => [href, lines[0]?.kind, lines[0]?.text]),
      [
        ['/law/xa-n-province', 'replaced', '“省级补贴”成立时取代本文件：本文件不产生“一次性补贴1000元人民币”。'],
        ['/law/xa-n1-city', 'replaced', '“企业人员除外”成立时取代本文件：本文件不产生“中级职称”。'],
      ],
    )
    assert.equal(neighbours(law, 'no-such-instrument'), null)
  }))
