// SPDX-License-Identifier: Apache-2.0
/** What stands behind a rule: whether its source can carry a grant, and whether an agreement is carried out by all who made it. */
import type { Localized } from '../../kernel/index.ts'
import type { LawSource } from '../law/instrument-schema.ts'
import { containersOf, type Vocabulary } from '../law/vocabulary.ts'
import { ruleReach } from '../rules/engine-rule.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { inBothLanguages } from '../source/both-languages.ts'
import { calledRule, type LawFinding, placeIn, placeOfRule } from './law-finding.ts'
import type { LawInHand, RuleAt, WrittenFolder } from './law-in-hand.ts'

/** Sources that are only a report, or a copy that nobody stands for. */
const weak: readonly LawSource['quality'][] = ['article-only', 'low-trust-copy', 'scrape', 'scraped-copy']

/** What follows without anybody looking at it again needs a source that can be relied on. */
export function weakSources(law: LawInHand, only: string | null): LawFinding[] {
  return law.rules.flatMap((rule) => {
    if (only !== null && rule.folder.instrument.id !== only) return []
    const source = sourceOf(rule)
    const grants = rule.rule.outcomes.some(({ by }) => by === 'operation-of-law') || rule.rule.excludes !== undefined
    if (source === undefined || !grants || rule.folder.instrument.status === 'unverified') return []
    const kind = source.text === 'none' ? 'no-text' : weak.includes(source.quality) ? 'quality' : null
    if (kind === null) return []
    const index = rule.folder.instrument.sources.indexOf(source)
    const found: LawFinding = {
      code: 'weak-source',
      severity: 'warning',
      instrument: rule.folder.instrument.id,
      rule: rule.written.id,
      place: placeOfRule(rule),
      words: inBothLanguages(`finding.weak-source.${kind}`, { rule: calledRule(rule), quality: source.quality }),
      other: {
        instrument: rule.folder.instrument.id,
        rule: null,
        place: placeIn(rule.folder, 'instrument', ['sources', index]),
      },
    }
    return [found]
  })
}

function sourceOf({ folder, written }: RuleAt): LawSource | undefined {
  const clause = folder.instrument.clauses.find(({ id }) => id === written.clause)
  return folder.instrument.sources.find(({ id }) => id === clause?.source)
}

/** An agreement of places that one of them carries out and another does not. One without any rule is text only. */
export function oneSidedAgreements(law: LawInHand, only: string | null): LawFinding[] {
  return law.folders.flatMap((folder) => {
    const { instrument, rules } = folder
    const { agreement } = instrument
    if (agreement === undefined || rules.length === 0 || (only !== null && instrument.id !== only)) return []
    const places = [...new Set(agreement.parties.flatMap(({ jurisdiction }) => jurisdiction ?? []))]
    if (places.length < 2) return []
    const silent = places.filter((place) => !rules.some((rule) => givesIn(place, rule, folder, places, law.vocabulary)))
    if (silent.length === 0) return []
    const names = agreement.parties.filter(
      ({ jurisdiction }) => jurisdiction !== undefined && silent.includes(jurisdiction),
    )
    const parties: Localized = {
      en: names.map(({ name }) => name.en).join(', '),
      'zh-CN': names.map(({ name }) => name['zh-CN']).join('、'),
    }
    const words = inBothLanguages('finding.agreement-one-sided', { law: instrument.title, parties })
    const place = placeIn(folder, 'instrument', ['agreement', 'parties'])
    return [{ code: 'agreement-one-sided', severity: 'warning', instrument: instrument.id, rule: null, place, words }]
  })
}

/** Whether a rule holds at the party for what another party awards. */
function givesIn(
  place: string,
  rule: LawRule,
  folder: WrittenFolder,
  parties: readonly string[],
  { jurisdictions }: Vocabulary,
): boolean {
  if (jurisdictions === null) return true
  const within = (inner: string, outer: string): boolean => containersOf(inner, jurisdictions).has(outer)
  const { places, except } = ruleReach(folder.instrument, rule)
  if (except.some((one) => within(place, one))) return false
  if (!places.some((one) => within(one, place) || within(place, one))) return false
  const from = rule.subject === 'none' ? undefined : rule.subject.country
  if (from === undefined) return true
  const others = parties.filter((party) => party !== place)
  return from.some((country) => others.some((party) => within(country, party) || within(party, country)))
}
