// SPDX-License-Identifier: Apache-2.0
import type { PlainDate, Rule } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { type InstrumentVersion, instrumentVersions, loadLaw, type WrittenLaw } from '../../instruments/index.ts'
import { today } from '../../kernel/index.ts'
import type { AnswerView } from '../answers/answer.model.ts'
import { type AnswerDependencies, assessWith, explainAssessment } from '../answers/assess-person.ts'
import { zoneOf } from '../answers/place-calendar.model.ts'
import type { Words } from '../answers/words.model.ts'
import type { FormQuestion } from '../interview/answer-form.model.ts'
import { noticeInWords } from '../law-pages/instruments/explain-instrument.ts'
import { ruleAddress } from '../law-pages/library/rule-address.model.ts'
import { type ChangedFinding, changesBetween } from './compare-answers.model.ts'

export interface ThenDependencies extends AnswerDependencies {
  db: Db
}

/** What was recorded of an instrument after the earlier day. */
export interface RecordedSince {
  href: string
  title: string
  lines: string[]
}

export interface ChangeView {
  kind: ChangedFinding['kind']
  title: string
  /** Where the rule stands today; null: nowhere. */
  href: string | null
  said: string
  /** Why: what was recorded since, or what the calendar did. */
  causes: string[]
  recorded: RecordedSince[]
}

/** The answer of an earlier day beside that of today. */
export interface ThenView {
  title: string
  day: PlainDate
  before: AnswerView
  now: AnswerView
  changes: ChangeView[]
}

/**
 * What the system answered to this question on that day, and what it answers today. On that day it knew what had been recorded by its end, and stood on
 * the law of that day unless the question names another.
 */
export async function answerThen(
  deps: ThenDependencies,
  question: FormQuestion,
  day: PlainDate,
  words: Words,
): Promise<ThenView> {
  const { knownOn: _, ...asked } = question
  const [past, present] = await Promise.all([deps.shelf.take(day), deps.shelf.take(null)])
  const onDay = { ...asked, asOf: question.asOf ?? day }
  const explain = (law: typeof past, one: FormQuestion) => explainAssessment(assessWith(law, deps.clock, one), words)
  const answers = {
    before: explain(past, { ...onDay, knownOn: day }),
    between: explain(present, onDay),
    now: explain(present, asked),
  }
  const days = { day, now: question.asOf ?? today(deps.clock, zoneOf(question.place) ?? 'UTC') }
  const { texts } = await loadLaw(deps.db)
  const titleOf = (id: string): string => {
    const known = present.texts.instrument(id) ?? past.texts.instrument(id)
    return known === undefined ? id : words.pick(known.title)
  }
  const changes = await Promise.all(
    changesBetween(answers).map(async (change) => {
      const rule = present.rule(change.rule)
      const ids = concerned(change.rule, rule ?? past.rule(change.rule), texts.instruments)
      const recorded = change.byRecord ? await recordedSince(deps.db, ids, day, words) : []
      const named = recorded.map(({ id, lines }) => ({ href: `/law/${id}/history`, title: titleOf(id), lines }))
      return changeInWords(words, change, { days, rule, recorded: named })
    }),
  )
  return { title: answers.now.title, day, before: answers.before, now: answers.now, changes }
}

interface Because {
  days: { day: PlainDate; now: PlainDate }
  /** As it is recorded now. */
  rule: Rule | undefined
  recorded: RecordedSince[]
}

function changeInWords(words: Words, change: ChangedFinding, { days, rule, recorded }: Because): ChangeView {
  const shown = change.now ?? change.before
  const standing = (finding: ChangedFinding['before']): string =>
    finding === null
      ? ''
      : words.t('thennow.standing', { verdict: finding.verdictWord, outcome: outcomesOf(words, finding) })
  const args = { before: standing(change.before), now: standing(change.now) }
  return {
    kind: change.kind,
    title: shown?.title ?? change.rule,
    href: rule === undefined ? null : ruleAddress(change.rule),
    said: words.t(`thennow.change.${change.kind}`, args),
    causes: causesOf(words, change, { days, rule, recorded }),
    recorded,
  }
}

const outcomesOf = (words: Words, { outcomes }: NonNullable<ChangedFinding['before']>): string =>
  words.and(outcomes.map(({ label }) => label))

function causesOf(words: Words, { byRecord, byDay }: ChangedFinding, { days, rule, recorded }: Because): string[] {
  const records = byRecord ? [words.t(recorded.length > 0 ? 'thennow.cause.record' : 'thennow.cause.elsewhere')] : []
  if (!byDay) return records
  const date = (day: PlainDate) => words.date(day)
  const { from = null, until = null } = rule ?? {}
  if (from !== null && from > days.day && from <= days.now)
    return [...records, words.t('thennow.cause.from', { date: date(from) })]
  if (until !== null && until > days.day && until <= days.now)
    return [...records, words.t('thennow.cause.until', { date: date(until) })]
  return [...records, words.t('thennow.cause.time', { from: date(days.day), to: date(days.now) })]
}

/** The instrument of the rule, and those whose lists it reads. */
function concerned(id: string, rule: Rule | undefined, law: readonly WrittenLaw[]): string[] {
  const list = rule?.subject?.listed?.catalogue
  const lists = law.filter(({ instrument }) =>
    instrument.catalogues?.some((one) => list !== undefined && (one.id === list || one.continues === list)),
  )
  return [...new Set([id.split('#')[0] ?? id, ...lists.map(({ instrument }) => instrument.id)])]
}

async function recordedSince(db: Db, ids: readonly string[], day: PlainDate, words: Words) {
  const found = await Promise.all(
    ids.map(async (id) => ({ id, lines: linesSince(await instrumentVersions(db, id), day, words) })),
  )
  return found.filter(({ lines }) => lines.length > 0)
}

/** Records and withdrawals after the end of the day in UTC, oldest first. */
function linesSince(versions: readonly InstrumentVersion[], day: PlainDate, words: Words): string[] {
  const end = `${day}T23:59:59.999Z`
  const line = (at: string, what: string) => words.t('thennow.recorded', { date: words.date(at.slice(0, 10)), what })
  return versions.toReversed().flatMap(({ recordedAt, supersededAt, publication, withdrawnBy }, index, all) => {
    const unsaid = words.t(index === 0 ? 'law.time.recorded' : 'law.time.changed')
    const came = publication === null ? unsaid : noticeInWords(words, publication)
    const last = index === all.length - 1
    const went = withdrawnBy === null ? words.t('thennow.closed') : noticeInWords(words, withdrawnBy)
    return [
      ...(recordedAt > end ? [line(recordedAt, came)] : []),
      ...(last && supersededAt !== null && supersededAt > end ? [line(supersededAt, went)] : []),
    ]
  })
}
