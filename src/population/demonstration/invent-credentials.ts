// SPDX-License-Identifier: Apache-2.0
import { NO_DAY } from '../columns/day-code.ts'
import type { CredentialKind } from '../columns/workforce.ts'
import type { WorkforceBuilder } from '../columns/workforce-builder.ts'
import type { AskedWorkforce, Drawn } from './asked-workforce.model.ts'
import { type Chance, type Draw, drawOf } from './chance.ts'
import { fading } from './coded-marginals.ts'
import { graduation, marginals, skillSteps } from './marginals.model.ts'

const YEAR = 365.25
/** Skill levels, lowest first. */
const LEVELS = Object.keys(marginals.skill.weights)
  .filter((level) => level !== 'none')
  .sort((a, b) => rankOf(a) - rankOf(b))

function rankOf(level: string): number {
  return ['5', '4', '3', '2', '1', 'special', 'chief'].indexOf(level)
}

/** Earliest age in days for each of `LEVELS`: the steps before it and its own. */
const EARLIEST = LEVELS.map((_, position) => {
  const steps: Readonly<Record<string, number>> = skillSteps.steps
  const years = LEVELS.slice(0, position + 1).reduce((all, level) => all + (steps[level] ?? 0), 0)
  return Math.ceil((skillSteps.firstAge + years) * YEAR)
})
const TITLE_AGE = Math.ceil(23 * YEAR)
/** Years back from the reference day in which certificates of foreign bodies were issued. */
const FOREIGN_YEARS = 15
const SHARED_FIELDS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']

/** Kinds of credentials by the numbers that they are drawn by; a kind gets its code when it is drawn first. */
class Kinds {
  private readonly codes: Int32Array
  private readonly make: (number: number) => CredentialKind

  constructor(length: number, make: (number: number) => CredentialKind) {
    this.codes = new Int32Array(length).fill(-1)
    this.make = make
  }

  code(builder: WorkforceBuilder, number: number): number {
    const known = this.codes[number] as number
    if (known >= 0) return known
    const code = builder.kindCode(this.make(number))
    this.codes[number] = code
    return code
  }
}

/** What a person holds: a skill certificate as a rule, often a degree, at times a title or a listed foreign qualification. */
export class Credentials {
  private readonly builder: WorkforceBuilder
  private readonly today: number
  private readonly skill = drawOf(marginals.skill)
  private readonly skillRanks = this.skill.values.map(rankOf)
  private readonly second = drawOf(marginals.secondSkill)
  private readonly education = drawOf(marginals.education)
  private readonly title = drawOf(marginals.title)
  private readonly overseas = drawOf(marginals.overseas)
  private readonly status = drawOf(marginals.status)
  private readonly expiry = drawOf(marginals.expiry)
  private readonly known = drawOf(marginals.dayOfIssue)
  private readonly items: Draw
  private readonly listed: number
  private readonly skills: Kinds
  private readonly degrees: Kinds
  private readonly titles: Kinds
  private readonly foreign: Kinds

  constructor(builder: WorkforceBuilder, asked: AskedWorkforce, occupations: readonly string[], today: number) {
    this.builder = builder
    this.today = today
    const country = asked.place.slice(0, 2)
    const status = (revoked: number): Pick<CredentialKind, 'status'> => (revoked === 1 ? { status: 'revoked' } : {})
    // Numbers: (occupation + 1, 0 where it is not known) × level × status.
    this.skills = new Kinds((occupations.length + 1) * LEVELS.length * 2, (number) => {
      const occupation = Math.floor(number / (LEVELS.length * 2)) - 1
      const level = LEVELS[Math.floor(number / 2) % LEVELS.length]
      const field = occupation < 0 ? {} : { field: [`cn-2022/${occupations[occupation]}`] }
      return { level: `cn-skill/${level}`, country, ...field, ...status(number % 2) }
    })
    this.degrees = new Kinds(this.education.values.length * SHARED_FIELDS.length, (number) => {
      const level = this.education.values[Math.floor(number / SHARED_FIELDS.length)]
      return {
        level: `degree/${level}`,
        country,
        field: [`isced-f-2013/${SHARED_FIELDS[number % SHARED_FIELDS.length]}`],
      }
    })
    this.titles = new Kinds(this.title.values.length, (number) => {
      return { level: `cn-title/${this.title.values[number]}`, country, field: ['cn-series/05'] }
    })
    this.listed = asked.listed.length
    this.items = fading(this.listed, 20)
    this.foreign = new Kinds(this.listed * 2, (number) => {
      const item = asked.listed[Math.floor(number / 2)]
      return { qualification: item?.id ?? '', country: item?.country ?? '', ...status(number % 2) }
    })
  }

  put(chance: Chance, drawn: Drawn): void {
    this.putSkill(chance, drawn)
    this.putDegree(chance, drawn)
    const title = this.title.draw.of(chance)
    const from = drawn.born + TITLE_AGE
    if (this.title.values[title] !== 'none' && from < this.today)
      this.hold(drawn, this.titles.code(this.builder, title), this.issued(chance, from))
    if (this.listed > 0 && this.overseas.values[this.overseas.draw.of(chance)] === 'yes') this.putForeign(chance, drawn)
  }

  private putSkill(chance: Chance, drawn: Drawn): void {
    let rank = this.skillRanks[this.skill.draw.of(chance)] as number
    const age = this.today - drawn.born
    while (rank >= 0 && (EARLIEST[rank] as number) >= age) rank--
    if (rank < 0) return
    const second = rank > 0 && this.second.values[this.second.draw.of(chance)] === 'yes'
    const issued = this.between(chance, drawn.born + (EARLIEST[rank] as number), this.today)
    const revoked = this.status.values[this.status.draw.of(chance)] === 'revoked' ? 1 : 0
    const kind = (drawn.occupation + 1) * LEVELS.length * 2
    if (second) {
      const before = issued - (EARLIEST[rank] as number) + (EARLIEST[rank - 1] as number)
      this.hold(drawn, this.skills.code(this.builder, kind + (rank - 1) * 2), before)
    }
    this.hold(drawn, this.skills.code(this.builder, kind + rank * 2 + revoked), this.told(chance, issued))
  }

  private putDegree(chance: Chance, drawn: Drawn): void {
    const education = this.education.draw.of(chance)
    const age = (graduation.ages as Readonly<Record<string, number>>)[this.education.values[education] as string]
    if (age === undefined) return
    const day = drawn.born + Math.floor((age + chance.next() / 2 ** 32) * YEAR)
    if (day >= this.today) return
    const kind = education * SHARED_FIELDS.length + chance.below(SHARED_FIELDS.length)
    this.hold(drawn, this.degrees.code(this.builder, kind), this.told(chance, day))
  }

  private putForeign(chance: Chance, drawn: Drawn): void {
    const item = this.items.of(chance)
    const from = Math.max(drawn.born + Math.ceil(20 * YEAR), this.today - Math.floor(FOREIGN_YEARS * YEAR))
    if (from >= this.today) return
    const issued = this.between(chance, from, this.today)
    const years = Number(this.expiry.values[this.expiry.draw.of(chance)])
    const expires = Number.isNaN(years) ? NO_DAY : issued + Math.floor(years * YEAR)
    const revoked = this.status.values[this.status.draw.of(chance)] === 'revoked' ? 1 : 0
    this.hold(drawn, this.foreign.code(this.builder, item * 2 + revoked), this.told(chance, issued), expires)
  }

  private hold(drawn: Drawn, kind: number, issued: number, expires = NO_DAY): void {
    drawn.credentials += 1
    this.builder.credential(kind, issued, expires)
  }

  private between(chance: Chance, from: number, to: number): number {
    return from + chance.below(to - from)
  }

  private issued(chance: Chance, from: number): number {
    return this.told(chance, this.between(chance, from, this.today))
  }

  /** The day, or none where the register does not have it. */
  private told(chance: Chance, day: number): number {
    return this.known.values[this.known.draw.of(chance)] === 'yes' ? day : NO_DAY
  }
}
