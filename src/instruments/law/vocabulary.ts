// SPDX-License-Identifier: Apache-2.0
import type {
  Bundle,
  FactDeclaration,
  FrameworkNode,
  JurisdictionNode,
  QualificationNode,
} from '@passerelle/recognition'

/** The ids that law and persons may use. A member that is null is not known and is not checked against. */
export interface Vocabulary {
  jurisdictions: ReadonlyMap<string, JurisdictionNode> | null
  /** Other codes of places (`CN-14` for `CN-SX`); persons may use them, rules name the canonical code. */
  aliases: ReadonlyMap<string, string>
  frameworks: ReadonlyMap<string, FrameworkNode> | null
  qualifications: ReadonlyMap<string, QualificationNode> | null
  awardingBodies: ReadonlySet<string> | null
  authorities: ReadonlySet<string> | null
  facts: ReadonlyMap<string, FactDeclaration> | null
  /** Facts about one credential, for `stated`. */
  statements: ReadonlyMap<string, FactDeclaration> | null
  /** Ids of facts that are refused for their form: what names them is not wrong for that. */
  refusedFacts: ReadonlySet<string>
  /** The English name of a level, where it is known. */
  levelName: (level: string) => string | undefined
}

/** Schemes of fields and occupations (docs/law-format.md, Identifiers). */
export const codeSchemes: readonly string[] = [
  'isced-f',
  'cn-series',
  'isco-08',
  'cn-2015',
  'cn-2022',
  'esco',
  'onet',
  'soc-2010',
]

export const emptyVocabulary: Vocabulary = {
  jurisdictions: null,
  aliases: new Map(),
  frameworks: null,
  qualifications: null,
  awardingBodies: null,
  authorities: null,
  facts: null,
  statements: null,
  refusedFacts: new Set(),
  levelName: () => undefined,
}

/** Lists as the register and the engine know them. */
export interface VocabularyLists
  extends Partial<Pick<Bundle, 'jurisdictions' | 'frameworks' | 'qualifications' | 'facts'>> {
  aliases?: ReadonlyMap<string, string>
  statements?: readonly FactDeclaration[]
  refusedFacts?: readonly string[]
  levelName?: Vocabulary['levelName']
  awardingBodies?: readonly string[]
  authorities?: readonly string[]
}

export function vocabularyOf(lists: VocabularyLists): Vocabulary {
  return {
    jurisdictions:
      lists.jurisdictions === undefined ? null : new Map(lists.jurisdictions.map((node) => [node.code, node])),
    aliases: lists.aliases ?? new Map(),
    frameworks: lists.frameworks === undefined ? null : new Map(lists.frameworks.map((node) => [node.id, node])),
    qualifications:
      lists.qualifications === undefined ? null : new Map(lists.qualifications.map((node) => [node.id, node])),
    facts: lists.facts === undefined ? null : new Map(lists.facts.map((node) => [node.id, node])),
    statements: lists.statements === undefined ? null : new Map(lists.statements.map((node) => [node.id, node])),
    refusedFacts: new Set(lists.refusedFacts),
    levelName: lists.levelName ?? emptyVocabulary.levelName,
    awardingBodies: lists.awardingBodies === undefined ? null : new Set(lists.awardingBodies),
    authorities: lists.authorities === undefined ? null : new Set(lists.authorities),
  }
}

/** Every jurisdiction in which the given one lies, itself included, at any time. */
export function containersOf(code: string, jurisdictions: ReadonlyMap<string, JurisdictionNode>): Set<string> {
  const found = new Set([code])
  const open = [code]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const parent of jurisdictions.get(next)?.parents ?? []) {
      if (!found.has(parent.code)) {
        found.add(parent.code)
        open.push(parent.code)
      }
    }
  }
  return found
}

/** The jurisdictions in which it lies at all times, itself included: a union that has been joined or left is none of them. */
export function alwaysAround(code: string, jurisdictions: ReadonlyMap<string, JurisdictionNode>): Set<string> {
  const found = new Set([code])
  for (const each of found) {
    for (const { code: parent, from, until } of jurisdictions.get(each)?.parents ?? [])
      if (from === undefined && until === undefined) found.add(parent)
  }
  return found
}

export function liesWithin(
  code: string,
  container: string,
  jurisdictions: ReadonlyMap<string, JurisdictionNode>,
): boolean {
  return containersOf(code, jurisdictions).has(container)
}
