// SPDX-License-Identifier: Apache-2.0
/** Random rules that use every node and every selector of the rule language. */
import type { Bundle } from '../bundle.ts'
import type {
  Condition,
  CredentialSelector,
  ExperienceSelector,
  FactTest,
  Outcome,
  Period,
  Purpose,
  Rule,
  Target,
} from '../rule.ts'
import {
  BODIES,
  CAPACITIES,
  FIELDS,
  levelsIn,
  MEMBERS,
  OCCUPATIONS,
  OPTIONS,
  PLACES,
  randomDate,
  STATEMENTS,
} from './generate-world.ts'
import type { Dice } from './prng.ts'

type Known = Omit<Bundle, 'rules'>

interface Scope {
  /** A credential is in scope. */
  credential: boolean
  /** Conditions may take up derived credentials. */
  derived: boolean
}

const PURPOSES: Purpose[] = ['employment', 'title', 'study', 'practice']

function period(dice: Dice): Period {
  const months = dice.pick([1, 2, 3, 6, 11, 13, 18])
  const years = 1 + dice.roll(6)
  return dice.pick<Period>([{ years }, { years }, { months }, { months }, { years, months }])
}

function levelMembers(dice: Dice, known: Known): CredentialSelector {
  const framework = dice.pick(known.frameworks)
  const levels = levelsIn(framework)
  const bound = dice.pick(levels)
  const other = dice.pick(levelsIn(dice.pick(known.frameworks)))
  return dice.pick<() => CredentialSelector>([
    () => ({ framework: framework.id }),
    () => ({ levels: dice.some(levels, 1 + dice.roll(2)) }),
    () => ({ levels: dice.some(levels, 1 + dice.roll(2)) }),
    () => ({ levels: [...new Set([bound, other])] }),
    () => ({ atLeast: bound }),
    () => ({ atLeast: bound }),
    () => ({ atMost: bound }),
    () => ({ atLeast: bound, atMost: dice.pick(levels) }),
  ])()
}

/** Members that say something about a credential whatever it is. */
function attributeMembers(dice: Dice, count: number): CredentialSelector {
  const members: (() => CredentialSelector)[] = [
    () => ({ field: dice.some(FIELDS, 1 + dice.roll(2)) }),
    () => ({ country: dice.some(PLACES, 1 + dice.roll(2)) }),
    () => ({ notCountry: [dice.pick(PLACES)] }),
    () => ({ awardingBody: [dice.pick(BODIES)] }),
    () => ({ issuedFrom: randomDate(dice, '2016-01-01', '2026-12-31') }),
    () => ({ issuedBefore: randomDate(dice, '2016-01-01', '2026-12-31') }),
  ]
  return Object.assign({}, ...dice.some(members, count).map((member) => member()))
}

function listedMember(dice: Dice, known: Known): CredentialSelector {
  const catalogue = dice.pick(known.catalogues)
  return { listed: { catalogue: catalogue.id, ...(dice.chance(0.5) ? { classes: [dice.pick(['a', 'b'])] } : {}) } }
}

function selector(dice: Dice, known: Known, derived: boolean): CredentialSelector {
  const ids = known.qualifications.map(({ id }) => id)
  const base = dice.pick<() => CredentialSelector>([
    () => ({ qualification: dice.some(ids, 1 + dice.roll(2)) }),
    () => levelMembers(dice, known),
    () => levelMembers(dice, known),
    () => listedMember(dice, known),
    () => ({ ...levelMembers(dice, known), ...listedMember(dice, known) }),
  ])()
  const accepts = derived && dice.chance(0.65)
  return {
    ...base,
    ...attributeMembers(dice, dice.pick([0, 0, 0, 1, 1, 2])),
    ...(dice.chance(0.08) ? { notFramework: [dice.pick(known.frameworks).id] } : {}),
    ...(accepts ? { derived: dice.some(['recognised-as', 'counts-as-level'] as const, 1 + dice.roll(2)) } : {}),
  }
}

function experience(dice: Dice, scope: Scope): ExperienceSelector {
  return {
    ...(scope.credential && dice.chance(0.3) ? { relevant: true as const } : {}),
    ...(dice.chance(0.4) ? { occupation: dice.some(OCCUPATIONS, 1 + dice.roll(2)) } : {}),
    ...(dice.chance(0.3) ? { place: dice.some(PLACES, 1 + dice.roll(2)) } : {}),
    ...(dice.chance(0.2) ? { capacity: [dice.pick(CAPACITIES)] } : {}),
    ...(scope.credential && dice.chance(0.3) ? { award: dice.pick(['after', 'before'] as const) } : {}),
    ...(dice.chance(0.25) ? { within: period(dice) } : {}),
  }
}

function factTest(dice: Dice): FactTest {
  return dice.pick<() => FactTest>([
    () => ({ fact: dice.pick(['filed', 'employed']), is: dice.chance(0.7) }),
    () => ({ fact: 'points', ...(dice.chance(0.5) ? { atLeast: dice.roll(4) } : { atMost: dice.roll(4) }) }),
    () => {
      const date = randomDate(dice, '2019-01-01', '2025-12-31')
      return { fact: 'arrived', ...(dice.chance(0.5) ? { from: date } : { before: date }) }
    },
    () => ({ fact: 'colour', ...(dice.chance(0.5) ? { is: dice.pick(OPTIONS) } : { in: dice.some(OPTIONS, 2) }) }),
    () => ({ fact: 'home', within: dice.some(PLACES, 1 + dice.roll(2)) }),
    () =>
      dice.pick<FactTest>([
        { fact: 'home', is: dice.pick(PLACES) },
        { fact: 'mood', in: ['calm', 'keen'] },
        { fact: 'mood', is: 'calm' },
      ]),
    () => ({ fact: 'honours', includes: dice.pick(MEMBERS) }),
  ])()
}

function stated(dice: Dice): Condition {
  const name = dice.pick(STATEMENTS)
  return { stated: name, is: name === 'mode' ? dice.pick(['day', 'evening']) : dice.chance(0.6) }
}

function ofTheCredential(dice: Dice, known: Known): Condition {
  if (dice.chance(0.5)) return { held: period(dice) }
  if (dice.chance(0.3)) return stated(dice)
  const ids = known.qualifications.map(({ id }) => id)
  return dice.pick<() => Condition>([
    () => ({ is: attributeMembers(dice, 1 + dice.roll(2)) }),
    () => ({ is: levelMembers(dice, known) }),
    () => ({ is: { notFramework: dice.some(known.frameworks, 1 + dice.roll(2)).map(({ id }) => id) } }),
    () => ({ is: listedMember(dice, known) }),
    () => ({ is: { qualification: dice.some(ids, 2) } }),
  ])()
}

function age(dice: Dice): Condition {
  const years = 18 + dice.roll(30)
  return { age: dice.pick([{ atLeast: years }, { atMost: years }, { atLeast: years, atMost: years + dice.roll(10) }]) }
}

function simple(dice: Dice, known: Known, scope: Scope): Condition {
  const which = dice.roll(20)
  if (which < 6) return factTest(dice)
  if (which < 8) return age(dice)
  if (which < 12) return { experience: experience(dice, scope), atLeast: period(dice) }
  if (which < 13) return { undetermined: 'the source breaks off here' }
  return scope.credential ? ofTheCredential(dice, known) : factTest(dice)
}

function credentialCondition(dice: Dice, known: Known, scope: Scope, depth: number): Condition {
  const wanted = selector(dice, known, scope.derived)
  const inside = { ...scope, credential: true }
  if (dice.chance(0.45)) return { credential: wanted }
  return { credential: wanted, where: condition(dice, known, inside, depth - 1) }
}

function condition(dice: Dice, known: Known, scope: Scope, depth: number): Condition {
  if (depth <= 0) return simple(dice, known, scope)
  const list = (least: number): Condition[] =>
    Array.from({ length: least + dice.roll(2) }, () => condition(dice, known, scope, depth - 1))
  const which = dice.roll(20)
  if (which < 4) return { all: list(2) }
  if (which < 8) return { any: list(2) }
  if (which < 9) return { not: condition(dice, known, scope, depth - 1) }
  if (which < 11) return { atLeast: 1 + dice.roll(2), of: list(2) }
  if (which < 14) return { normally: condition(dice, known, scope, depth - 1) }
  if (which < 17) return credentialCondition(dice, known, scope, depth)
  return simple(dice, known, scope)
}

function derivingTarget(dice: Dice, known: Known): Target {
  const field = dice.chance(0.4) ? { field: dice.pick(FIELDS) } : {}
  const level = dice.pick(levelsIn(dice.pick(known.frameworks)))
  const { id } = dice.pick(known.qualifications)
  return dice.pick<Target>([
    { level, ...field },
    { level, ...field },
    { qualification: id, ...field },
    { qualification: id, level, ...field },
  ])
}

function outcomes(dice: Dice, known: Known, deriving: boolean): Outcome[] {
  const plain = dice.pick<Outcome>([
    { kind: 'may-apply', by: 'application', target: { occupation: 'isco-08/7212' } },
    { kind: 'entitled-to', by: 'operation-of-law', target: { benefit: 'points' } },
    {
      kind: 'exempt-from',
      by: 'review',
      target: { part: dice.pick(['exam', 'exam/theory', 'exam-2/theory']) },
    },
    { kind: 'recognised-as', by: 'review', target: { occupation: 'isco-08/31' } },
  ])
  if (!deriving) return [plain]
  const granted = (): Outcome => {
    const kind = dice.pick(['recognised-as', 'counts-as-level'] as const)
    return { kind, by: 'application', target: derivingTarget(dice, known) }
  }
  return [granted(), ...(dice.chance(0.2) ? [plain] : []), ...(dice.chance(0.15) ? [granted()] : [])]
}

/** Time is asked for often, so that verdicts change with the day. */
function whenOf(dice: Dice, known: Known, scope: Scope): Condition | null {
  if (dice.chance(0.1)) return null
  const drawn = condition(dice, known, scope, 1 + dice.roll(3))
  if (dice.chance(0.45)) return drawn
  const timed: Condition[] = [
    age(dice),
    { experience: experience(dice, scope), atLeast: period(dice) },
    ...(scope.credential ? [{ held: period(dice) }, { held: period(dice) }] : []),
  ]
  const time = dice.pick(timed)
  return dice.pick<Condition>([time, { normally: time }, { all: [time, drawn] }, { any: [drawn, { normally: time }] }])
}

export function randomRule(dice: Dice, known: Known, name: string): Rule {
  const deriving = dice.chance(0.45)
  const subject = dice.chance(deriving ? 0.9 : 0.8) ? selector(dice, known, true) : null
  const scope = { credential: subject !== null, derived: !deriving || dice.chance(0.4) }
  return {
    id: `law#${name}`,
    instrument: 'law',
    places: dice.some(['XA', 'XU', 'XA-1', 'XB'], 1 + dice.roll(2)),
    ...(dice.chance(0.15) ? { except: [dice.pick(['XA-2', 'XB-1', 'XA-11'])] } : {}),
    purposes: dice.some(PURPOSES, 1 + dice.roll(3)),
    subject,
    when: whenOf(dice, known, scope),
    outcomes: outcomes(dice, known, deriving),
    from: dice.chance(0.2) ? randomDate(dice, '2018-01-01', '2026-12-31') : null,
    until: dice.chance(0.15) ? randomDate(dice, '2024-01-01', '2028-12-31') : null,
    ...(dice.chance(0.1)
      ? { doubtful: [{ from: '2024-01-01', until: randomDate(dice, '2024-06-01', '2028-12-31') }] }
      : {}),
  }
}

/** Makes a rule take up what another one grants, as its subject or in a condition. */
export function takingUp(dice: Dice, rule: Rule, source: Rule): Rule {
  const granted = source.outcomes[0]
  if (granted?.kind !== 'recognised-as' && granted?.kind !== 'counts-as-level') return rule
  const { level, qualification } = granted.target
  if (!level && !qualification) return rule
  const target: CredentialSelector = level
    ? { levels: [level] }
    : { qualification: qualification ? [qualification] : [] }
  const wanted: CredentialSelector = { ...target, derived: [granted.kind] }
  if (dice.chance(0.6)) return { ...rule, subject: wanted }
  const taken: Condition = { credential: wanted, ...(dice.chance(0.5) ? { where: { held: period(dice) } } : {}) }
  return {
    ...rule,
    when: rule.when ? dice.pick<Condition>([{ all: [taken, rule.when] }, { any: [rule.when, taken] }]) : taken,
  }
}

/** Two rules that say the same in part: what is shared must not run together. */
export function sayingTheSame(dice: Dice, rule: Rule, other: Rule): Rule {
  if (rule.subject === null || other.subject === null) return rule
  const { subject, when } = other
  const both: Condition | null = rule.when && when ? { any: [when, rule.when] } : when
  return dice.pick<Rule>([
    { ...rule, when },
    { ...rule, subject, when },
    { ...rule, subject },
    { ...rule, when: both },
  ])
}
