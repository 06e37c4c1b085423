// SPDX-License-Identifier: Apache-2.0
/** Credentials as the specification speaks of them: a person's own, derived ones and hypothetical ones. */
import type { Credential } from '../person.ts'
import type { CredentialSelector, LevelRef, Outcome, Purpose, Rule } from '../rule.ts'
import { type Day, dayOf } from './calendar.ts'
import { constant, type Domain, type Expression, type Leaf, type Value } from './expression.ts'
import {
  anyMentioned,
  anyPlace,
  fact,
  framework,
  frameworkOf,
  holdsOn,
  levelsOf,
  qualification,
  testsOfStatement,
  type World,
} from './world.ts'

/** An attribute that is known, or the fact that would tell. */
export type Attribute<T> = { known: T } | { key: string; domain: Domain }

/** The class that a catalogue gives to what was issued on a day; `turns` are the days on which it may change. */
export interface ByIssue {
  key: string
  domain: Domain
  turns: Day[]
  of(issued: Day): string
}

export interface Holding {
  id: string
  origin: 'own' | 'derived' | 'hypothetical'
  /** Id of the person's own credential that stands behind it. */
  root: string
  issued: Attribute<Day>
  country: Attribute<string>
  awardingBody: Attribute<string>
  field: Attribute<string[]>
  qualification: Attribute<string | null>
  levels: Attribute<LevelRef[]>
  /** By itself, or by the day of issue. */
  listed(catalogue: string, issued: Attribute<Day>): Attribute<string> | ByIssue
  stated(name: string): Attribute<boolean | string>
  validity: Leaf
  /** For a derived credential: the finding it stands on. */
  source?: Expression
  /** False: its source finding is unmet on the as-of date, so that no finding is made about it. */
  exists: boolean
  /** How it came about, for a derived credential. */
  kind?: Outcome['kind']
  purposes?: Purpose[]
  /** The rule that made it, of which credential, and the outcome that it is. */
  maker?: { rule: string; of: string | null; outcome: Outcome }
  /** Rules that had a part in it, in the order in which they were applied. */
  parts: string[]
  /** A hypothetical credential whose qualification counts as matching. */
  supposed?: true
  /** The framework of a hypothetical credential. */
  supposedOf?: string
}

const DAYS: Domain = { kind: 'days' }

function values(list: readonly Value[]): Domain {
  return { kind: 'values', values: list }
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

/** A fact that is stated wins; else what is known otherwise; else it is unknown. */
function attribute<T>(
  world: World,
  key: string,
  domain: Domain,
  read: (value: unknown) => T,
  otherwise: T | undefined,
): Attribute<T> {
  const stated = fact(world, key)
  if (stated !== undefined) return { known: read(stated) }
  return otherwise === undefined ? { key, domain } : { known: otherwise }
}

interface Given {
  issued?: Day | undefined
  country?: string | undefined
  awardingBody?: string | undefined
  field?: string[] | undefined
  listed?: Record<string, string> | undefined
  stated?: Record<string, boolean | string> | undefined
  /** Undefined: not known. */
  qualification?: string | null | undefined
  /** A catalogue may tell. */
  onCatalogues: boolean
}

function attributes(world: World, id: string, given: Given) {
  const key = (name: string): string => `credential:${id}:${name}`
  const open = (name: string, list: readonly Value[], otherwise: string | undefined): Attribute<string> =>
    attribute(world, key(name), values(list), String, otherwise)
  const held = attribute<string | null>(
    world,
    key('qualification'),
    values(anyMentioned(world, 'qualification')),
    String,
    given.qualification,
  )
  return {
    issued: attribute(world, key('issued'), DAYS, (value) => dayOf(String(value)), given.issued),
    country: open('country', anyPlace(world), given.country),
    awardingBody: open('awardingBody', anyMentioned(world, 'awardingBody'), given.awardingBody),
    field: attribute(world, key('field'), values(anyMentioned(world, 'field')), asList, given.field),
    qualification: held,
    listed: (catalogue: string, issued: Attribute<Day>): Attribute<string> | ByIssue => {
      const classes = world.bundle.catalogues.find((node) => node.id === catalogue)?.classes ?? []
      const itself = open(`listed:${catalogue}`, [...classes, 'no'], given.listed?.[catalogue])
      if ('known' in itself || !given.onCatalogues || !('known' in held)) return itself
      const told = fromCatalogue(world, catalogue, held.known)
      if (told === undefined) return itself
      if ('known' in issued) return { known: told.of(issued.known) }
      return told.turns.length === 0 ? { known: told.of(0) } : { ...issued, ...told }
    },
    stated: (name: string): Attribute<boolean | string> => {
      const domain = values(statedValues(world, name))
      const read = (value: unknown): boolean | string => (typeof value === 'boolean' ? value : String(value))
      return attribute(world, key(`stated:${name}`), domain, read, given.stated?.[name])
    },
  }
}

/** Each day of issue by itself: of the entries that are kept for it the one that ended first, else what stands there today. */
function fromCatalogue(
  world: World,
  catalogue: string,
  held: string | null,
): Pick<ByIssue, 'turns' | 'of'> | undefined {
  const node = world.bundle.catalogues.find(({ id }) => id === catalogue)
  const own = (node?.items ?? []).filter((each) => each.qualification === held)
  const today = own.find((each) => holdsOn(each, world.asOf))?.class
  const over = own.filter((each) => each.after !== undefined && each.until !== undefined && each.until <= world.asOf)
  const rest = today ?? (node?.coverage === 'complete' || over.length > 0 ? 'no' : undefined)
  if (rest === undefined) return undefined
  const ends = over
    .filter((each) => each.after === 'kept')
    .map((each) => [dayOf(each.until ?? ''), each.class] as const)
  const first = (issued: Day) => ends.filter(([end]) => issued < end).sort(([left], [right]) => left - right)[0]
  return { turns: ends.map(([end]) => end), of: (issued) => first(issued)?.[1] ?? rest }
}

function levelsFor(
  world: World,
  id: string,
  level: LevelRef | undefined,
  held: Attribute<string | null>,
): Holding['levels'] {
  const key = `credential:${id}:level`
  const stated = fact(world, key)
  if (stated !== undefined) return { known: stated === 'none' ? [] : [String(stated)] }
  if (level?.endsWith('/unknown')) {
    return { key, domain: values(levelsOf(framework(world, frameworkOf(level)))) }
  }
  if (level !== undefined) return { known: [level] }
  // A qualification that is not known gives no level: the person may state one, or `framework/unknown`.
  return { known: 'known' in held ? (qualification(world, held.known)?.levels ?? []) : [] }
}

export function ownHolding(world: World, credential: Credential): Holding {
  const { id } = credential
  const stated = fact(world, `credential:${id}:qualification`) ?? credential.qualification
  const node = stated === undefined ? undefined : qualification(world, String(stated))
  const registerField = node && node.field.length > 0 ? node.field : undefined
  const own = attributes(world, id, {
    issued: credential.issued === undefined ? undefined : dayOf(credential.issued),
    country: credential.country ?? node?.country ?? undefined,
    awardingBody: credential.awardingBody ?? node?.awardingBody ?? undefined,
    field: credential.field ?? registerField,
    listed: credential.listed,
    stated: credential.stated,
    qualification: credential.qualification === 'unknown' ? undefined : (credential.qualification ?? null),
    onCatalogues: true,
  })
  return {
    ...own,
    id,
    origin: 'own',
    root: id,
    levels: levelsFor(world, id, credential.level, own.qualification),
    validity: validity(credential, own.issued),
    exists: true,
    parts: [],
  }
}

function validity(credential: Credential, issued: Attribute<Day>): Leaf {
  const expires = credential.expires === undefined ? undefined : dayOf(credential.expires)
  const at = (day: Day): boolean => {
    if (credential.status === 'revoked') return false
    if (expires !== undefined && expires <= day) return false
    return !('known' in issued && issued.known > day)
  }
  return { kind: 'leaf', at, varies: true }
}

/** Boolean where it is tested against one, else a word that is tested for, or another. */
function statedValues(world: World, name: string): Value[] {
  const tested = testsOfStatement(world, name)
  return tested.some((value) => typeof value === 'boolean') ? [true, false] : [...tested, 'something else']
}

/** An outcome that is itself a credential: `from` is the credential it stands on, null where the rule needs none. */
export function derivedHolding(world: World, rule: Rule, outcome: Outcome, from: Holding | null, id: string): Holding {
  const { target } = outcome
  const own = attributes(world, id, {
    field: target.field === undefined ? undefined : [target.field],
    qualification: target.qualification ?? null,
    onCatalogues: true,
  })
  const ownAnswer = 'known' in own.issued
  return {
    ...own,
    id,
    origin: 'derived',
    root: from?.root ?? id,
    issued: outcome.kind === 'counts-as-level' && from && !ownAnswer ? from.issued : own.issued,
    levels: levelsFor(world, id, target.level, own.qualification),
    validity: constant(true),
    exists: true,
    kind: outcome.kind,
    purposes: rule.purposes,
    parts: [...(from?.parts ?? []), rule.id],
  }
}

/** Stands for a credential of which the person has said nothing. */
export function hypotheticalHoldings(world: World, selector: CredentialSelector, own: readonly Holding[]): Holding[] {
  const named = frameworksNamed(selector)
  if (named.length > 0) {
    const open = named.filter((id) => !own.some((holding) => speaksOf(holding, id)))
    return open.map((id) => {
      const levels = [...levelsOf(framework(world, id)), 'none']
      return { ...hypothetical(world, `?${id}`, levels), supposedOf: id }
    })
  }
  const wanted = [...(selector.qualification ?? [])].sort()
  if (wanted.length === 0) return []
  const speaks = own.some(
    ({ qualification: held }) => !('known' in held) || (held.known !== null && wanted.includes(held.known)),
  )
  return speaks ? [] : [{ ...hypothetical(world, `?${wanted[0]}`, []), levels: { known: [] }, supposed: true }]
}

function frameworksNamed(selector: CredentialSelector): string[] {
  const levels = [...(selector.levels ?? []), selector.atLeast ?? '', selector.atMost ?? ''].filter(Boolean)
  const named = [...(selector.framework ? [selector.framework] : []), ...levels.map(frameworkOf)]
  return [...new Set(named)].sort()
}

function speaksOf(holding: Holding, id: string): boolean {
  const { levels } = holding
  if ('known' in levels) return levels.known.some((level) => frameworkOf(level) === id)
  return levels.domain.kind === 'values' && levels.domain.values.some((level) => frameworkOf(String(level)) === id)
}

function hypothetical(world: World, id: string, levels: Value[]): Holding {
  const own = attributes(world, id, { qualification: null, onCatalogues: false })
  const key = `credential:${id}:level`
  const stated = fact(world, key)
  return {
    ...own,
    id,
    origin: 'hypothetical',
    root: id,
    levels:
      stated === undefined ? { key, domain: values(levels) } : { known: stated === 'none' ? [] : [String(stated)] },
    validity: validity({ id }, own.issued),
    exists: true,
    parts: [],
  }
}
