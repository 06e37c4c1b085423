// SPDX-License-Identifier: Apache-2.0
/** Gaps, overlaps and impossible orders among the dates of instruments and rules. */

import { isFromTable } from '../agreements/equivalence-rules.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { type Arguments, inBothLanguages } from '../source/both-languages.ts'
import { firstDay, lastDay } from '../source/fields.ts'
import type { Path } from '../source/source-problem.ts'
import { type FindingCode, type LawFinding, placeIn } from './law-finding.ts'
import type { LawInHand, WrittenFolder } from './law-in-hand.ts'

export function dates({ folders, today }: LawInHand, only: string | null): LawFinding[] {
  const byId = new Map(folders.map((folder) => [folder.instrument.id, folder]))
  return folders.flatMap((folder) => {
    const succeeds = successions(folder, byId, only)
    if (only !== null && folder.instrument.id !== only) return succeeds
    return [
      ...succeeds,
      ...ofPublication(folder, today),
      ...ofAgreement(folder),
      ...ofVersions(folder),
      ...ofRules(folder),
    ]
  })
}

interface Told {
  code: FindingCode
  severity: LawFinding['severity']
  key: string
  args?: Arguments
  file?: 'instrument' | 'rules'
  path: Path
  rule?: LawRule
}

/** A finding at a place of a folder. */
export function told(
  folder: WrittenFolder,
  { code, severity, key, args = {}, file = 'instrument', path, rule }: Told,
): LawFinding {
  return {
    code,
    severity,
    instrument: folder.instrument.id,
    rule: rule?.id ?? null,
    place: placeIn(folder, file, path, rule?.clause),
    words: inBothLanguages(`finding.${key}`, args),
  }
}

/** Where one instrument takes the place of another, the one ends when the other begins. */
function successions(
  folder: WrittenFolder,
  byId: ReadonlyMap<string, WrittenFolder>,
  only: string | null,
): LawFinding[] {
  const { id, effective, supersedes = [], title } = folder.instrument
  return supersedes.flatMap((name, index) => {
    const before = byId.get(name)
    if (before === undefined || effective === undefined || (only !== null && only !== id && only !== name)) return []
    const kind = succession(before.instrument, effective)
    if (kind === null) return []
    const { until } = before.instrument
    const args = { law: title, other: before.instrument.title, from: firstDay(effective), until: until ?? '' }
    const code: FindingCode = kind === 'gap' ? 'date-gap' : 'date-overlap'
    const one = told(folder, {
      code,
      severity: 'warning',
      key: `succession.${kind}`,
      args,
      path: ['supersedes', index],
    })
    const place = placeIn(before, 'instrument', until === undefined ? ['id'] : ['until'])
    return [{ ...one, other: { instrument: name, rule: null, place } }]
  })
}

function succession({ until, status, kind }: LawInstrument, effective: string): 'gap' | 'overlap' | 'open' | null {
  if (status === 'not-in-force' || kind === 'claim') return null
  if (until === undefined) return status === 'in-force' ? 'open' : null
  if (lastDay(until) < firstDay(effective)) return 'gap'
  return firstDay(until) > lastDay(effective) ? 'overlap' : null
}

/** What is still to be published would hold before anybody can read it. Law that reached back when it was published is left as it was. */
function ofPublication(folder: WrittenFolder, today: LawInHand['today']): LawFinding[] {
  const { published, effective } = folder.instrument
  if (today === null || published === undefined || effective === undefined) return []
  if (firstDay(published) <= today || firstDay(published) <= lastDay(effective)) return []
  const args = { published, effective }
  return [told(folder, { code: 'dates', severity: 'warning', key: 'published-late', args, path: ['published'] })]
}

function ofAgreement(folder: WrittenFolder): LawFinding[] {
  const { agreement } = folder.instrument
  const { signed, inForce } = agreement ?? {}
  if (signed === undefined || inForce === undefined || lastDay(inForce) >= firstDay(signed)) return []
  const path = ['agreement', 'inForce']
  return [told(folder, { code: 'dates', severity: 'error', key: 'agreement-dates', args: { signed, inForce }, path })]
}

/** Rules of one clause with the same outcome that follow one another in time. */
function ofVersions(folder: WrittenFolder): LawFinding[] {
  const found: LawFinding[] = []
  const groups = Map.groupBy(
    folder.rules.filter((rule) => !isFromTable(rule)),
    versionKey,
  )
  for (const rules of groups.values()) {
    const dated = rules.filter(({ from, until }) => from !== undefined || until !== undefined)
    const ordered = dated.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
    ordered.forEach((rule, index) => {
      const next = ordered[index + 1]
      if (next?.from === undefined || rule.until === undefined) return
      const gap = lastDay(rule.until) < firstDay(next.from)
      if (!gap && firstDay(rule.until) <= lastDay(next.from)) return
      const args = { rule: rule.title, other: next.title, until: rule.until, from: next.from }
      const path = ['rules', folder.rules.indexOf(next), 'from']
      const code = gap ? 'date-gap' : 'date-overlap'
      const key = gap ? 'versions.gap' : 'versions.overlap'
      const one = told(folder, { code, severity: 'warning', key, args, file: 'rules', path, rule: next })
      const place = placeIn(folder, 'rules', ['rules', folder.rules.indexOf(rule), 'until'], rule.clause)
      found.push({ ...one, other: { instrument: folder.instrument.id, rule: rule.id, place } })
    })
  }
  return found
}

function versionKey({ clause, outcomes, purposes, places = [], subject }: LawRule): string {
  const targets = outcomes.map(({ kind, target }) => [kind, Object.entries(target).toSorted()])
  return JSON.stringify([clause, targets, purposes.toSorted(), places.toSorted(), subject])
}

/** A rule does not begin before its instrument, nor outlive it, unless both are said. */
function ofRules(folder: WrittenFolder): LawFinding[] {
  const { effective, until } = folder.instrument
  return folder.rules.flatMap((rule, index) => {
    if (isFromTable(rule)) return []
    const early = rule.from !== undefined && effective !== undefined && lastDay(rule.from) < firstDay(effective)
    const late = rule.until !== undefined && until !== undefined && firstDay(rule.until) > lastDay(until)
    const tell = (name: 'from' | 'until', limit: string): LawFinding =>
      told(folder, {
        code: 'dates',
        severity: 'warning',
        key: `rule-dates.${name}`,
        args: { rule: rule.title, day: rule[name] ?? '', limit },
        file: 'rules',
        path: ['rules', index, name],
        rule,
      })
    return [...(early ? [tell('from', effective)] : []), ...(late ? [tell('until', until)] : [])]
  })
}
