// SPDX-License-Identifier: Apache-2.0
import type { Condition, Finding, Person, PlainDate } from '../../../packages/recognition/src/index.ts'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import { assessByEngine } from './compare.ts'

/** One rule about credentials of one framework, in country code XA. */
export function oneRule(when: Condition, person: Person, asOf: PlainDate): Case {
  return {
    bundle: {
      jurisdictions: [{ code: 'XA', parents: [] }],
      frameworks: [{ id: 'skill', levels: [{ id: '1', rank: 1 }] }],
      qualifications: [],
      catalogues: [],
      facts: [],
      rules: [
        {
          id: 'law#rule',
          instrument: 'law',
          places: ['XA'],
          purposes: ['title'],
          subject: { levels: ['skill/1'] },
          when,
          outcomes: [{ kind: 'may-apply', by: 'application', target: { level: 'skill/1' } }],
          from: null,
          until: null,
        },
      ],
    },
    person,
    asOf,
    request: { place: 'XA' },
  }
}

/** The verdict, and the day from which the rule would hold. */
export function verdictOf(input: Case): [Finding['verdict'] | undefined, PlainDate | undefined] {
  const [finding] = assessByEngine(input).findings
  return [finding?.verdict, finding?.holdsFrom]
}
