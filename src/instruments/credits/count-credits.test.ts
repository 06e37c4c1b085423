// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countCredits, type Evidence } from './count-credits.ts'
import { type CreditProgramme, programmeSchema } from './credits-schema.ts'

const both = (text: string) => ({ en: text, 'zh-CN': text })
const asOf = '2026-11-22'

const programme: CreditProgramme = programmeSchema.parse({
  id: 'xa-welding-diploma',
  title: both('Diploma in welding (demonstration)'),
  clause: 'art-1',
  hoursPerCredit: 16,
  atMostShare: 50,
  units: [
    { id: 'practice', title: both('Practice'), credits: 20 },
    { id: 'theory', title: both('Theory'), credits: 10 },
    { id: 'project', title: both('Project'), credits: 30 },
  ],
  kinds: [
    { id: 'certificate', label: both('Certificates') },
    { id: 'training', label: both('Training'), atMost: 8 },
    { id: 'work', label: both('Work'), atMost: 12.5 },
  ],
  rows: [
    row('level-3', { level: 'xa-skill/3' }, 'certificate', 'practice', 15),
    row('medal', { award: 'medal' }, 'certificate', 'theory', 10, { validYears: 5 }),
    row('course', { training: 'welding' }, 'training', 'practice', 1, { per: 16 }),
    row('shop', { work: 'shop' }, 'work', 'project', 0.5, { per: 1 }),
  ],
})

function row(id: string, from: object, kind: string, unit: string, credits: number, more: object = {}) {
  return { id, from, label: both(id), kind, unit, credits, ...more }
}

const count = (...given: Evidence[]) => countCredits(programme, given, { asOf })

test('certificates, hours and months become credits, up to the caps, and fill the parts', () => {
  const account = count(
    { id: 'a', row: 'level-3' },
    { id: 'b', row: 'course', amount: 200 },
    { id: 'c', row: 'shop', amount: 40 },
  )
  assert.deepEqual(account, {
    evidence: [
      { evidence: 'b', row: 'course', state: 'counts', amount: 200, credits: '12.5', expires: null },
      { evidence: 'c', row: 'shop', state: 'counts', amount: 40, credits: '20', expires: null },
      { evidence: 'a', row: 'level-3', state: 'counts', amount: null, credits: '15', expires: null },
    ].toSorted((x, y) => (x.evidence < y.evidence ? -1 : 1)),
    units: [
      { unit: 'practice', credits: '20', of: '20', exempt: true, missing: '0', attainable: true },
      { unit: 'theory', credits: '0', of: '10', exempt: false, missing: '10', attainable: true },
      { unit: 'project', credits: '10', of: '30', exempt: false, missing: '20', attainable: false },
    ],
    kinds: [
      { kind: 'certificate', offered: '15', atMost: null, lost: false },
      { kind: 'training', offered: '12.5', atMost: '8', lost: true },
      { kind: 'work', offered: '20', atMost: '12.5', lost: true },
    ],
    total: '30',
    atMost: '30',
    next: { unit: 'theory', missing: '10' },
    entry: true,
  })
})

test('what the caps let nobody reach is not told as missing', () => {
  const given = [
    { id: 'a', row: 'level-3' },
    { id: 'b', row: 'course', amount: 200 },
  ]
  const narrow = countCredits({ ...programme, atMostShare: 40 }, given, { asOf })
  assert.deepEqual(
    narrow.units.map(({ exempt, attainable }) => [exempt, attainable]),
    [
      [true, true],
      [false, false],
      [false, false],
    ],
  )
  assert.equal(narrow.next, null)
})

test('what has expired, is not yet issued or lacks its day counts nothing, and says so', () => {
  const state = (issued?: string) => {
    const { evidence, total } = count({ id: 'm', row: 'medal', ...(issued !== undefined && { issued }) })
    return [evidence[0]?.state, evidence[0]?.expires, total]
  }
  assert.deepEqual(state('2021-11-22'), ['expired', '2026-11-22', '0'])
  assert.deepEqual(state('2021-11-23'), ['counts', '2026-11-23', '10'])
  assert.deepEqual(state('2024-02-29'), ['counts', '2029-02-28', '10'])
  assert.deepEqual(state('2026-11-23'), ['not-yet', '2031-11-23', '0'])
  assert.deepEqual(state(), ['no-date', null, '0'])
  assert.equal(count({ id: 'c', row: 'course' }).evidence[0]?.state, 'no-amount')
})

test('credits are exact, and no part is exempt without the level that is needed', () => {
  const third: CreditProgramme = { ...programme, rows: programme.rows.map((one) => ({ ...one, per: 3 })) }
  assert.equal(countCredits(third, [{ id: 'c', row: 'course', amount: 10 }], { asOf }).total, '10/3')
  const low = countCredits(programme, [{ id: 'm', row: 'medal', issued: '2026-01-01' }], { asOf, entry: false })
  assert.deepEqual([low.units[1]?.credits, low.units[1]?.exempt, low.entry], ['10', false, false])
})

/** Mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

function randomCase(roll: (sides: number) => number) {
  const units = [0, 1, 2].slice(0, 1 + roll(3)).map((at) => ({ id: `u${at}`, title: both('u'), credits: 1 + roll(12) }))
  const kinds = [0, 1, 2].map((at) => ({
    id: `k${at}`,
    label: both('k'),
    ...(roll(2) === 0 && { atMost: 1 + roll(9) }),
  }))
  const rows = Array.from({ length: 1 + roll(6) }, (_, at) =>
    row(`r${at}`, { award: `w${at}` }, `k${roll(3)}`, `u${roll(units.length)}`, 1 + roll(8), {
      ...(roll(3) === 0 && { validYears: 1 + roll(4) }),
    }),
  )
  const made = programmeSchema.parse({
    id: 'p',
    title: both('p'),
    clause: 'c',
    units,
    kinds,
    rows,
    ...(roll(2) === 0 && { atMostShare: 10 + roll(90) }),
  })
  const given = Array.from({ length: roll(7) }, (_, at) => ({
    id: `e${at}`,
    row: `r${roll(rows.length)}`,
    issued: `${2020 + roll(7)}-0${1 + roll(9)}-15`,
  }))
  return { made, given }
}

/** The most that counts, by looking at every way to cut kinds from units: what a cut lets through bounds it, and the least of all is it. */
function mostByCuts(made: CreditProgramme, given: readonly Evidence[]): number {
  const { evidence } = countCredits(made, given, { asOf })
  const offered = (kind: string, unit: string): number =>
    evidence.reduce((total, { row: id, state, credits }) => {
      const found = made.rows.find((one) => one.id === id)
      const fits = state === 'counts' && found?.kind === kind && found.unit === unit
      return total + (fits ? Number(credits) : 0)
    }, 0)
  const whole = made.units.reduce((total, { credits }) => total + credits, 0)
  let least = made.atMostShare === undefined ? Infinity : (whole * made.atMostShare) / 100
  for (let cut = 0; cut < 2 ** (made.kinds.length + made.units.length); cut++) {
    let through = 0
    made.kinds.forEach(({ id, atMost = Infinity }, k) => {
      if ((cut >> k) & 1) {
        const all = made.units.reduce((total, unit) => total + offered(id, unit.id), 0)
        through += Math.min(atMost, all)
        return
      }
      made.units.forEach((unit, u) => {
        if (!((cut >> (made.kinds.length + u)) & 1)) through += offered(id, unit.id)
      })
    })
    made.units.forEach(({ credits }, u) => {
      if ((cut >> (made.kinds.length + u)) & 1) through += credits
    })
    least = Math.min(least, through)
  }
  return least
}

test('random tables: as much as the caps let through, whatever the order, nothing twice, never less for more', () => {
  const roll = dice(5)
  for (let round = 0; round < 300; round++) {
    const { made, given } = randomCase(roll)
    const account = countCredits(made, given, { asOf })
    const total = Number(account.total)
    assert.ok(Math.abs(total - mostByCuts(made, given)) < 1e-9, JSON.stringify({ made, given, total }))
    assert.deepEqual(countCredits(made, [...given.toReversed(), ...given], { asOf }), account)
    const [first, ...rest] = given
    if (first !== undefined) assert.ok(Number(countCredits(made, rest, { asOf }).total) <= total)
    for (const { credits, of, exempt } of account.units) {
      assert.ok(Number(credits) <= Number(of))
      assert.equal(exempt, credits === of)
    }
    for (const one of account.evidence.filter(({ expires }) => expires !== null && expires <= asOf))
      assert.equal(one.state === 'expired' || one.state === 'not-yet', true)
  }
})
