// SPDX-License-Identifier: Apache-2.0
/**
 * How many have what in a demonstration workforce: data, each with its source. What no source gives is an assumption and says so; it goes
 * beside every file that is generated, so that nobody takes a figure of the demonstration for a figure of a place.
 */

/** How far a source can be trusted, as elsewhere in this project; `assumption`: there is none. */
export type MarginalQuality = 'scraped-copy' | 'assumption'

export interface Marginal {
  /** What is distributed. */
  of: string
  quality: MarginalQuality
  source: string
  /** Value to weight; only the proportions count. */
  weights: Readonly<Record<string, number>>
}

const ASSUMPTION = 'assumption, not a statistic'
const assumed = (of: string, weights: Record<string, number>, note = ''): Marginal => ({
  of,
  quality: 'assumption',
  source: `${ASSUMPTION}${note && `: ${note}`}`,
  weights,
})

/** Values that stand for 'not known' in the register. */
export const UNKNOWN = 'unknown'

export const marginals = {
  age: assumed('age on the reference day, in years from-to', {
    '16-24': 9,
    '25-34': 28,
    '35-44': 29,
    '45-54': 23,
    '55-64': 10,
    [UNKNOWN]: 1,
  }),
  sex: assumed('sex', { male: 56, female: 41, [UNKNOWN]: 3 }),
  origin: assumed('country or place that the person comes from; home: the country of the place', {
    home: 930,
    ZZ: 12,
    XB: 12,
    XC: 9,
    XD: 7,
    [UNKNOWN]: 30,
  }),
  purposes: assumed('what the person lets the data be used for', {
    'evaluation notice statistics': 72,
    'evaluation statistics': 13,
    statistics: 15,
  }),
  district: assumed(
    'district; the places within the asked one, in the order of their codes, each weighing less than the one before',
    { known: 97, [UNKNOWN]: 3 },
  ),
  occupation: assumed(
    'major group of the occupation (classification of 2022); within a group the n-th in an order drawn by the seed weighs 1 / (n + 8)',
    { '4': 46, '5': 3, '6': 49, [UNKNOWN]: 2 },
    'the codes themselves are those of the official classification (reference/classifications/cn-2022.csv)',
  ),
  skill: assumed(
    'highest skill level held (cn-skill); none: no skill certificate',
    { none: 10, '5': 24, '4': 34, '3': 23, '2': 6, '1': 2.5, special: 0.4, chief: 0.1 },
    'a level that the age does not allow yet is lowered to the highest that it does',
  ),
  secondSkill: assumed('holds the level below as a certificate of its own too', { yes: 6, no: 94 }),
  education: assumed('highest education in the register (degree); none: no certificate of it there', {
    none: 52,
    'secondary-vocational': 17,
    college: 20,
    bachelor: 9.6,
    master: 1.2,
    doctorate: 0.2,
  }),
  title: assumed('professional title (cn-title)', {
    none: 94,
    clerk: 0.8,
    assistant: 2.6,
    intermediate: 2,
    'associate-senior': 0.5,
    senior: 0.1,
  }),
  overseas: assumed(
    'holds a qualification of the demonstration catalogue of the place',
    { yes: 2.5, no: 97.5 },
    'the one count that is known, 180 people recognised by March 2022 under 344 items of one city (reported by english.jschina.com.cn/23264/202203/t20220329_7482961.shtml), would leave next to nobody to be seen',
  ),
  jobs: assumed('jobs in the register; unknown: nothing is known of the work', {
    '0': 4,
    '1': 66,
    '2': 20,
    '3': 6,
    [UNKNOWN]: 4,
  }),
  working: assumed('whether the last job goes on', { yes: 88, no: 12 }),
  relevant: assumed('whether work is relevant to the credentials that were held when it ended', {
    yes: 78,
    no: 14,
    [UNKNOWN]: 8,
  }),
  capacity: assumed('kind of work (reference/facts.yaml, employed-in-capacity)', {
    skilled: 72,
    technical: 14,
    management: 5,
    other: 6,
    [UNKNOWN]: 3,
  }),
  employer: assumed('kind of employer (reference/facts.yaml, recruiter-type)', {
    enterprise: 83,
    'public-institution': 7,
    'vocational-college': 1.5,
    other: 4.5,
    [UNKNOWN]: 4,
  }),
  relation: assumed('tie to the employer (reference/facts.yaml, employment-relation)', {
    employed: 92,
    invited: 1,
    none: 4,
    [UNKNOWN]: 3,
  }),
  frontLine: assumed('works at the front line', { yes: 68, no: 28, [UNKNOWN]: 4 }),
  outstanding: assumed('outstanding skill, as confirmed', { yes: 7, no: 88, [UNKNOWN]: 5 }),
  assessments: assumed('yearly assessments of the last years passed', { yes: 86, no: 9, [UNKNOWN]: 5 }),
  furtherEducation: assumed('continuing education done', { yes: 58, no: 37, [UNKNOWN]: 5 }),
  filing: assumed('filing made', { yes: 22, no: 72, [UNKNOWN]: 6 }),
  honour: assumed('holds an honour of reference/facts.yaml, each as likely', { none: 97.6, one: 0.4, [UNKNOWN]: 2 }),
  status: assumed('certificate revoked', { valid: 99.7, revoked: 0.3 }),
  expiry: assumed('years until a qualification of the catalogue expires', { never: 60, '3': 12, '5': 28 }),
  dayOfIssue: assumed('day of issue known', { yes: 97, no: 3 }),
} as const satisfies Record<string, Marginal>

/**
 * Earliest ages and shortest steps of the skill levels: who may sit for which level. In years of work; the first is an age.
 * The two levels above the first came with the order of eight levels (2022) and have no period in the source: assumed as the step before.
 */
export const skillSteps = {
  quality: 'scraped-copy',
  source:
    'application conditions of a registered assessment body (law/CN/skill-assessment-conditions): 16 years of age for level 5 (L5-1), 3 years after it for 4 (L4-2), 4 for 3 (L3-2), 5 for 2 (L2-1), 5 for 1 (L1-1)',
  firstAge: 16,
  steps: { '5': 0, '4': 3, '3': 4, '2': 5, '1': 5, special: 5, chief: 5 },
} as const

/** Usual ages on graduating: for days of issue only. */
export const graduation = {
  quality: 'assumption' as const,
  source: ASSUMPTION,
  ages: { 'secondary-vocational': 18, college: 21, bachelor: 22, master: 25, doctorate: 29 },
} as const
