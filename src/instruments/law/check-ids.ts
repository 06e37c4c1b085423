// SPDX-License-Identifier: Apache-2.0
import type { Condition, FactDeclaration, FactTest } from '@passerelle/recognition'
import { checkAgreement } from '../agreements/check-agreement.ts'
import { isFromTable } from '../agreements/equivalence-rules.ts'
import { checkBatch } from '../catalogues/check-batches.ts'
import { checkCredits } from '../credits/check-credits.ts'
import { engineCondition } from '../rules/engine-condition.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { type ConditionAt, walkCondition } from '../rules/walk-condition.ts'
import { firstDay } from '../source/fields.ts'
import type { Path, SourceProblem } from '../source/source-problem.ts'
import { Hints, inWords } from '../source/suggest.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { checkPart, checkWholes, type PartsOfWholes } from '../wholes/check-wholes.ts'
import type { LawInstrument } from './instrument-schema.ts'
import { type CatalogueClasses, IdChecker } from './known-ids.ts'
import { liesWithin, type Vocabulary } from './vocabulary.ts'

/** Ids that live in the whole of `law/`. */
export interface LawIds {
  catalogues: CatalogueClasses
  instruments: ReadonlySet<string>
  /** What a whole is made of, by the ids of both; absent: not checked against. */
  parts?: PartsOfWholes
  /** The law that stands beside, for what needs more than ids. */
  beside?: readonly { instrument: LawInstrument }[]
  /** As `instrument#rule`; absent: not checked against. */
  rules?: ReadonlySet<string>
}

/** Every id in instrument.yaml that is unknown or given twice, and dates that contradict each other. */
export function checkInstrumentIds(
  file: LawInstrument,
  source: YamlSource,
  vocabulary: Vocabulary,
  ids: LawIds,
  hints = new Hints(),
): SourceProblem[] {
  const check = new IdChecker(source, vocabulary, hints)
  check.jurisdiction(['jurisdiction'], file.jurisdiction)
  check.jurisdictions(['places'], file.places)
  check.jurisdictions(['except'], file.except)
  checkAgainst([], file, check, ids)
  if (file.issuer !== undefined)
    check.id(['issuer'], 'authority', file.issuer, vocabulary.authorities, 'reference/authorities.yaml')
  file.supersedes?.forEach((id, index) => {
    check.id(['supersedes', index], 'instrument', id, ids.instruments, 'the instruments in law/')
  })
  noDuplicates(
    check,
    ['sources'],
    file.sources.map((item) => item.id),
  )
  checkQualities(file, check)
  noDuplicates(
    check,
    ['clauses'],
    file.clauses.map((item) => item.id),
  )
  noDuplicates(check, ['catalogues'], file.catalogues?.map((item) => item.id) ?? [])
  file.clauses.forEach((clause, index) => {
    check.id(
      ['clauses', index, 'source'],
      'source',
      clause.source,
      file.sources.map((item) => item.id),
      'the sources of this file',
    )
  })
  checkAgreement(file, check)
  checkWholes(file, check)
  checkCredits(file, check)
  checkCatalogues(file, check, ids)
  if (file.effective !== undefined && file.until !== undefined && firstDay(file.until) <= firstDay(file.effective)) {
    const expected = `a day after ${file.effective}`
    check.add(['until'], {
      code: 'dates',
      message: `found '${file.until}', expected ${expected}, the day from which it holds`,
      expected,
    })
  }
  return check.problems
}

/** Invented law stands in an invented place, and says so wherever its source is shown; no other does. */
function checkQualities({ jurisdiction, sources }: LawInstrument, check: IdChecker): void {
  const invented = /^(ZZ|X[A-JL-Z])(-|$)/.test(jurisdiction)
  sources.forEach(({ quality }, index) => {
    if ((quality === 'demonstration') === invented) return
    const expected = invented
      ? `demonstration, as ${jurisdiction} is an invented place`
      : `the quality of a real source, as ${jurisdiction} is a real place`
    const message = `found '${quality}', expected ${expected}`
    check.add(['sources', index, 'quality'], { code: 'wrong-type', message, found: quality, expected })
  })
}

function checkCatalogues(file: LawInstrument, check: IdChecker, ids: LawIds): void {
  file.catalogues?.forEach((catalogue, index) => {
    const own = catalogue.classes.map((item) => item.id)
    noDuplicates(check, ['catalogues', index, 'classes'], own)
    checkBatch(['catalogues', index], file, catalogue, check, ids.catalogues)
    const classes = new Set([...own, ...(ids.catalogues.get(catalogue.continues ?? '') ?? [])])
    const where = `the classes of this catalogue: ${inWords([...classes])}`
    catalogue.items?.forEach((item, place) => {
      const path = ['catalogues', index, 'items', place]
      check.qualification([...path, 'qualification'], item.qualification)
      check.id([...path, 'class'], 'class', item.class, classes, where)
    })
    if (catalogue.itemCount !== undefined && (catalogue.items?.length ?? 0) > catalogue.itemCount) {
      const message = `found ${catalogue.items?.length} items, expected at most the ${catalogue.itemCount} of itemCount`
      check.add(['catalogues', index, 'itemCount'], { code: 'wrong-type', message })
    }
  })
}

/** Every id in rules.yaml that is unknown or given twice, and facts tested in a way their type does not allow. */
export function checkRuleIds(
  rules: readonly LawRule[],
  instrument: LawInstrument,
  source: YamlSource,
  vocabulary: Vocabulary,
  ids: LawIds,
  hints = new Hints(),
): SourceProblem[] {
  const check = new IdChecker(source, vocabulary, hints)
  const clauses = instrument.clauses.map((clause) => clause.id)
  noDuplicates(
    check,
    ['rules'],
    rules.map((rule) => rule.id),
  )
  rules.forEach((rule, index) => {
    const path: Path = ['rules', index]
    if (isFromTable(rule)) {
      const expected = 'another id: those of the form eq-1-a are of rules that follow from the table of an agreement'
      check.add([...path, 'id'], { code: 'agreement', message: `found '${rule.id}', expected ${expected}`, expected })
    }
    check.id([...path, 'clause'], 'clause', rule.clause, clauses, 'the clauses of instrument.yaml')
    checkPlaces(path, rule, instrument, check)
    if (rule.subject !== 'none') check.selector([...path, 'subject'], rule.subject, ids.catalogues)
    if (rule.when !== undefined) {
      const start = { node: engineCondition(rule.when), path: [...path, 'when'], scoped: rule.subject !== 'none' }
      for (const at of walkCondition(start)) checkCondition(at, check, ids)
    }
    rule.outcomes.forEach((outcome, place) => {
      checkTarget([...path, 'outcomes', place, 'target'], outcome.target, check, ids)
    })
    checkAgainst(path, rule, check, ids)
  })
  return check.problems
}

/** A rule may narrow where its instrument holds, never widen it. */
function checkPlaces(path: Path, rule: LawRule, instrument: LawInstrument, check: IdChecker): void {
  check.jurisdictions([...path, 'places'], rule.places)
  check.jurisdictions([...path, 'except'], rule.except)
  const { jurisdictions } = check.vocabulary
  const around = instrument.places ?? [instrument.jurisdiction]
  rule.places?.forEach((place, index) => {
    if (jurisdictions?.has(place) !== true || around.some((one) => liesWithin(place, one, jurisdictions))) return
    const expected = `a place in ${inWords(around)}, where the instrument holds`
    const message = `found '${place}', expected ${expected}`
    check.add([...path, 'places', index], { code: 'outside', message, found: place, expected })
  })
}

/** What a rule, or an instrument for all of its rules, says against others. */
function checkAgainst(
  path: Path,
  written: Pick<LawRule, 'excludes' | 'exclusive' | 'overrides'>,
  check: IdChecker,
  ids: LawIds,
): void {
  for (const name of ['excludes', 'exclusive'] as const) {
    written[name]?.forEach(({ target }, index) => {
      if (target !== undefined) checkTarget([...path, name, index, 'target'], target, check, ids)
    })
  }
  written.overrides?.forEach((id, index) => {
    const place = [...path, 'overrides', index]
    if (!id.includes('#')) check.id(place, 'instrument', id, ids.instruments, 'the instruments in law/')
    else if (ids.rules !== undefined) check.id(place, 'rule', id, ids.rules, 'the rules in law/')
  })
}

type Target = LawRule['outcomes'][number]['target']

function checkTarget(path: Path, target: Target, check: IdChecker, { parts }: LawIds): void {
  if (target.qualification !== undefined) check.qualification([...path, 'qualification'], target.qualification)
  if (target.level !== undefined) check.level([...path, 'level'], target.level)
  if (target.field !== undefined) check.code([...path, 'field'], target.field)
  if (target.occupation !== undefined) check.code([...path, 'occupation'], target.occupation)
  if (target.part !== undefined && parts !== undefined) checkPart([...path, 'part'], target.part, parts, check)
}

function checkCondition({ node, path, scoped }: ConditionAt, check: IdChecker, ids: LawIds): void {
  if ('fact' in node) checkFactTest(path, node, check)
  if ('stated' in node) checkStated(path, node, check)
  if ('credential' in node) check.selector([...path, 'credential'], node.credential, ids.catalogues)
  if ('of' in node && node.atLeast > node.of.length) {
    const expected = `at most ${node.of.length}, the number of conditions`
    check.add([...path, 'atLeast'], {
      code: 'wrong-type',
      message: `found ${node.atLeast}, expected ${expected}`,
      expected,
    })
  }
  if ('is' in node && typeof node.is === 'object') check.selector([...path, 'is'], node.is, ids.catalogues)
  if ('experience' in node) {
    check.jurisdictions([...path, 'experience', 'place'], node.experience.place)
    check.codes([...path, 'experience', 'occupation'], node.experience.occupation)
  }
  if (!scoped && needsCredential(node)) {
    const expected = 'a rule with a subject, or this condition below `credential … where`'
    check.add(path, {
      code: 'no-scope',
      message: `speaks of a credential, but none is in scope, expected ${expected}`,
      expected,
    })
  }
}

function needsCredential(node: Condition): boolean {
  if ('experience' in node) return node.experience.relevant === true || node.experience.award !== undefined
  if ('fact' in node) return false
  return 'held' in node || 'stated' in node || 'is' in node
}

function checkStated(path: Path, node: { stated: string; is: boolean | string }, check: IdChecker): void {
  const fact = check.fact([...path, 'stated'], node.stated, 'credential')
  if (fact !== undefined) checkFactValues(path, { fact: fact.id, is: node.is }, fact, check)
}

const testsOfType: Record<FactDeclaration['type'], readonly (keyof FactTest)[]> = {
  boolean: ['is'],
  number: ['atLeast', 'atMost'],
  date: ['from', 'before'],
  choice: ['is', 'in'],
  place: ['within'],
  set: ['includes'],
}

function checkFactTest(path: Path, test: FactTest, check: IdChecker): void {
  const fact = check.fact([...path, 'fact'], test.fact, 'person')
  const used = (Object.keys(test) as (keyof FactTest)[]).find((key) => key !== 'fact')
  if (fact === undefined || used === undefined) return
  const allowed = testsOfType[fact.type]
  if (!allowed.includes(used)) {
    const expected = allowed.map((name) => `\`${name}\``).join(' or ')
    const message = `the fact '${fact.id}' is a ${fact.type} and cannot be tested with \`${used}\`, expected ${expected}`
    check.add([...path, used], { code: 'wrong-type', message, found: used, expected })
    return
  }
  checkFactValues(path, test, fact, check)
}

function checkFactValues(path: Path, test: FactTest, fact: FactDeclaration, check: IdChecker): void {
  check.jurisdictions([...path, 'within'], test.within)
  if (fact.type === 'boolean' && typeof test.is !== 'boolean') {
    const message = `found '${String(test.is)}', expected true or false, as '${fact.id}' is a boolean`
    check.add([...path, 'is'], { code: 'wrong-type', message, expected: 'true or false' })
  }
  const options = fact.options
  if (options === undefined) return
  const values: [Path, unknown][] = []
  if (test.is !== undefined) values.push([[...path, 'is'], test.is])
  if (test.includes !== undefined) values.push([[...path, 'includes'], test.includes])
  test.in?.forEach((value, index) => {
    values.push([[...path, 'in', index], value])
  })
  for (const [place, value] of values) {
    if (typeof value === 'string' && options.includes(value)) continue
    const expected = `one of the options of '${fact.id}': ${inWords(options)}`
    const message = `found '${String(value)}', expected ${expected}${check.hints.for('option', String(value), () => options)}`
    check.add(place, { code: 'unknown-id', message, found: String(value), expected })
  }
}

function noDuplicates(check: IdChecker, path: Path, ids: readonly string[]): void {
  const seen = new Set<string>()
  ids.forEach((id, index) => {
    if (seen.has(id)) {
      const message = `found '${id}' a second time, expected each id once`
      check.add([...path, index, 'id'], { code: 'duplicate-id', message, found: id })
    }
    seen.add(id)
  })
}
