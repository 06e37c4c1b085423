// SPDX-License-Identifier: Apache-2.0
/**
 * The engine's workload: shipped law where it is handed in, and a generated catalogue of a demonstration country (XA) up to a number of rules,
 * in the forms the real instruments have. Seeded: the same seed gives the same bytes.
 */
import type { Bundle, Condition, Credential, Experience, FactValue, Person, Rule } from '@passerelle/recognition'

export interface Workload {
  bundle: Bundle
  persons: { person: Person; place: string }[]
}

/** Mulberry32: small, seeded, good enough to spread a workload. */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const QUALIFICATIONS = 300
const PROVINCES = ['XA-01', 'XA-02', 'XA-03', 'XA-04', 'XA-05']
const HONOURS = Array.from({ length: 13 }, (_, index) => `honour-${index + 1}`)

class Source {
  private readonly next: () => number
  constructor(seed: number) {
    this.next = randomSource(seed)
  }
  chance(share: number): boolean {
    return this.next() < share
  }
  below(count: number): number {
    return Math.floor(this.next() * count)
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
  date(from: number, to: number): string {
    const month = `${this.below(12) + 1}`.padStart(2, '0')
    return `${from + this.below(to - from + 1)}-${month}-${`${this.below(28) + 1}`.padStart(2, '0')}`
  }
}

const degree = (level: string, years: number): Condition => ({
  all: [{ credential: { levels: [`bench-degree/${level}`] } }, { experience: { relevant: true }, atLeast: { years } }],
})

/** Conditions in the shapes of real clauses: local employment, degree and years, time held, honours and age, nothing more. */
function conditionOf(source: Source, place: string): Condition | null {
  switch (source.below(5)) {
    case 0:
      return {
        all: [
          { fact: 'bench-employer-place', within: [place] },
          { fact: 'bench-capacity', in: ['technical', 'management'] },
          { experience: { relevant: true, place: [place] }, atLeast: { years: 1 + source.below(8) } },
        ],
      }
    case 1:
      return {
        all: [
          { held: { years: 2 + source.below(6) } },
          { fact: 'bench-assessed', is: true },
          { fact: 'bench-training-hours', atLeast: 40 + 10 * source.below(9) },
        ],
      }
    case 2:
      return {
        any: [{ credential: { levels: ['bench-degree/doctorate'] } }, degree('master', 4), degree('bachelor', 9)],
      }
    case 3:
      return {
        all: [
          { any: HONOURS.map((honour) => ({ fact: 'bench-honours', includes: honour })) },
          { normally: { age: { atMost: 45 } } },
        ],
      }
    default:
      return {
        all: [
          { fact: 'bench-filed', is: true },
          { fact: 'bench-language', atLeast: 2 + source.below(3) },
        ],
      }
  }
}

function ruleOf(source: Source, number: number): Rule {
  const place = source.chance(0.6) ? 'XA' : source.pick(PROVINCES)
  return {
    id: `xa-bench-${`${number}`.padStart(5, '0')}#item`,
    instrument: `xa-bench-${`${number}`.padStart(5, '0')}`,
    places: [place],
    purposes: ['title'],
    subject: { qualification: [`xa-bench-${source.below(QUALIFICATIONS)}`] },
    when: conditionOf(source, place),
    outcomes: [
      {
        kind: 'recognised-as',
        by: 'application',
        target: { level: 'bench-title/engineer', field: `bench/${source.below(20)}` },
      },
    ],
    from: '2020-01-01',
    until: null,
  }
}

const EMPTY: Bundle = { jurisdictions: [], frameworks: [], qualifications: [], catalogues: [], facts: [], rules: [] }

/** `law` with generated rules added until there are `rules`. */
export function generateBundle(rules: number, seed: number, law: Bundle = EMPTY): Bundle {
  const source = new Source(seed)
  const missing = Math.max(0, rules - law.rules.length)
  return {
    jurisdictions: [
      ...law.jurisdictions.filter((node) => !node.code.startsWith('XA')),
      { code: 'XA', parents: [] },
      ...PROVINCES.map((code) => ({ code, parents: [{ code: 'XA' }] })),
    ],
    frameworks: [
      ...law.frameworks,
      { id: 'bench-degree', levels: ['bachelor', 'master', 'doctorate'].map((id, rank) => ({ id, rank })) },
      { id: 'bench-title', levels: ['assistant', 'engineer', 'senior'].map((id, rank) => ({ id, rank })) },
    ],
    qualifications: [
      ...law.qualifications,
      ...Array.from({ length: QUALIFICATIONS }, (_, index) => {
        return { id: `xa-bench-${index}`, levels: [], country: 'XB', awardingBody: null, field: [] }
      }),
    ],
    catalogues: law.catalogues,
    facts: [
      ...law.facts,
      { id: 'bench-employer-place', type: 'place' },
      { id: 'bench-capacity', type: 'choice', options: ['technical', 'management', 'other'] },
      { id: 'bench-assessed', type: 'boolean' },
      { id: 'bench-filed', type: 'boolean' },
      { id: 'bench-language', type: 'number' },
      { id: 'bench-training-hours', type: 'number' },
      { id: 'bench-honours', type: 'set', options: HONOURS },
    ],
    rules: [...law.rules, ...Array.from({ length: missing }, (_, number) => ruleOf(source, number))],
  }
}

function jobsOf(source: Source, credentials: Credential[]): Experience[] {
  return Array.from({ length: source.below(4) }, () => {
    const from = 2008 + source.below(17)
    const ends = source.chance(0.6)
    return {
      from: source.date(from, from),
      ...(ends ? { to: source.date(from + 1, from + 3) } : {}),
      place: source.pick(PROVINCES),
      capacity: 'technical',
      relevantTo: credentials.filter(() => source.chance(0.4)).map((one) => one.id),
    }
  })
}

function factsOf(source: Source): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {
    'bench-employer-place': source.pick(PROVINCES),
    'bench-capacity': source.pick(['technical', 'other', 'other']),
    'bench-assessed': source.chance(0.3),
    'bench-filed': source.chance(0.09),
    'bench-language': source.below(6),
    'bench-training-hours': 10 * source.below(12),
    'bench-honours': source.chance(0.05) ? [source.pick(HONOURS)] : [],
  }
  const unsaid = source.pick(['bench-assessed', 'bench-language', 'none', 'none', 'none', 'none'])
  delete facts[unsaid]
  return facts
}

/** Persons with one to four credentials, some facts unknown, as applicants state them. */
export function generatePersons(count: number, seed: number): Workload['persons'] {
  const source = new Source(seed)
  return Array.from({ length: count }, () => {
    const credentials: Credential[] = Array.from({ length: 1 + source.below(4) }, (_, index) => ({
      id: `c${index + 1}`,
      qualification: `xa-bench-${source.below(QUALIFICATIONS)}`,
      issued: source.date(2012, 2025),
    }))
    const level = source.pick(['bachelor', 'bachelor', 'bachelor', 'master', 'master', 'none', 'none', 'doctorate'])
    const held: Credential[] =
      level === 'none' ? [] : [{ id: 'degree', level: `bench-degree/${level}`, issued: '2010-07-01' }]
    const facts = factsOf(source)
    if (held.length === 0) facts['credential:?bench-degree:level'] = 'none'
    const experience = jobsOf(source, credentials)
    const person = { birthDate: source.date(1965, 2003), credentials: [...credentials, ...held], experience, facts }
    return { person, place: source.pick(PROVINCES) }
  })
}
