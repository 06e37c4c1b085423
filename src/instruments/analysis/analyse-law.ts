// SPDX-License-Identifier: Apache-2.0
import { isFromTable } from '../agreements/equivalence-rules.ts'
import { checkRules, checkStatus } from '../checks/check-rules.ts'
import { runExample } from '../examples/run-example.ts'
import type { LawFolder } from '../law/read-law.ts'
import { inBothLanguages } from '../source/both-languages.ts'
import { contradictions } from './contradictions.ts'
import { cycles } from './cycles.ts'
import { dates } from './dates.ts'
import { ruleCouldHold, subjectScope } from './formula.ts'
import { calledRule, fromProblem, type LawFinding, placeIn, placeOfRule } from './law-finding.ts'
import { type LawInHand, type LawToAnalyse, lawInHand, type WrittenFolder } from './law-in-hand.ts'
import { lists } from './lists.ts'
import { shadows } from './shadows.ts'
import { oneSidedAgreements, weakSources } from './sources.ts'
import { newSearch, waysOf } from './ways.ts'

/** Everything that reasoning over the law finds, by file and line. Pure: no clock, no file, no database. */
export function analyseLaw(law: LawToAnalyse): LawFinding[] {
  return analyse(lawInHand(law), null)
}

/** What a draft would bring about among the law in force: findings in which it takes part. It stands in for what has its id. */
export function findingsOf(
  draft: WrittenFolder,
  lawInForce: readonly WrittenFolder[],
  rest: Omit<LawToAnalyse, 'folders'>,
): LawFinding[] {
  const { id } = draft.instrument
  const others = lawInForce.filter(({ instrument }) => instrument.id !== id)
  return onePerPair(analyse(lawInHand({ ...rest, folders: [...others, draft] }), id).map((one) => seenFrom(id, one)))
}

const opposing: readonly string[] = ['contradiction', 'contradiction-possible', 'overrides-each-other']

/** Of two rules that stand against each other in both directions one is told, and an error before a warning. */
function onePerPair(findings: readonly LawFinding[]): LawFinding[] {
  const pairOf = ({ instrument, rule, other }: LawFinding): string =>
    [`${instrument}#${rule}`, `${other?.instrument}#${other?.rule}`].toSorted().join(' ')
  const told = new Map<string, LawFinding>()
  for (const finding of findings) {
    if (!opposing.includes(finding.code)) continue
    const known = told.get(pairOf(finding))
    if (known === undefined || (known.severity === 'warning' && finding.severity === 'error'))
      told.set(pairOf(finding), finding)
  }
  return findings.filter((one) => !opposing.includes(one.code) || told.get(pairOf(one)) === one)
}

/** What is found at another text's place is told at the draft's own, as that is what its author can change. */
function seenFrom(id: string, finding: LawFinding): LawFinding {
  const { instrument, rule, place, other } = finding
  if (instrument === id || other?.instrument !== id) return finding
  return { ...finding, ...other, other: { instrument, rule, place } }
}

/** Only what the analysis of the rules adds to the check of the files. */
export function analyseBeyondFiles(law: LawToAnalyse): LawFinding[] {
  return sorted(beyondFiles(lawInHand(law), null))
}

function analyse(law: LawInHand, only: string | null): LawFinding[] {
  const files = law.folders
    .filter(({ instrument }) => only === null || instrument.id === only)
    .flatMap((folder) => ofFiles(folder, law))
  return sorted([...files, ...beyondFiles(law, only), ...failingExamples(law, only)])
}

function beyondFiles(law: LawInHand, only: string | null): LawFinding[] {
  return [
    ...contradictions(law, only),
    ...deadRules(law, only),
    ...shadows(law, only),
    ...cycles(law, only),
    ...dates(law, only),
    ...lists(law, only),
    ...weakSources(law, only),
    ...oneSidedAgreements(law, only),
  ]
}

/** What the check of one folder finds, where its text is there. */
function ofFiles(folder: WrittenFolder, { rules, vocabulary, today }: LawInHand): LawFinding[] {
  if (!isRead(folder)) return []
  const sound = new Set(rules.filter((rule) => rule.folder === folder).map(({ written }) => written.id))
  const problems = [
    ...checkStatus(folder, today),
    ...checkRules(folder, vocabulary, (index) => sound.has(folder.rules[index]?.id ?? '')),
  ]
  return problems.flatMap((problem) => fromProblem(problem, folder) ?? [])
}

function isRead(folder: WrittenFolder): folder is LawFolder {
  return folder.instrumentSource != null && folder.examples !== undefined && folder.refusedExamples !== undefined
}

/** Rules of which every way to be met contradicts itself: those that the look along single paths does not see. */
function deadRules(law: LawInHand, only: string | null): LawFinding[] {
  return law.rules.flatMap((rule) => {
    if (only !== null && rule.folder.instrument.id !== only) return []
    // A rule of an agreement that is suspended or has ended says so, and is met by nobody.
    if (isFromTable(rule.written)) return []
    const search = newSearch()
    const subject = rule.rule.subject === null ? null : subjectScope
    const way = waysOf([ruleCouldHold(rule.rule, 'granted', law)], subject, law.vocabulary, search).next()
    if (way.done !== true || !search.complete || isSeenAlready(rule.folder, rule.written.id, law)) return []
    return [
      {
        code: 'never-fires' as const,
        severity: 'error' as const,
        instrument: rule.folder.instrument.id,
        rule: rule.written.id,
        place: placeOfRule(rule, ['when']),
        words: inBothLanguages('finding.never-fires.every-way', { rule: calledRule(rule) }),
      },
    ]
  })
}

function isSeenAlready(folder: WrittenFolder, rule: string, law: LawInHand): boolean {
  return ofFiles(folder, law).some((finding) => finding.code === 'never-fires' && finding.rule === rule)
}

/** Examples that come out otherwise than they say, each asked of the whole law. */
function failingExamples(law: LawInHand, only: string | null): LawFinding[] {
  return law.folders.flatMap((folder) => {
    const { instrument, examples = [] } = folder
    if (only !== null && instrument.id !== only) return []
    return examples.flatMap((file): LawFinding[] => {
      if (file.folder === 'invalid') return []
      const { example } = file
      const index = folder.rules.findIndex(({ id }) => id === example.rule)
      const written = folder.rules[index]
      if (!law.rules.some((rule) => rule.written === written)) return []
      const differences = runExample(example, instrument.id, law.compiledOn)
      const [first] = differences
      if (first === undefined) return []
      const place = {
        ...placeIn(folder, 'rules', ['rules', index], written?.clause),
        file: file.file,
        line: null,
        column: null,
      }
      const said = { what: first.what, expected: JSON.stringify(first.expected), found: JSON.stringify(first.found) }
      const words = inBothLanguages('finding.example-fails', { title: example.title, ...said })
      const { person, in: asked, asOf, purpose } = example
      const shown = { person, in: asked, asOf, ...(purpose !== undefined && { purpose }) }
      return [
        {
          code: 'example-fails',
          severity: 'error',
          instrument: instrument.id,
          rule: example.rule,
          place: { ...place, path: '' },
          words,
          person: shown,
        },
      ]
    })
  })
}

function sorted(findings: LawFinding[]): LawFinding[] {
  const key = ({ severity, place, instrument, rule, code }: LawFinding): string =>
    [severity, place.file ?? instrument, String(place.line ?? 0).padStart(7, '0'), rule ?? '', code].join('\u0000')
  return findings.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
