// SPDX-License-Identifier: Apache-2.0
/**
 * Rule parts with every member present. Rules come as JSON with members left out, in many shapes; objects of one shape are read
 * several times faster in the loops that walk them.
 */
import type { CredentialSelector, ExperienceSelector, FactTest } from '../rule.ts'

/** The same members, each present. */
export type Uniform<T> = { [Member in keyof Required<T>]: T[Member] | undefined }

const FACT_TEST: Omit<Uniform<FactTest>, 'fact'> = {
  is: undefined,
  in: undefined,
  atLeast: undefined,
  atMost: undefined,
  within: undefined,
  includes: undefined,
  from: undefined,
  before: undefined,
}

const CREDENTIAL_SELECTOR: Uniform<CredentialSelector> = {
  qualification: undefined,
  framework: undefined,
  levels: undefined,
  atLeast: undefined,
  atMost: undefined,
  notFramework: undefined,
  field: undefined,
  country: undefined,
  notCountry: undefined,
  awardingBody: undefined,
  issuedFrom: undefined,
  issuedBefore: undefined,
  listed: undefined,
  derived: undefined,
}

const EXPERIENCE_SELECTOR: Uniform<ExperienceSelector> = {
  relevant: undefined,
  occupation: undefined,
  place: undefined,
  capacity: undefined,
  award: undefined,
  within: undefined,
}

export type UniformTest = Uniform<Omit<FactTest, 'fact'>> & { fact: string }

export const uniformTest = (test: FactTest): UniformTest => ({ ...FACT_TEST, ...test })

export const uniformSelector = (selector: CredentialSelector): Uniform<CredentialSelector> => ({
  ...CREDENTIAL_SELECTOR,
  ...selector,
})

export const uniformExperience = (selector: ExperienceSelector): Uniform<ExperienceSelector> => ({
  ...EXPERIENCE_SELECTOR,
  ...selector,
})
