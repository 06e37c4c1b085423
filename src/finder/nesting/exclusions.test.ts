// SPDX-License-Identifier: Apache-2.0
// Backwards, along a way and between two places an exclusion counts as it does in an answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withNestedLaw } from '../../../test/support/laws/nested-law.ts'
import { fixedClock } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import { recognitions } from '../mutuality/mutuality.model.ts'
import { answerPathways, explainPathways } from '../pathways/answer-pathways.model.ts'
import { findWaysWith } from '../reverse/find-ways.ts'

const clock = fixedClock('2026-11-22T12:00:00Z')
const words = wordsIn('en')

const backwards = (law: LoadedLaw, to: string, place: string) => findWaysWith(law, clock, { to, place }, words)

test('backwards, what another rule always takes away is no way, and says why', () =>
  withNestedLaw((law) => {
    const { groups, ruledOut, summary } = backwards(law, 'one-off-subsidy', 'XA-N1')
    assert.deepEqual(
      groups.flatMap(({ rules }) => rules.map(({ rule }) => rule)),
      ['xa-n-province#subsidy'],
    )
    assert.match(summary, /^One rule/)
    assert.deepEqual(
      ruledOut.map(({ rule, notes }) => [rule, notes[0]]),
      [
        [
          'xa-nation#subsidy',
          '“one-off subsidy of CNY 1000” does not follow: it is not had together with what “Subsidy of the province” (Notice of the province on skilled workers (demonstration) · XA-N〔2025〕2号 · art. 2) gives.',
        ],
      ],
    )
    assert.deepEqual(backwards(law, 'one-off-subsidy', 'XA').ruledOut, [])
  }))

test('backwards, what may be taken away stays a way and is told', () =>
  withNestedLaw((law) => {
    const { groups, ruledOut } = backwards(law, 'cn-title/intermediate', 'XA-N1')
    const notes = new Map(groups.flatMap(({ rules }) => rules.map(({ rule, notes: [first = ''] }) => [rule, first])))
    assert.deepEqual(ruledOut, [])
    assert.match(
      notes.get('xa-nation#title') ?? '',
      /^“intermediate title” does not follow if the conditions of “Not from companies”/,
    )
    assert.match(notes.get('xa-n-province#title') ?? '', /^May be in dispute: .*“Not from companies”/)
    assert.doesNotMatch(notes.get('xa-n1-city#appointed') ?? '', /Not from companies/)
  }))

function way(law: LoadedLaw, to: string, recruiter: string | null) {
  const facts = recruiter === null ? {} : { 'recruiter-type': recruiter }
  const person = { credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2019-06-30' }], facts }
  const query = { person, place: 'XA-N1', to, by: 'time' as const }
  const answer = answerPathways(law, clock, query)
  return { answer, view: explainPathways(law, answer, query, words) }
}

test('no way leads to what another rule takes away; where it only may, the way is open and says so', () =>
  withNestedLaw((law) => {
    assert.deepEqual(way(law, 'xa-nation#subsidy', null).answer.pathways, [])
    assert.deepEqual(way(law, 'xa-nation#title', 'enterprise').answer.pathways, [])
    const open = way(law, 'xa-nation#title', null)
    assert.equal(open.answer.pathways[0]?.verdict, 'unknown')
    assert.match(open.view.lines[0]?.notes.join(' ') ?? '', /does not follow if the conditions of “Not from companies”/)
    assert.equal(way(law, 'xa-nation#title', 'vocational-college').answer.pathways[0]?.verdict, 'met')
  }))

test('between two places, a rule of which nothing is left is marked, in the part where it is lost', () =>
  withNestedLaw((law) => {
    const abroad = law.bundle.rules.map((rule) =>
      rule.subject === null ? rule : { ...rule, subject: { ...rule.subject, country: ['XB'] } },
    )
    const within = law.compiledFor('2026-11-22').within
    const world = {
      asOf: '2026-11-22',
      bundle: { ...law.bundle, rules: abroad },
      within: (code: string) => within[code] ?? [code],
      bodyCountry: () => null,
      frameworkPlaces: () => [],
    }
    const lost = (here: string) =>
      recognitions(world, here, 'XB').flatMap(({ rule, lost: gone, against }) => [
        [rule.id, gone, against.map(({ by, how }) => `${how} by ${by.id}`).sort()],
      ])
    assert.deepEqual(
      lost('XA-N').find(([id]) => id === 'xa-nation#subsidy'),
      ['xa-nation#subsidy', true, ['overridden by xa-n-province#subsidy']],
    )
    assert.deepEqual(
      lost('XA').find(([id]) => id === 'xa-nation#subsidy'),
      ['xa-nation#subsidy', false, ['overridden by xa-n-province#subsidy']],
    )
    assert.deepEqual(
      lost('XA-N1').find(([id]) => id === 'xa-n-province#title'),
      ['xa-n-province#title', false, ['contested by xa-n1-city#company']],
    )
  }))
