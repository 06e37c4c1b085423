// SPDX-License-Identifier: Apache-2.0
import type { OutcomePattern, Rule } from '@passerelle/recognition'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { firstDay, lastDay } from '../source/fields.ts'
import { engineCondition } from './engine-condition.ts'
import type { LawOutcomePattern, LawRule } from './rule-schema.ts'

/** `cn-sx-2024-5#technician-intermediate`, unique in a bundle. */
export function ruleId(instrument: string, rule: string): string {
  return `${instrument}#${rule}`
}

/** Where a rule holds: the instrument's places where it names none, and nowhere that the instrument or the rule excepts. */
export function ruleReach(instrument: LawInstrument, rule: LawRule): { places: string[]; except: string[] } {
  return {
    places: rule.places ?? instrument.places ?? [instrument.jurisdiction],
    except: [...new Set([...(instrument.except ?? []), ...(rule.except ?? [])])],
  }
}

/** What the engine needs of a rule; words stay behind. Places and dates are the instrument's where the rule has none. */
export function engineRule(instrument: LawInstrument, rule: LawRule): Rule {
  const { places, except } = ruleReach(instrument, rule)
  const from = rule.from ?? instrument.effective
  const until = rule.until ?? instrument.until
  return {
    id: ruleId(instrument.id, rule.id),
    instrument: instrument.id,
    places,
    ...(except.length > 0 && { except }),
    purposes: rule.purposes,
    subject: rule.subject === 'none' ? null : rule.subject,
    when: rule.when === undefined ? null : engineCondition(rule.when),
    outcomes: rule.outcomes.map(({ kind, by, target }) => ({ kind, by, target })),
    from: from === undefined ? null : firstDay(from),
    until: until === undefined ? null : lastDay(until),
    ...doubtfulDays(from, until),
    ...againstOthers(instrument, rule),
  }
}

/** What the rule has against others: its own, and what its instrument says for all of its rules. */
function againstOthers(instrument: LawInstrument, rule: LawRule): Pick<Rule, 'excludes' | 'exclusive' | 'overrides'> {
  const excludes = rule.excludes?.map(enginePattern)
  const exclusive = [...(rule.exclusive ?? []), ...(instrument.exclusive ?? [])].map(enginePattern)
  const overrides = [...(rule.overrides ?? []), ...(instrument.overrides ?? []), ...(instrument.supersedes ?? [])]
  return {
    ...(excludes !== undefined && { excludes }),
    ...(exclusive.length > 0 && { exclusive }),
    ...(overrides.length > 0 && { overrides: [...new Set(overrides)] }),
  }
}

function enginePattern({ kinds, target }: LawOutcomePattern): OutcomePattern {
  return { ...(kinds !== undefined && { kinds }), ...(target !== undefined && { target }) }
}

/** Of a month or a year only its last day is sure to be the day of effect or later, and only its first to be before the end. */
function doubtfulDays(from: string | undefined, until: string | undefined): Pick<Rule, 'doubtful'> {
  const doubtful = [from, until].flatMap((date) => {
    if (date === undefined || firstDay(date) === lastDay(date)) return []
    return [{ from: firstDay(date), until: lastDay(date) }]
  })
  return doubtful.length === 0 ? {} : { doubtful }
}

/** An instrument that is not in force has rules only to be read. */
export function speaks(instrument: LawInstrument): boolean {
  return instrument.status !== 'not-in-force'
}
