// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '../../kernel/index.ts'
import { isFromTable } from '../agreements/equivalence-rules.ts'
import type { LawFolder } from '../law/read-law.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { liesWithin } from '../law/vocabulary.ts'
import { engineCondition } from '../rules/engine-condition.ts'
import { ruleReach } from '../rules/engine-rule.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { inBothLanguages, type Told } from '../source/both-languages.ts'
import { problemAt } from '../source/explain-issues.ts'
import { firstDay, lastDay } from '../source/fields.ts'
import type { Path, SourceProblem, SourceProblemCode } from '../source/source-problem.ts'
import { inWords } from '../source/suggest.ts'
import { analyseRule, type DeadPart, type RuleAnalysis } from './analyse-rule.ts'

/** Rules that can never fire, that fire although nobody verified them, or that lack an example; those that are `sound`. */
export function checkRules(
  folder: LawFolder,
  vocabulary: Vocabulary,
  sound: (rule: number) => boolean = () => true,
): SourceProblem[] {
  if (folder.rulesSource === null) return []
  const problems = checkReach(folder, vocabulary)
  folder.rules.forEach((rule, index) => {
    // What follows from a table is looked at there.
    if (!isFromTable(rule) && sound(index)) problems.push(...checkRule(folder, rule, ['rules', index], vocabulary))
  })
  return problems
}

function checkRule(folder: LawFolder, rule: LawRule, path: Path, vocabulary: Vocabulary): SourceProblem[] {
  const source = folder.rulesSource
  if (source === null) return []
  const when = rule.when === undefined ? undefined : engineCondition(rule.when)
  const analysis = analyseRule(rule.subject, when, path, vocabulary)
  const problems = [...checkWindow(folder, rule, path), ...checkOwnReach(folder, rule, path, vocabulary)]
  for (const part of analysis.dead) {
    const words = inBothLanguages(`finding.lead.${part.kind}`, { rule: rule.id, why: { ...part.reason } })
    problems.push(problemAt(source, part.path, said(kinds[part.kind], words)))
  }
  if (folder.instrument.status === 'unverified' && analysis.canBeMet) {
    const expected = 'an `undetermined` condition, or a clause without a rule'
    const words = inBothLanguages('finding.unverified-grant', { rule: rule.id })
    problems.push(problemAt(source, path, { ...said('unverified-grant', words), expected }))
  }
  if (analysis.canGrant) problems.push(...checkExamples(folder, rule, path, analysis))
  return problems
}

const kinds: Record<DeadPart['kind'], SourceProblemCode> = {
  rule: 'never-fires',
  branch: 'dead-branch',
  register: 'contradicts-register',
}

/** A problem that is told in both languages. */
const said = (
  code: SourceProblemCode,
  words: Told,
): Pick<SourceProblem, 'code' | 'message' | 'words'> & { words: Told } => ({
  code,
  message: words.en,
  words,
})

/** An instrument that no longer holds needs the day on which it ended, or its rules would go on; and that day has come. */
export function checkStatus(
  { instrument, instrumentSource, rules }: LawFolder,
  day: PlainDate | null,
): SourceProblem[] {
  const { status, until } = instrument
  if (status !== 'expired' && status !== 'repealed') return []
  const wrong = (words: Told): SourceProblem[] => [
    problemAt(instrumentSource, ['status'], { ...said('dates', words), found: status }),
  ]
  if (until !== undefined) {
    return day !== null && day < firstDay(until)
      ? wrong(inBothLanguages('finding.status.holds-until', { status, until }))
      : []
  }
  const open = rules.length > 0 && rules.some((rule) => rule.until === undefined)
  return open ? wrong(inBothLanguages('finding.status.no-end', { status })) : []
}

function checkReach(
  { instrument, instrumentSource, rules }: LawFolder,
  { jurisdictions }: Vocabulary,
): SourceProblem[] {
  const places = instrument.places ?? [instrument.jurisdiction]
  const except = instrument.except ?? []
  if (jurisdictions === null || rules.length === 0) return []
  if (isReached({ places, except }, jurisdictions)) return []
  const words = inBothLanguages('finding.never-fires.nowhere')
  return [problemAt(instrumentSource, ['except'], said('never-fires', words))]
}

/** A rule that narrows where it holds until nothing is left, although its instrument holds somewhere. */
function checkOwnReach(
  { instrument, rulesSource }: LawFolder,
  rule: LawRule,
  path: Path,
  { jurisdictions }: Vocabulary,
): SourceProblem[] {
  const narrowed = rule.places !== undefined || rule.except !== undefined
  if (!narrowed || rulesSource === null || jurisdictions === null) return []
  const { places, except } = ruleReach(instrument, rule)
  if (isReached({ places, except }, jurisdictions)) return []
  const own = rule.except === undefined ? 'places' : 'except'
  const named = { rule: rule.id, places: inWords(places), except: inWords(except) }
  return [
    problemAt(rulesSource, [...path, own], said('never-fires', inBothLanguages('finding.never-fires.places', named))),
  ]
}

function isReached(
  { places, except }: { places: readonly string[]; except: readonly string[] },
  jurisdictions: NonNullable<Vocabulary['jurisdictions']>,
): boolean {
  return places.some((place) => !except.some((other) => liesWithin(place, other, jurisdictions)))
}

function checkWindow({ instrument, rulesSource }: LawFolder, rule: LawRule, path: Path): SourceProblem[] {
  const from = rule.from ?? instrument.effective
  const until = rule.until ?? instrument.until
  if (rulesSource === null || from === undefined || until === undefined || firstDay(from) < lastDay(until)) return []
  const days = { rule: rule.id, from: firstDay(from), until: lastDay(until) }
  const place =
    rule.from === undefined && rule.until === undefined ? path : [...path, rule.until === undefined ? 'from' : 'until']
  return [problemAt(rulesSource, place, said('never-fires', inBothLanguages('finding.never-fires.days', days)))]
}

/** A whole list of its own is all that is asked: whatever is stated of a certificate, it is on it or it is not. */
function asksOnlyItsList({ instrument }: LawFolder, { subject, when }: LawRule): boolean {
  if (when !== undefined || typeof subject !== 'object' || !('listed' in subject)) return false
  if (!Object.keys(subject).every((key) => key === 'listed' || key === 'notFramework')) return false
  const own = instrument.catalogues?.find(({ id }) => id === subject.listed?.catalogue)
  return own?.coverage === 'complete'
}

/** One example for each verdict that the rule can give (docs/law-format.md, examples). One that is refused for its form may be it. */
function checkExamples(folder: LawFolder, rule: LawRule, path: Path, { canBeMet }: RuleAnalysis): SourceProblem[] {
  const present = new Set<string>(folder.refusedExamples)
  for (const file of folder.examples)
    if (file.folder !== 'invalid' && file.example.rule === rule.id) present.add(file.folder)
  const unconditional = rule.subject === 'none' && rule.when === undefined
  const wanted = [
    ...(canBeMet ? ['met'] : []),
    ...(unconditional ? [] : ['unmet']),
    ...(unconditional || asksOnlyItsList(folder, rule) ? [] : ['undecided']),
  ]
  const missing = wanted.filter((name) => !present.has(name))
  if (missing.length === 0 || folder.rulesSource === null) return []
  const expected = missing.map((name) => `examples/${name}/`).join(', ')
  const kinds = missing.map((name) => inBothLanguages(`finding.missing-example.${name}`))
  const lacks = { en: kinds.map(({ en }) => en).join(', '), 'zh-CN': kinds.map((kind) => kind['zh-CN']).join('、') }
  const words = inBothLanguages('finding.missing-example', { rule: rule.title, lacks })
  return [problemAt(folder.rulesSource, [...path, 'id'], { ...said('missing-example', words), expected })]
}
