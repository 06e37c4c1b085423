// SPDX-License-Identifier: Apache-2.0
/** Lists on which something stands twice, for impossible days, or with a gap: within a list, and among the batches of one. */

import type { Localized } from '../../kernel/index.ts'
import type { LawCatalogue, LawCatalogueItem } from '../catalogues/catalogue-schema.ts'
import { continued, type Entry, type JoinedCatalogue, joinBatches, makerOf } from '../catalogues/join-batches.ts'
import type { Arguments } from '../source/both-languages.ts'
import { firstDay, lastDay } from '../source/fields.ts'
import type { Path } from '../source/source-problem.ts'
import { told } from './dates.ts'
import { type FindingCode, type LawFinding, placeIn } from './law-finding.ts'
import type { LawInHand, WrittenFolder } from './law-in-hand.ts'

export function lists({ folders }: LawInHand, only: string | null): LawFinding[] {
  const own = folders.filter(({ instrument }) => only === null || instrument.id === only)
  const within = own.flatMap((folder) =>
    (folder.instrument.catalogues ?? []).flatMap((catalogue, index) => [
      ...ofEmpty(folder, catalogue, index),
      ...ofList(folder, catalogue, index),
    ]),
  )
  return [...within, ...amongBatches(folders, only)]
}

/** Findings of one list that are told one by one; the others are counted. */
const mostOfAList = 50

function withinLimit(found: LawFinding[], { folder, list, path }: Line): LawFinding[] {
  const n = found.length - mostOfAList
  if (n <= 1) return found
  const args = { n, list: list.title }
  const more = told(folder, {
    code: 'item-twice',
    severity: 'warning',
    key: 'items-more',
    args,
    path: path.slice(0, 2),
  })
  return [...found.slice(0, mostOfAList), more]
}

/** A whole list without items says of every certificate that it is not listed; a later batch of a list may have none of its own. */
function ofEmpty(folder: WrittenFolder, { title, coverage, continues, items = [] }: LawCatalogue, index: number) {
  if (coverage !== 'complete' || continues !== undefined || items.length > 0) return []
  const path = ['catalogues', index, 'coverage']
  return [told(folder, { code: 'empty-list', severity: 'error', key: 'empty-list', args: { list: title }, path })]
}

interface Listed {
  index: number
  class: string
  from: string | null
  until: string | null
}

function ofList(folder: WrittenFolder, catalogue: LawCatalogue, position: number): LawFinding[] {
  const found: LawFinding[] = []
  const earlier = new Map<string, Listed[]>()
  const start = catalogue.effective ?? folder.instrument.effective ?? null
  const tell = (index: number, code: FindingCode, severity: LawFinding['severity'], key: string, args: Arguments) =>
    found.push(told(folder, { code, severity, key, args, path: ['catalogues', position, 'items', index] }))
  catalogue.items?.forEach((item, index) => {
    // A line that changes or withdraws speaks of an entry of an earlier batch.
    if (item.action === 'change' || item.action === 'withdraw') return
    const { qualification, from = start, until = folder.instrument.until ?? null } = item
    const entry: Listed = { index, class: item.class, from, until }
    const title: Localized = catalogue.title
    const dated = item.from !== undefined || item.until !== undefined
    if (dated && from !== null && until !== null && firstDay(from) >= lastDay(until))
      tell(index, 'dates', 'error', 'item-dates', { qualification, list: title, from, until })
    const others = earlier.get(qualification)
    if (others === undefined) {
      earlier.set(qualification, [entry])
      return
    }
    others.push(entry)
  })
  for (const [qualification, entries] of earlier) {
    const ordered = entries.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
    ordered.forEach((entry, at) => {
      const next = ordered[at + 1]
      if (next === undefined) return
      const args = { qualification, list: catalogue.title, until: entry.until ?? '', from: next.from ?? '' }
      if (entry.until === null || next.from === null || firstDay(entry.until) > lastDay(next.from))
        tell(next.index, 'item-twice', 'error', entry.class === next.class ? 'item-twice' : 'item-in-two-classes', args)
      else if (lastDay(entry.until) < firstDay(next.from)) tell(next.index, 'date-gap', 'warning', 'item-gap', args)
    })
  }
  return withinLimit(found, { folder, list: catalogue, path: ['catalogues', position] })
}

/** What a batch lists although it stands there by another one at the same time. */
function amongBatches(folders: readonly WrittenFolder[], only: string | null): LawFinding[] {
  const joined = joinBatches(folders)
  const families = [...joined.values()].filter(
    (one) => one.batches.length > 1 && continued(joined, one).length === 0 && concerns(one, only),
  )
  return families.flatMap((root) => {
    const twice = twiceOn(root)
    return twice.length === 0 ? [] : tellTwice(root, twice, folders, only)
  })
}

const concerns = ({ batches }: JoinedCatalogue, only: string | null): boolean =>
  only === null || batches.some(({ instrument }) => instrument.id === only)

type Pair = readonly [earlier: Entry, later: Entry]

/** Entries of one qualification that stand at the same time, but for those that one batch adds, which are looked at by themselves. */
function twiceOn({ entries, batches }: JoinedCatalogue): Pair[] {
  const order = new Map(batches.map(({ catalogue }, index) => [catalogue.id, index]))
  const rank = (entry: Entry): number => order.get(makerOf(entry)) ?? 0
  return [...Map.groupBy(entries, ({ item }) => item.qualification).values()].flatMap((group) => {
    if (group.length < 2) return []
    /** Of each batch, and of what it adds and moves, the entry that has stood longest so far. */
    const last = new Map<string, Entry>()
    return group
      .toSorted((a, b) => ((a.item.from ?? '') < (b.item.from ?? '') ? -1 : 1))
      .flatMap((entry): Pair[] => {
        const key = `${makerOf(entry)} ${entry.movedBy === undefined ? 'adds' : 'moves'}`
        const found = [...last].find(
          ([other, before]) => (other !== key || entry.movedBy !== undefined) && stillStands(before, entry),
        )?.[1]
        const before = last.get(key)
        if (before === undefined || endOf(before) < endOf(entry)) last.set(key, entry)
        if (found === undefined) return []
        return [rank(found) <= rank(entry) ? [found, entry] : [entry, found]]
      })
  })
}

const endOf = ({ item }: Entry): string => item.until ?? '9999-12-31'

const stillStands = (before: Entry, { item: { from, until } }: Entry): boolean =>
  (from === undefined || from < endOf(before)) && (from === undefined || until === undefined || from < until)

interface Line {
  folder: WrittenFolder
  list: LawCatalogue
  path: Path
}

/** Where the lines stand that made the entries. */
function linesOf({ batches }: JoinedCatalogue, folders: readonly WrittenFolder[]): (entry: Entry) => Line | undefined {
  const folderOf = new Map(folders.map((folder) => [folder.instrument, folder]))
  const lines = new Map<LawCatalogueItem, Line>()
  for (const { instrument, catalogue } of batches) {
    const folder = folderOf.get(instrument)
    const position = instrument.catalogues?.indexOf(catalogue) ?? 0
    if (folder === undefined) continue
    catalogue.items?.forEach((item, index) => {
      lines.set(item, { folder, list: catalogue, path: ['catalogues', position, 'items', index] })
    })
  }
  return ({ written }) => lines.get(written)
}

function tellTwice(
  root: JoinedCatalogue,
  twice: readonly Pair[],
  folders: readonly WrittenFolder[],
  only: string | null,
): LawFinding[] {
  const lineOf = linesOf(root, folders)
  const labels = new Map(root.batches.flatMap(({ catalogue }) => catalogue.classes).map(({ id, label }) => [id, label]))
  const found = new Map<LawCatalogue, { line: Line; findings: LawFinding[] }>()
  for (const [earlier, later] of twice) {
    const [line, other] = [lineOf(later), lineOf(earlier)]
    if (line === undefined || other === undefined) continue
    const ids = [line, other].map(({ folder }) => folder.instrument.id)
    if (only !== null && !ids.includes(only)) continue
    const { class: secondClass, qualification } = later.item
    const { class: firstClass } = earlier.item
    const args = {
      ...{ qualification, list: root.catalogue.title, first: other.list.title, second: line.list.title },
      ...{ firstClass: labels.get(firstClass) ?? firstClass, secondClass: labels.get(secondClass) ?? secondClass },
    }
    const key = firstClass === secondClass ? 'batches-twice' : 'batches-in-two-classes'
    const one = told(line.folder, { code: 'item-twice', severity: 'error', key, args, path: line.path })
    const place = placeIn(other.folder, 'instrument', other.path)
    const finding: LawFinding = { ...one, other: { instrument: other.folder.instrument.id, rule: null, place } }
    const before = found.get(line.list)
    if (before === undefined) found.set(line.list, { line, findings: [finding] })
    else before.findings.push(finding)
  }
  return [...found.values()].flatMap(({ line, findings }) => withinLimit(findings, line))
}
