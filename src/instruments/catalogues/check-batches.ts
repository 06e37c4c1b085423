// SPDX-License-Identifier: Apache-2.0
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { CatalogueClasses, IdChecker } from '../law/known-ids.ts'
import { problemAt } from '../source/explain-issues.ts'
import { plainDate } from '../source/fields.ts'
import type { Path, SourceProblem } from '../source/source-problem.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { type LawCatalogue, type LawCatalogueItem, lineFault } from './catalogue-schema.ts'
import { continued, type JoinedCatalogue, joinBatches } from './join-batches.ts'

const ends = ({ action }: LawCatalogueItem): boolean => action === 'change' || action === 'withdraw'

/** What a batch says of the list that it continues, as far as the batch itself shows. */
export function checkBatch(
  path: Path,
  { effective: ofInstrument }: LawInstrument,
  catalogue: LawCatalogue,
  check: IdChecker,
  catalogues: CatalogueClasses,
): void {
  const { continues, replaces, items = [] } = catalogue
  if (continues !== undefined) {
    check.id([...path, 'continues'], 'catalogue', continues, catalogues, 'the catalogues in law/')
    if (continues === catalogue.id) wrong(check, [...path, 'continues'], continues, 'another catalogue than itself')
  }
  const effective = catalogue.effective ?? ofInstrument
  const day = effective !== undefined && plainDate.safeParse(effective).success
  if (replaces === true && continues === undefined)
    wrong(check, [...path, 'replaces'], 'true', '`continues` with the list whose place it takes')
  if (replaces === true && !day) wrong(check, [...path, 'replaces'], 'true', 'a whole day as `effective`')
  items.forEach((line, place) => {
    const at = [...path, 'items', place]
    const fault = lineFault(line)
    if (fault !== null) wrong(check, [...at, fault.member], line[fault.member], fault.expected)
    else if (ends(line) && continues === undefined)
      wrong(check, [...at, 'action'], line.action, 'add, or `continues` with the list of which the entry is')
    else if (ends(line) && line.from === undefined && !day)
      wrong(check, [...at, 'from'], undefined, 'a whole day, as the batch itself has none as `effective`')
  })
}

function wrong(check: IdChecker, path: Path, found: string | undefined, expected: string): void {
  const said = found === undefined ? 'nothing' : `'${found}'`
  check.add(path, { code: 'batch', message: `found ${said}, expected ${expected}`, found: said, expected })
}

/** Lines that change or withdraw what does not stand on the list, and lists that continue one another in a circle. */
export function checkJoinedBatches(
  own: readonly { instrument: LawInstrument; instrumentSource: YamlSource }[],
  beside: readonly { instrument: LawInstrument }[],
): SourceProblem[] {
  const continuing = own.filter(({ instrument }) => instrument.catalogues?.some((one) => one.continues !== undefined))
  if (continuing.length === 0) return []
  const replaced = new Set(own.map(({ instrument }) => instrument.id))
  const joined = joinBatches([...beside.filter(({ instrument }) => !replaced.has(instrument.id)), ...own])
  return continuing.flatMap(({ instrument, instrumentSource }) =>
    (instrument.catalogues ?? []).flatMap((catalogue, index) => {
      const one = joined.get(catalogue.id)
      // Where the list is unknown that is told already, and nothing stands on it.
      if (one === undefined || !joined.has(catalogue.continues ?? '')) return []
      const path = ['catalogues', index]
      const circle = inCircle(joined, one) ? [inTurn(catalogue)] : []
      return [
        ...circle.map((rest) => problemAt(instrumentSource, [...path, 'continues'], rest)),
        ...one.unmatched.map((place) =>
          problemAt(instrumentSource, [...path, 'items', place], notThere(catalogue.items?.[place])),
        ),
      ]
    }),
  )
}

function inCircle(joined: ReadonlyMap<string, JoinedCatalogue>, one: JoinedCatalogue): boolean {
  const above = continued(joined, one).at(-1)
  return above !== undefined && above.catalogue.continues === one.catalogue.id
}

const code = 'batch' as const

function inTurn({ continues }: LawCatalogue) {
  const expected = 'a list that does not continue this one in turn'
  return { code, message: `found '${continues}', expected ${expected}`, expected }
}

function notThere(line: LawCatalogueItem | undefined) {
  const changes = line?.action === 'change'
  const expected = `an entry that stands on the list that day in ${changes ? 'another class' : `class ${line?.class}`}`
  const message = `'${line?.qualification}' cannot be ${changes ? 'changed' : 'withdrawn'}, expected ${expected}`
  return { code, message, expected }
}
