// SPDX-License-Identifier: Apache-2.0
/** The law as the analysis looks at it: rules beside what they were written as, and the engine over all of them. */
import { type Bundle, type Compiled, compile, type PlainDate, type Rule } from '@passerelle/recognition'
import { isFromTable } from '../agreements/equivalence-rules.ts'
import { soundBundle } from '../bundle/sound-bundle.ts'
import { engineCatalogues } from '../catalogues/join-batches.ts'
import type { ExampleFile, ExampleFolder } from '../examples/read-example.ts'
import { checkRuleIds, type LawIds } from '../law/check-ids.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { containersOf, type Vocabulary } from '../law/vocabulary.ts'
import { engineRule, speaks } from '../rules/engine-rule.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import type { Path } from '../source/source-problem.ts'
import { Hints } from '../source/suggest.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { addDays } from './calendar.ts'
import type { Surroundings } from './formula.ts'

/** A folder of law, from files, from the database or from a form; without its text no line can be named. */
export interface WrittenFolder {
  instrument: LawInstrument
  rules: readonly LawRule[]
  instrumentSource?: YamlSource | null
  rulesSource?: YamlSource | null
  examples?: readonly ExampleFile[]
  refusedExamples?: ReadonlySet<ExampleFolder>
}

export interface RuleAt {
  folder: WrittenFolder
  written: LawRule
  rule: Rule
  path: Path
}

export interface LawInHand extends Surroundings {
  folders: readonly WrittenFolder[]
  /** Rules that speak: those of instruments that are not in force are only read. */
  rules: readonly RuleAt[]
  /** The day on which, where both are in force, two rules are looked at together. */
  day: PlainDate
  /** Null: not known. */
  today: PlainDate | null
  bundle: Bundle
  compiledOn(day: PlainDate): Compiled
}

export interface LawToAnalyse {
  folders: readonly WrittenFolder[]
  vocabulary: Vocabulary
  /** Today; without it no status is held against the day. */
  day?: PlainDate | null
}

const someDay = '2026-01-01'

export function lawInHand({ folders, vocabulary, day = null }: LawToAnalyse): LawInHand {
  const ids = idsOf(folders)
  const rules = folders
    .filter(({ instrument }) => speaks(instrument))
    .flatMap((folder) => soundRules(folder, vocabulary, ids))
  const catalogues = engineCatalogues(folders)
  const bundle: Bundle = {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
    catalogues,
    facts: [...(vocabulary.facts?.values() ?? []), ...(vocabulary.statements?.values() ?? [])],
    rules: rules.map(({ rule }) => rule),
  }
  const { bundle: sound } = soundBundle(bundle)
  const kept = new Set(sound.rules.map(({ id }) => id))
  return {
    folders,
    rules: rules.filter(({ rule }) => kept.has(rule.id)),
    vocabulary,
    classes: new Map(catalogues.map(({ id, classes }) => [id, classes])),
    day: day ?? someDay,
    today: day,
    bundle: sound,
    compiledOn: compiler(sound),
  }
}

function idsOf(folders: readonly WrittenFolder[]): LawIds {
  const catalogues = folders.flatMap(({ instrument }) => instrument.catalogues ?? [])
  return {
    instruments: new Set(folders.map(({ instrument }) => instrument.id)),
    catalogues: new Map(catalogues.map(({ id, classes }) => [id, new Set(classes.map((one) => one.id))])),
  }
}

/** Rules that name nothing unknown; what they name wrongly is told elsewhere. */
function soundRules(folder: WrittenFolder, vocabulary: Vocabulary, ids: LawIds): RuleAt[] {
  const { instrument, rulesSource } = folder
  const written = folder.rules.filter((rule) => !isFromTable(rule))
  const problems =
    rulesSource == null ? [] : checkRuleIds(written, instrument, rulesSource, vocabulary, ids, new Hints(0))
  const named = new Set<number>()
  const seen = new Set<string>()
  for (const { path } of problems) named.add(Number(/^rules\[(\d+)\]/.exec(path)?.[1]))
  return folder.rules.flatMap((rule, index) => {
    if (named.has(index) || seen.has(rule.id)) return []
    seen.add(rule.id)
    return [{ folder, written: rule, rule: engineRule(instrument, rule), path: ['rules', index] }]
  })
}

const mostDays = 40

/** Each day is compiled once. */
function compiler(bundle: Bundle): (day: PlainDate) => Compiled {
  const known = new Map<PlainDate, Compiled>()
  return (day) => {
    let compiled = known.get(day)
    if (compiled === undefined) {
      compiled = compile(bundle, day)
      if (known.size >= mostDays) known.clear()
      known.set(day, compiled)
    }
    return compiled
  }
}

/** Whether a rule is surely in force on the day. */
export function holdsOn({ from, until, doubtful = [] }: Rule, day: PlainDate): boolean {
  if ((from !== null && day < from) || (until !== null && day >= until)) return false
  return !doubtful.some((doubt) => day >= doubt.from && day < doubt.until)
}

/** Days on which both are surely in force: today where it can be, then the days on which something begins, ends or is asked for. */
export function commonDays(first: Rule, second: Rule, today: PlainDate): PlainDate[] {
  const rules = [first, second]
  const ends = rules.flatMap(({ until, doubtful = [] }) => [until ?? [], doubtful.map(({ from }) => from)].flat())
  const starts = rules.flatMap(({ from, doubtful = [] }) => [from ?? [], doubtful.map(({ until }) => until)].flat())
  const named = JSON.stringify(rules).match(/\d{4}-\d\d-\d\d/g) ?? []
  const candidates = [
    today,
    ...ends.map((day) => addDays(day, -1)),
    ...starts,
    someDay,
    ...named.toSorted().reverse(),
    earliest,
  ]
  return [...new Set(candidates)].filter((day) => holdsOn(first, day) && holdsOn(second, day)).slice(0, mostDaysTried)
}

const mostDaysTried = 5

const earliest = '1950-01-01'

/** A place that both reach on the day. */
export function commonPlace(first: Rule, second: Rule, { within }: Compiled): string | null {
  const near = [...first.places, ...second.places].find(
    (place) => reaches(first, place, within) && reaches(second, place, within),
  )
  if (near !== undefined) return near
  return Object.keys(within).find((place) => reaches(first, place, within) && reaches(second, place, within)) ?? null
}

function reaches({ places, except = [] }: Rule, place: string, within: Compiled['within']): boolean {
  const chain = within[place] ?? [place]
  return places.some((one) => chain.includes(one)) && !except.some((one) => chain.includes(one))
}

/** Whether two rules may hold in one place at some time; a quick look before a day is known. */
export function mayShareAPlace(first: Rule, second: Rule, { jurisdictions }: Vocabulary): boolean {
  if (jurisdictions === null) return true
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    for (const place of one.places) {
      const around = containersOf(place, jurisdictions)
      if (other.places.some((wider) => around.has(wider))) return true
    }
  }
  // A place may lie in two that do not lie in one another: a city of a union's member.
  return [...jurisdictions.keys()].some((code) => {
    const around = containersOf(code, jurisdictions)
    return first.places.some((place) => around.has(place)) && second.places.some((place) => around.has(place))
  })
}
