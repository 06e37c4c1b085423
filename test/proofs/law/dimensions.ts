// SPDX-License-Identifier: Apache-2.0
/** What persons of a small world differ in, and the tests that tell them apart. */
import type { Condition, CredentialSelector, Person } from '../../../packages/recognition/src/index.ts'

export type Draft = { person: Person; day: string }
export type Change = (draft: Draft) => void

/** One thing that persons differ in: tests on it, and one change for every cell that the tests make. */
export interface Dimension {
  name: string
  leaves: Condition[]
  selectors: CredentialSelector[]
  changes: Change[]
  /** Its tests speak of the credential in scope. */
  scoped: boolean
}

const own = ({ person }: Draft) => person.credentials[0] ?? { id: 'c1' }
const fact =
  (name: string, value: boolean | number | string | string[]): Change =>
  ({ person }) => {
    person.facts = { ...person.facts, [name]: value }
  }
const yearsBefore = (day: string, years: number): string => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

function dimension(name: string, leaves: Condition[], changes: Change[], more: Partial<Dimension> = {}): Dimension {
  return { name, leaves, changes, selectors: [], scoped: false, ...more }
}

const levels = ['low', 'middle', 'high']

export const dimensions: Dimension[] = [
  dimension(
    'filed',
    [
      { fact: 'filed', is: true },
      { fact: 'filed', is: false },
    ],
    [true, false].map((one) => fact('filed', one)),
  ),
  dimension(
    'recruiter',
    [
      { fact: 'recruiter', is: 'college' },
      { fact: 'recruiter', in: ['college', 'company'] },
      { fact: 'recruiter', is: 'none' },
    ],
    ['college', 'company', 'none'].map((one) => fact('recruiter', one)),
  ),
  dimension(
    'honours',
    [
      { fact: 'honours', includes: 'medal' },
      { fact: 'honours', includes: 'prize' },
    ],
    [[], ['medal'], ['prize'], ['medal', 'prize']].map((one) => fact('honours', one)),
  ),
  dimension(
    'points',
    [
      { fact: 'points', atLeast: 2 },
      { fact: 'points', atMost: 2 },
      { fact: 'points', atMost: 1 },
      { fact: 'points', atLeast: 1 },
    ],
    [0, 1, 1.5, 2, 3].map((one) => fact('points', one)),
  ),
  dimension(
    'home',
    [
      { fact: 'home', within: ['XA'] },
      { fact: 'home', within: ['XA-1'] },
      { fact: 'home', within: ['XA-2', 'XB'] },
      { fact: 'home', within: ['XB'] },
    ],
    ['XA', 'XA-1', 'XA-2', 'XB', 'XU'].map((one) => fact('home', one)),
  ),
  dimension(
    'arrived',
    [
      { fact: 'arrived', from: '2024-01-01' },
      { fact: 'arrived', before: '2024-01-01' },
      { fact: 'arrived', before: '2023-01-01' },
    ],
    ['2022-05-01', '2023-05-01', '2024-05-01'].map((one) => fact('arrived', one)),
  ),
  dimension(
    'age',
    [{ age: { atLeast: 40 } }, { age: { atMost: 39 } }, { age: { atLeast: 30, atMost: 40 } }],
    [25, 35, 40, 50].map((years) => (draft) => {
      draft.person.birthDate = yearsBefore(draft.day, years)
    }),
  ),
  dimension(
    'held',
    [{ held: { years: 2 } }, { held: { years: 3 } }],
    [1, 2, 3].map((years) => (draft) => {
      own(draft).issued = yearsBefore(draft.day, years)
    }),
    { scoped: true },
  ),
  dimension(
    'issued',
    [
      { is: { issuedFrom: '2023-01-01' } },
      { is: { issuedBefore: '2024-01-01' } },
      { is: { issuedBefore: '2023-01-01' } },
    ],
    ['2022-12-31', '2023-01-01', '2024-01-01'].map((issued) => (draft) => {
      own(draft).issued = issued
    }),
    { scoped: true, selectors: [{ issuedFrom: '2024-01-01' }] },
  ),
  dimension(
    'field',
    [
      { is: { field: ['isced-f/07'] } },
      { is: { field: ['isced-f/0711', 'isced-f/09'] } },
      { is: { field: ['isced-f/09'] } },
    ],
    [[], ['isced-f/0711'], ['isced-f/0720'], ['isced-f/09'], ['isced-f/0720', 'isced-f/09']].map((field) => (draft) => {
      own(draft).field = field
    }),
    { scoped: true, selectors: [{ field: ['isced-f/07', 'isced-f/09'] }] },
  ),
  dimension(
    'body',
    [{ is: { awardingBody: ['board'] } }, { is: { awardingBody: ['board', 'chamber'] } }],
    ['board', 'chamber', 'another'].map((awardingBody) => (draft) => {
      own(draft).awardingBody = awardingBody
    }),
    { scoped: true, selectors: [{ awardingBody: ['board'] }] },
  ),
  dimension(
    'stated',
    [
      { stated: 'in-field', is: true },
      { stated: 'in-field', is: false },
    ],
    [true, false].map((one) => (draft) => {
      own(draft).stated = { 'in-field': one }
    }),
    { scoped: true },
  ),
  dimension(
    'what',
    [
      { is: { levels: ['skill/high'] } },
      { is: { atLeast: 'skill/middle' } },
      { is: { qualification: ['q1'] } },
      { is: { notFramework: ['skill'] } },
    ],
    [{}, { level: 'degree/bachelor' }, ...levels.map((one) => ({ level: `skill/${one}` }))].flatMap((level) =>
      [{}, { qualification: 'q1' }, { qualification: 'q2' }].map(
        (qualification): Change =>
          (draft) => {
            Object.assign(own(draft), level, qualification)
          },
      ),
    ),
    {
      scoped: true,
      selectors: [
        { framework: 'skill' },
        { levels: ['skill/low', 'skill/high'] },
        { atLeast: 'skill/middle' },
        { atMost: 'skill/middle' },
        { qualification: ['q1', 'q2'] },
        { qualification: ['q2'], notFramework: ['skill'] },
      ],
    },
  ),
  dimension(
    'listed',
    [{ is: { listed: { catalogue: 'list', classes: ['A'] } } }, { is: { listed: { catalogue: 'list' } } }],
    ['A', 'B', 'no'].map((one) => (draft) => {
      own(draft).listed = { list: one }
    }),
    { scoped: true, selectors: [{ listed: { catalogue: 'list', classes: ['B'] } }, { listed: { catalogue: 'list' } }] },
  ),
  dimension(
    'country',
    [{ is: { country: ['XA'] } }, { is: { notCountry: ['XA-1'] } }, { is: { country: ['XB', 'XA-1'] } }],
    ['XA', 'XA-1', 'XA-2', 'XB', 'XU'].map((one) => (draft) => {
      own(draft).country = one
    }),
    { scoped: true, selectors: [{ country: ['XA'] }, { notCountry: ['XB'] }] },
  ),
  dimension(
    'degree',
    [
      { credential: { levels: ['degree/bachelor'] } },
      { credential: { framework: 'degree' }, where: { held: { years: 2 } } },
    ],
    [
      fact('credential:?degree:level', 'none'),
      ...[1, 2].map(
        (years): Change =>
          ({ person, day }) => {
            person.credentials.push({ id: 'c2', level: 'degree/bachelor', issued: yearsBefore(day, years) })
          },
      ),
    ],
  ),
  dimension(
    'work',
    [
      { experience: {}, atLeast: { years: 1 } },
      { experience: {}, atLeast: { years: 2 } },
    ],
    [0, 1, 2].map((years) => ({ person, day }) => {
      person.experience = years === 0 ? [] : [{ from: yearsBefore(day, years), place: 'XA' }]
    }),
  ),
]

/** Where two tests speak of one value through different keys, the analysis is sound but claims no completeness. */
export const unclaimed: Dimension[] = [
  dimension(
    'work in places',
    [
      { experience: {}, atLeast: { years: 1 } },
      { experience: { place: ['XA'] }, atLeast: { years: 1 } },
      { experience: { place: ['XA-1'] }, atLeast: { years: 1 } },
      { experience: { relevant: true }, atLeast: { years: 1 } },
    ],
    [[], ['XA-1'], ['XA-2'], ['XB']].flatMap((worked) =>
      [true, false].map(
        (relevant): Change =>
          ({ person, day }) => {
            const from = yearsBefore(day, 1)
            person.experience = worked.map((place) => ({ from, place, relevantTo: relevant ? ['c1'] : [] }))
          },
      ),
    ),
    { scoped: true },
  ),
  dimension(
    'held and issued',
    [{ held: { years: 2 } }, { is: { issuedFrom: '2024-01-01' } }, { is: { issuedBefore: '2024-01-01' } }],
    ['2023-12-31', '2024-01-01', '2024-06-15', '2024-12-01'].map((issued) => (draft) => {
      own(draft).issued = issued
    }),
    { scoped: true },
  ),
]
