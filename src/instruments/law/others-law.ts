// SPDX-License-Identifier: Apache-2.0
// A text may say that it goes before others (`overrides`) or takes their place (`supersedes`): of whom, is not for it alone to say.
import type { JurisdictionNode } from '@passerelle/recognition'
import type { LawRule } from '../rules/rule-schema.ts'
import { problemAt } from '../source/explain-issues.ts'
import type { Path, SourceProblem } from '../source/source-problem.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import type { LawInstrument } from './instrument-schema.ts'
import { liesWithin } from './vocabulary.ts'

interface Text {
  instrument: LawInstrument
  rules: readonly LawRule[]
  instrumentSource: YamlSource
  rulesSource: YamlSource | null
}

interface SetAside {
  source: YamlSource
  path: Path
  /** As it is written: an instrument, or a rule of it. */
  id: string
  of: string
}

function setAside({ instrument, rules, instrumentSource, rulesSource }: Text): SetAside[] {
  const at = (source: YamlSource, path: Path, ids: readonly string[] = []): SetAside[] =>
    ids.map((id, index) => ({ source, path: [...path, index], id, of: id.split('#')[0] ?? id }))
  return [
    ...at(instrumentSource, ['supersedes'], instrument.supersedes),
    ...at(instrumentSource, ['overrides'], instrument.overrides),
    ...rules.flatMap((rule, index) =>
      rulesSource === null ? [] : at(rulesSource, ['rules', index, 'overrides'], rule.overrides),
    ),
  ]
}

/** Instruments that a text sets aside, whole or in part. */
export const instrumentsSetAside = (text: Text): string[] => [...new Set(setAside(text).map(({ of }) => of))]

const expected =
  'law of this authority itself, of a place within that of this text, or shipped for a place of the authority'

/**
 * What a text sets aside that does not give way to it: `foreign` is what its authority does not keep. Law of a place within its own gives way,
 * whoever made it; law of the places around it does not, and may leave its place out (`except`) where it wants to.
 */
export function checkOthersLaw(
  text: Text,
  beside: readonly { instrument: LawInstrument }[],
  foreign: ReadonlySet<string>,
  places: ReadonlyMap<string, JurisdictionNode> | null,
): SourceProblem[] {
  const own = text.instrument.jurisdiction
  const within = (place: string): boolean => place !== own && places !== null && liesWithin(place, own, places)
  const placeOf = new Map(beside.map(({ instrument }) => [instrument.id, instrument.jurisdiction]))
  return setAside(text)
    .filter(({ of }) => foreign.has(of) && !within(placeOf.get(of) ?? own))
    .map(({ source, path, id }) => {
      const message = `'${id}' does not give way to this text, expected ${expected}`
      return problemAt(source, path, { code: 'others-law', message, found: id, expected })
    })
}
