// SPDX-License-Identifier: Apache-2.0
import type { Bundle, CredentialSelector, PlainDate, Rule } from '@passerelle/recognition'
import { type Against, reaching, standsAgainst, whatStandsAgainst } from '../nesting/against.model.ts'
import { inForceOn } from '../reverse/reverse.model.ts'

/**
 * By what a rule speaks of credentials from the other side: it names the country, a group of countries in which it lies, everything
 * from abroad, a qualification or body of it, a framework of it, an entry of a list; or a list known in part may hold one.
 */
export type Origin =
  | 'country'
  | 'group'
  | 'qualification'
  | 'awarding-body'
  | 'framework'
  | 'list-item'
  | 'abroad'
  | 'list-open'

export interface Recognition {
  rule: Rule
  origin: Origin
  /** It holds in the whole of the recognising side, or only in a part. */
  reach: 'whole' | 'part'
  /** What other rules of the recognising side have against its outcomes. */
  against: Against[]
  /** Nothing of it is ever had: every outcome is always lost to another rule. */
  lost: boolean
}

/** Places, law and register as of one day. */
export interface World {
  asOf: PlainDate
  bundle: Bundle
  /** A jurisdiction and all that contain it. */
  within(code: string): readonly string[]
  /** Country of an awarding body. */
  bodyCountry(id: string): string | null
  /** Countries whose framework it is; none: it belongs to nobody. */
  frameworkPlaces(id: string): readonly string[]
}

/** The place itself, or a part of it: Taicang is a part of China and of Jiangsu; Germany is no part of the European Union in this sense. */
export function isPartOf(world: Pick<World, 'within'>, code: string, whole: string): boolean {
  if (code === whole) return true
  if (code.split('-')[0] !== whole.split('-')[0]) return false
  return code.startsWith(`${whole}-`) || world.within(code).includes(whole)
}

/** What one side's law says of credentials from the other. */
export function recognitions(world: World, here: string, there: string): Recognition[] {
  const found = world.bundle.rules.flatMap((rule) => {
    // A rule that only takes something away recognises nothing.
    if (rule.subject === null || rule.outcomes.length === 0 || !inForceOn(rule, world.asOf)) return []
    const reach = reachOf(world, rule, here)
    const origin = reach === null ? null : originOf(world, rule.subject, here, there)
    return reach === null || origin === null ? [] : [{ rule, origin, reach, ...opposed(world, rule, reach, here) }]
  })
  return found.sort((a, b) => strength(a) - strength(b) || (a.rule.id < b.rule.id ? -1 : 1))
}

/** What is lost must be lost wherever the rule holds on this side; what may be lost in a part of it is told too. */
function opposed(
  world: World,
  rule: Rule,
  reach: Recognition['reach'],
  here: string,
): Pick<Recognition, 'against' | 'lost'> {
  const inForce = world.bundle.rules.filter((one) => inForceOn(one, world.asOf))
  const places = reach === 'whole' ? [here] : rule.places.filter((place) => isPartOf(world, place, here))
  const found = places.map((place) => whatStandsAgainst(rule, reaching(inForce, world.within(place))))
  const alwaysIn = found.map(({ always }) => new Set(always.map(({ outcome }) => outcome)))
  const lost = rule.outcomes.length > 0 && rule.outcomes.every((one) => alwaysIn.every((taken) => taken.has(one)))
  const inParts = inForce.filter((by) => reachOf(world, by, here) === 'part').flatMap((by) => standsAgainst(by, rule))
  const all = [...found.flatMap(({ against, always }) => (lost ? always : against)), ...(lost ? [] : inParts)]
  const distinct = new Map(all.map((one) => [`${one.by.id} ${rule.outcomes.indexOf(one.outcome)} ${one.how}`, one]))
  return { against: [...distinct.values()], lost }
}

const origins: readonly Origin[] = [
  'country',
  'qualification',
  'awarding-body',
  'framework',
  'list-item',
  'group',
  'abroad',
  'list-open',
]

const strength = ({ origin }: Recognition): number => origins.indexOf(origin)

export function reachOf(world: World, rule: Rule, here: string): Recognition['reach'] | null {
  const around = new Set(world.within(here))
  if (rule.except?.some((place) => around.has(place))) return null
  if (rule.places.some((place) => around.has(place))) return 'whole'
  return rule.places.some((place) => isPartOf(world, place, here)) ? 'part' : null
}

export function originOf(world: World, subject: CredentialSelector, here: string, there: string): Origin | null {
  const around = new Set(world.within(there))
  const { country, notCountry } = subject
  if (notCountry?.some((code) => around.has(code))) return null
  const place = country === undefined ? null : placeOrigin(world, country, there, around)
  if (country !== undefined && place === null) return null
  const identity = identityOf(world, subject, here, there)
  if (identity === 'other' || (identity === 'list-open' && place === 'country')) return place
  if (identity !== null) return identity
  if (place !== null) return place
  return notCountry?.some((code) => isPartOf(world, here, code)) ? 'abroad' : null
}

function placeOrigin(world: World, country: string[], there: string, around: ReadonlySet<string>): Origin | null {
  if (country.some((code) => isPartOf(world, code, there) || isPartOf(world, there, code))) return 'country'
  return country.some((code) => around.has(code)) ? 'group' : null
}

/** By which identity the subject is of the other side; `other`: it names one that does not say where from. */
function identityOf(world: World, subject: CredentialSelector, here: string, there: string): Origin | 'other' | null {
  const { qualification, awardingBody, listed } = subject
  if (qualification !== undefined) return qualificationOrigin(world, qualification, there)
  if (awardingBody !== undefined)
    return awardingBody.some((id) => isFrom(world, world.bodyCountry(id), there)) ? 'awarding-body' : 'other'
  if (listed !== undefined) return listOrigin(world, listed, here, there)
  const levels = [...(subject.levels ?? []), subject.atLeast, subject.atMost].flatMap((level) => level ?? [])
  const frameworks = [
    ...levels.map((level) => level.slice(0, level.indexOf('/'))),
    ...(subject.framework ?? '').split(' '),
  ]
  const named = frameworks.filter((id) => id !== '')
  if (named.length === 0) return null
  const theirs = named.some((id) => world.frameworkPlaces(id).some((code) => isPartOf(world, code, there)))
  return theirs ? 'framework' : 'other'
}

const isFrom = (world: World, code: string | null | undefined, there: string): boolean =>
  code !== null && code !== undefined && isPartOf(world, code, there)

function qualificationOrigin(world: World, ids: readonly string[], there: string): Origin | 'other' {
  const wanted = new Set(ids)
  const known = world.bundle.qualifications.filter((one) => wanted.has(one.id))
  if (known.some((one) => isFrom(world, one.country, there))) return 'qualification'
  const bodies = known.filter((one) => one.country === null && one.awardingBody !== null)
  return bodies.some((one) => isFrom(world, world.bodyCountry(one.awardingBody ?? ''), there))
    ? 'awarding-body'
    : 'other'
}

/** A list known in part may hold what is not seen, unless all that is known of it is of the recognising side itself. */
function listOrigin(
  world: World,
  listed: NonNullable<CredentialSelector['listed']>,
  here: string,
  there: string,
): Origin | 'other' {
  const list = world.bundle.catalogues.find((one) => one.id === listed.catalogue)
  if (list === undefined) return 'other'
  const countries = list.items
    .filter((item) => inForceOn({ from: item.from ?? null, until: item.until ?? null }, world.asOf))
    .filter((item) => listed.classes?.includes(item.class) ?? true)
    .map((item) => world.bundle.qualifications.find((one) => one.id === item.qualification)?.country ?? null)
  if (countries.some((code) => isFrom(world, code, there))) return 'list-item'
  if (list.coverage === 'complete') return 'other'
  const home = here.split('-')[0]
  const domestic = countries.length > 0 && countries.every((code) => code?.split('-')[0] === home)
  return domestic ? 'other' : 'list-open'
}

/** A rule of one side for which the other has none known that gives the same. */
export function gapsOf(mine: readonly Recognition[], theirs: readonly Recognition[]): Recognition[] {
  const open = new Set<Origin>(['list-open', 'abroad'])
  const stands = ({ origin, lost }: Recognition): boolean => !lost && !open.has(origin)
  return mine.filter(
    (one) => stands(one) && !theirs.some((other) => stands(other) && isCounterpart(one.rule, other.rule)),
  )
}

/** The row of the table of an agreement from which a rule follows, in whichever direction. */
const rowOf = ({ id }: Rule): string | null => /^.*#eq-\d+(?=-[ab](-|$))/.exec(id)?.[0] ?? null

/** The same rule for both, or one that gives the same right or level. */
function isCounterpart(a: Rule, b: Rule): boolean {
  if (a.id === b.id || (rowOf(a) !== null && rowOf(a) === rowOf(b))) return true
  return a.outcomes.some((one) =>
    b.outcomes.some((other) => {
      const { benefit, level } = one.target
      if (one.kind !== other.kind) return false
      return (
        (benefit !== undefined && benefit === other.target.benefit) ||
        (level !== undefined && level === other.target.level)
      )
    }),
  )
}
