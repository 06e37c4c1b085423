// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMonths, assess, type Bundle, type Compiled, compile, nextTurn, type Person } from '@passerelle/recognition'
import { crowdOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { entitledBy } from '../../../src/population/entitlements/compare-entitlements.ts'
import { isSameLaw, touchedKinds } from '../../../src/population/evaluation/changed-kinds.ts'
import { seededRandom } from '../../support/random.ts'

const DAY = 86_400_000
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

const verdicts = (compiled: Compiled, person: Person, request: { place: string }): string =>
  JSON.stringify(
    assess(compiled, person, request).findings.map(({ rule, subject, verdict }) => [rule, subject, verdict]),
  )
const entitled = (compiled: Compiled, person: Person, request: { place: string }): string =>
  JSON.stringify([...entitledBy(assess(compiled, person, request))].sort())

test('no verdict changes before the next turn while the same law is in force', () => {
  const random = seededRandom(7)
  let looked = 0
  let turned = 0
  for (let seed = 1; seed <= 250; seed++) {
    const { bundle, asOf, request, persons } = crowdOf(seed, 8)
    const now = compile(bundle, asOf)
    for (let turn = 0; turn < 6; turn++) {
      const later = compile(bundle, dateOf(dayOf(asOf) + 1 + Math.floor(random() * (turn % 2 === 0 ? 400 : 5000))))
      if (!isSameLaw(now, later)) continue
      for (const person of persons) {
        const next = nextTurn(now, person, request)
        const before = sorted(verdicts(now, person, request))
        if (before === sorted(verdicts(later, person, request))) continue
        turned++
        assert.ok(
          next !== null && next <= later.asOf,
          `seed ${seed}: changed by ${later.asOf}, next turn ${next}: ${JSON.stringify(person)}`,
        )
      }
      looked += persons.length
    }
  }
  assert.ok(looked > 3000 && turned > 80, `${turned} of ${looked}`)
})

/** In order of rule and subject, whatever the verdicts. */
const sorted = (text: string): string =>
  JSON.stringify((JSON.parse(text) as string[][]).map((one) => one.join(' ')).sort())

test('day by day, whoever is looked at when due has what they would have by being looked at every day', () => {
  let kept = 0
  for (let seed = 1; seed <= 40; seed++) {
    const { bundle, asOf, request, persons } = crowdOf(seed, 4)
    for (const person of persons) {
      let due = nextTurn(compile(bundle, asOf), person, request)
      let stands = entitled(compile(bundle, asOf), person, request)
      let law = compile(bundle, asOf)
      for (let day = dayOf(asOf) + 1; day <= dayOf(addMonthsTo(asOf, 9)); day += 1) {
        const today = compile(bundle, dateOf(day))
        const touched = isSameLaw(law, today) ? [] : touchedKinds(law, today, request, person.credentials.map(kindOf))
        law = today
        if (touched.length > 0 || (due !== null && due <= today.asOf)) {
          stands = entitled(today, person, request)
          due = nextTurn(today, person, request)
        } else kept++
        assert.equal(stands, entitled(today, person, request), `seed ${seed}, ${today.asOf}: ${JSON.stringify(person)}`)
      }
    }
  }
  assert.ok(kept > 8_000, `${kept}`)
})

const addMonthsTo = (date: string, months: number): string => dateOf(addMonths(dayOf(date), months))
const kindOf = ({ id: _id, issued: _issued, expires: _expires, ...kind }: Person['credentials'][number]) => kind

test('whoever is not touched by another law has what they had', () => {
  let spared = 0
  let changed = 0
  for (let seed = 1; seed <= 400; seed++) {
    const { bundle, asOf, request, persons } = crowdOf(seed, 12)
    const before = compile(bundle, asOf)
    const after = compile(otherLaw(bundle, seed), asOf)
    for (const person of persons) {
      const touched = touchedKinds(before, after, request, person.credentials.map(kindOf))
      const same = entitled(before, person, request) === entitled(after, person, request)
      if (!same) changed++
      if (touched.length > 0) continue
      spared++
      assert.ok(same, `seed ${seed}: ${JSON.stringify(person)}`)
      // The day on which they are due is as good under the other law.
      const due = nextTurn(before, person, request)
      const later = compile(otherLaw(bundle, seed), dateOf(dayOf(asOf) + 1 + seed * 9))
      if (!isSameLaw(after, later) || (due !== null && due <= later.asOf)) continue
      assert.equal(entitled(later, person, request), entitled(after, person, request), `seed ${seed}`)
    }
  }
  assert.ok(spared > 800 && changed > 50, `${spared} spared, ${changed} changed`)
})

/** One rule gone, one entry of a list gone, or one qualification of another country. */
function otherLaw(bundle: Bundle, seed: number): Bundle {
  const without = <Item>(list: readonly Item[]): Item[] =>
    list.filter((_, at) => at !== seed % Math.max(1, list.length))
  if (seed % 3 === 0) return { ...bundle, rules: without(bundle.rules) }
  if (seed % 3 === 1)
    return { ...bundle, catalogues: bundle.catalogues.map((one) => ({ ...one, items: without(one.items) })) }
  const at = seed % Math.max(1, bundle.qualifications.length)
  const qualifications = bundle.qualifications.map((one, index) =>
    index === at ? { ...one, country: 'ZZ', levels: [] } : one,
  )
  return { ...bundle, qualifications }
}
