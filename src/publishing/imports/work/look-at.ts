// SPDX-License-Identifier: Apache-2.0
import { wordsIn } from '../../../ui/messages/words.ts'
import type { Analysis, Ground, Planned } from '../analyse-file.ts'
import { type Finding, severities, severityOf } from '../finding.model.ts'
import { rowsByChoice, type ToChoose, toChoose } from '../matching/choose-many.model.ts'
import { type Choices, type MatchedRow, settled, shownName } from '../matching/match.model.ts'
import { quoted } from '../plan/draft-lists.ts'
import type { NewEntry } from '../plan/new-entries.ts'
import type { PlannedChange, PlanOptions } from '../plan/plan.model.ts'
import { presentFinding } from '../present-finding.ts'
import { countTold, type ToldFinding, toldOnce } from '../told-findings.model.ts'
import { type Look, type Looked, pageLength, type Show, type ShownChange, type ShownChoice } from './import.model.ts'

interface Found {
  analysis: Analysis
  planned: Planned
}

interface Given {
  ground: Ground
  options: PlanOptions & { choices: Choices }
  /** What was chosen for an earlier file. */
  kept: Choices
  look: Look
}

export function lookAt({ analysis, planned }: Found, { ground, options, kept, look: asked }: Given): Looked {
  const nameOf = namer(ground, [...planned.qualifications, ...planned.bodies])
  const counts = { added: 0, changed: 0, withdrawn: 0, unchanged: 0 }
  for (const { kind } of planned.changes) counts[kind]++
  const sought = asked.q.toLowerCase()
  const isSought = (...texts: (string | null | undefined)[]): boolean =>
    sought === '' || texts.some((text) => text?.toLowerCase().includes(sought) === true)
  const choices = [...toChoose(analysis.rows, options.choices)]
  const open = choices.filter(({ key, match }) => settled(match, options.choices[key]) === null).length
  const weights = countTold(toldOnce(planned.findings), open)
  const look = { ...asked, show: asked.show ?? firstLook(weights.error, open) }
  const { findings, total: found } = someFindings(
    toldOnce(planned.findings.filter(({ found: text, cell, candidates }) => isSought(text, cell, ...candidates))),
    look,
  )
  const chosen = choices.filter(({ row: { item } }) =>
    isSought(item.nameZh, item.nameEn, item.bodyZh, item.bodyEn, item.id, String(item.row)),
  )
  const byChoice = look.show === 'choose' ? rowsByChoice(analysis.rows, options.choices) : new Map<string, number>()
  const changed = planned.changes.filter(
    ({ kind, qualification }) =>
      (look.kind === null ? kind !== 'unchanged' : kind === look.kind) &&
      isSought(qualification, nameOf(qualification)),
  )
  return {
    rows: analysis.counted,
    counts,
    severities: weights,
    bad: planned.bad,
    waiting: planned.waiting,
    stopped: planned.stopped,
    whole: planned.whole,
    newQualifications: planned.qualifications.length,
    newBodies: planned.bodies.length,
    choices: choices.length,
    open,
    show: look.show,
    findings,
    toChoose: onPage(chosen, 'choose', look).map((one) =>
      showChoice(one, { choices: options.choices, kept, rows: byChoice }, nameOf),
    ),
    changes: onPage(changed, 'changes', look).map((one) => showChange(one, nameOf)),
    total: { findings: found, choose: chosen.length, changes: changed.length }[look.show],
  }
}

/** What is in the way is looked at first. */
const firstLook = (errors: number, open: number): Show => (errors > 0 ? 'findings' : open > 0 ? 'choose' : 'changes')

function onPage<One>(all: readonly One[], show: Show, look: Look): One[] {
  if (look.show !== show) return []
  const from = look.page * pageLength[show]
  return all.slice(from, from + pageLength[show])
}

/** The gravest first, each in the order of the file. */
function someFindings(all: readonly ToldFinding[], look: Look): { findings: ToldFinding[]; total: number } {
  const chosen =
    look.severity === null
      ? severities.flatMap((severity) => all.filter((one) => severityOf(one) === severity))
      : all.filter((one) => severityOf(one) === look.severity)
  return { findings: onPage(chosen, 'findings', look), total: chosen.length }
}

type NameOf = (id: string) => string

function namer({ qualifications, bodies }: Ground, fresh: readonly NewEntry[]): NameOf {
  const names = new Map([...bodies, ...qualifications].map((entry) => [entry.id, shownName(entry)]))
  for (const { id, nameZh, nameEn } of fresh) names.set(id, shownName({ id, names: [nameZh, nameEn] }))
  return (id) => names.get(id) ?? id
}

const placeOf = ({ item: { sheet, row } }: MatchedRow): string => (sheet === null ? String(row) : `${sheet}!${row}`)

function showChoice(
  { key, match, row, of }: ToChoose,
  { choices, kept, rows }: { choices: Choices; kept: Choices; rows: ReadonlyMap<string, number> },
  nameOf: NameOf,
): ShownChoice {
  const { nameZh, nameEn, bodyZh, bodyEn, country } = row.item
  const own = of === 'body' ? [bodyZh, bodyEn] : [nameZh, nameEn]
  const [name = '', ...others] = own.filter((one) => one !== undefined)
  const further = of === 'body' ? [country] : [bodyZh ?? bodyEn, country]
  return {
    key,
    of,
    name,
    detail: [...others, ...further].filter((one) => one !== undefined).join(' · '),
    place: placeOf(row),
    candidates: match.candidates.map((one) => ({ ...one, name: nameOf(one.id) })),
    rows: rows.get(key) ?? 1,
    chosen: settled(match, choices[key]),
    kept: choices[key] !== undefined && kept[key] === choices[key],
  }
}

const showChange = ({ kind, qualification, before, after, row }: PlannedChange, nameOf: NameOf): ShownChange => ({
  kind,
  qualification,
  name: nameOf(qualification),
  before,
  after,
  place: row === null ? null : placeOf(row),
})

/** All findings as a table of text, for whoever mends the file in a spreadsheet. */
export function findingsAsText(findings: readonly Finding[], lang: string): string {
  const words = wordsIn(lang)
  const head = ['place', 'severity', 'found', 'mend', 'code'].map((name) => words.t(`import.list.${name}`))
  const lines = findings.map((one) => {
    const { place, severityText, text, mend, code } = presentFinding(words, one)
    return [place, severityText, text, mend, code]
  })
  return `\uFEFF${[head, ...lines].map((line) => line.map(guarded).join(',')).join('\r\n')}\r\n`
}

/** A spreadsheet takes what begins so for a formula (OWASP, CSV injection). */
const guarded = (cell: string): string => quoted(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
