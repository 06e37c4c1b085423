// SPDX-License-Identifier: Apache-2.0
import type { WorkforceBuilder } from '../columns/workforce-builder.ts'
import type { AskedWorkforce, Drawn } from './asked-workforce.model.ts'
import { type Chance, Draw, drawOf } from './chance.ts'
import { type Coded, codedFact, codedGroup, fading, shuffled } from './coded-marginals.ts'
import { marginals, UNKNOWN } from './marginals.model.ts'

const YEAR = 365.25
/** Options of the fact `honours` in reference/facts.yaml. */
const HONOURS = [
  ...['worldskills-medallist', 'worldskills-national-squad', 'china-skills-grand-award', 'state-council-allowance'],
  ...['national-technical-expert', 'national-studio-leader', 'national-competition-excellence'],
  ...['class-1-contest-single-top-10', 'class-1-contest-pair-top-7', 'class-1-contest-team-top-5'],
  ...['provincial-allowance', 'model-worker-provincial', 'provincial-contest-champion', 'provincial-studio-leader'],
]
const PLACES = ['work-place', 'employer-place', 'residence']
const sameDistrict = new Draw([85, 15])

/** What a person is, apart from credentials and jobs. */
export class Holders {
  /** Occupations in the order in which they are drawn. */
  readonly occupations: string[]
  private readonly builder: WorkforceBuilder
  private readonly today: number
  private readonly age = drawOf(marginals.age)
  private readonly ages: { from: number; years: number }[]
  private readonly groups: { from: number; draw: Draw }[]
  private readonly major = drawOf(marginals.occupation)
  private readonly occupationCodes: number[]
  private readonly origin = drawOf(marginals.origin)
  private readonly origins: { group: number; nationality: number }[]
  private readonly districtKnown = drawOf(marginals.district)
  private readonly districts: Draw
  private readonly districtCodes: { group: number; facts: number[] }[]
  private readonly honour = drawOf(marginals.honour)
  private readonly honourCodes: number[]
  private readonly noHonour: number
  private readonly sex: Coded
  private readonly purposes: Coded
  private readonly facts: Coded[]

  constructor(builder: WorkforceBuilder, asked: AskedWorkforce, orders: Chance, today: number) {
    this.builder = builder
    this.today = today
    this.sex = codedGroup(builder, 'sex', marginals.sex)
    this.purposes = codedGroup(builder, 'purposes', marginals.purposes)
    this.ages = this.age.values.map((band) => {
      const [from = 16, to = 64] = (band === UNKNOWN ? '16-64' : band).split('-').map(Number)
      return { from, years: to + 1 - from }
    })
    const majors = this.major.values.map((group) => asked.occupations.filter((code) => code.startsWith(`${group}-`)))
    this.occupations = majors.flatMap((codes) => shuffled(codes, orders))
    let from = 0
    this.groups = majors.map((codes) => {
      from += codes.length
      return { from: from - codes.length, draw: fading(codes.length, 8) }
    })
    this.occupationCodes = this.occupations.map((code) => builder.groupCode('occupation', `cn-2022/${code}`))
    const home = asked.place.slice(0, 2)
    this.origins = this.origin.values.map((value) => {
      if (value === UNKNOWN) return { group: 0, nationality: 0 }
      const code = value === 'home' || value === home ? home : value
      return { group: builder.groupCode('origin', code), nationality: builder.factCode('nationality', code) }
    })
    this.districts = fading(asked.districts.length, 3)
    this.districtCodes = asked.districts.map((code) => ({
      group: builder.groupCode('district', code),
      facts: PLACES.map((fact) => builder.factCode(fact, code)),
    }))
    this.noHonour = builder.factCode('honours', [])
    this.honourCodes = HONOURS.map((honour) => builder.factCode('honours', [honour]))
    this.facts = factsOf(builder)
  }

  put(chance: Chance, drawn: Drawn, workKnown: boolean): void {
    const { builder } = this
    const band = this.age.draw.of(chance)
    const { from, years } = this.ages[band] as { from: number; years: number }
    drawn.born = this.today - Math.floor((from + (chance.next() / 2 ** 32) * years) * YEAR)
    drawn.credentials = 0
    builder.begin(this.age.values[band] === UNKNOWN ? 0 : drawn.born, workKnown)
    this.sex.put(builder, chance)
    this.purposes.put(builder, chance)
    this.putOccupation(chance, drawn)
    this.putPlaces(chance, drawn)
    const origin = this.origins[this.origin.draw.of(chance)]
    if (origin !== undefined && origin.group !== 0) {
      builder.group('origin', origin.group)
      builder.fact('nationality', origin.nationality)
    }
    const honour = this.honour.values[this.honour.draw.of(chance)]
    if (honour === 'none') builder.fact('honours', this.noHonour)
    if (honour === 'one') builder.fact('honours', this.honourCodes[chance.below(HONOURS.length)] as number)
    for (const fact of this.facts) fact.put(builder, chance)
  }

  private putOccupation(chance: Chance, drawn: Drawn): void {
    const major = this.major.draw.of(chance)
    drawn.occupation = -1
    const group = this.groups[major]
    if (group === undefined || this.major.values[major] === UNKNOWN) return
    drawn.occupation = group.from + group.draw.of(chance)
    this.builder.group('occupation', this.occupationCodes[drawn.occupation] as number)
  }

  private putPlaces(chance: Chance, drawn: Drawn): void {
    drawn.district = -1
    if (this.districtKnown.values[this.districtKnown.draw.of(chance)] === UNKNOWN) return
    drawn.district = this.districts.of(chance)
    this.builder.group('district', this.districtCodes[drawn.district]?.group ?? 0)
    for (const [position, fact] of PLACES.entries()) {
      const at = sameDistrict.of(chance) === 0 ? drawn.district : this.districts.of(chance)
      this.builder.fact(fact, this.districtCodes[at]?.facts[position] as number)
    }
  }
}

function factsOf(builder: WorkforceBuilder): Coded[] {
  const said = (name: string): string => name
  const yes = (name: string): boolean => name === 'yes'
  return [
    codedFact(builder, 'employed-in-capacity', marginals.capacity, said),
    codedFact(builder, 'recruiter-type', marginals.employer, said),
    codedFact(builder, 'employment-relation', marginals.relation, said),
    codedFact(builder, 'front-line-post', marginals.frontLine, yes),
    codedFact(builder, 'outstanding-skill', marginals.outstanding, yes),
    codedFact(builder, 'annual-assessments-passed', marginals.assessments, yes),
    codedFact(builder, 'continuing-education-done', marginals.furtherEducation, yes),
    codedFact(builder, 'filing-made', marginals.filing, yes),
  ]
}
