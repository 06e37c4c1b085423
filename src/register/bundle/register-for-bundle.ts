// SPDX-License-Identifier: Apache-2.0
import type { Bundle } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { allJurisdictionAliases, allJurisdictionLinks, type Known } from '../../organisations/index.ts'
import { allFrameworkLevels } from '../frameworks/frameworks.store.ts'
import { allQualificationLinks } from '../qualifications/qualifications.store.ts'

/** What the engine needs to know of the register, and the aliases of places by which people may name them. */
export interface RegisterForBundle extends Pick<Bundle, 'jurisdictions' | 'frameworks' | 'qualifications'> {
  /** `CN-14` → `CN-SX`. Without the members of every object, for it is asked by what people type. */
  aliases: Record<string, string>
}

/**
 * The register as the engine takes it, as it was known on an instant. An alias is a place of its own that lies within
 * the place it names, so that a person who names it is reached; rules name canonical codes.
 */
export async function registerForBundle(db: Db, when: Known = {}): Promise<RegisterForBundle> {
  const [places, aliases, frameworks, qualifications] = await Promise.all([
    allJurisdictionLinks(db, when),
    allJurisdictionAliases(db, when),
    allFrameworkLevels(db, when),
    allQualificationLinks(db, when),
  ])
  const jurisdictions = places.map(({ code, parents }) => ({
    code,
    parents: parents.map(({ code: parent, from, until }) => ({
      code: parent,
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
    })),
  }))
  const named = aliases.map(({ alias, code }) => ({ code: alias, parents: [{ code }] }))
  return {
    jurisdictions: [...jurisdictions, ...named],
    frameworks,
    qualifications,
    aliases: Object.assign(Object.create(null), Object.fromEntries(aliases.map(({ alias, code }) => [alias, code]))),
  }
}
