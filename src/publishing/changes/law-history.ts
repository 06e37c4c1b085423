// SPDX-License-Identifier: Apache-2.0
import { nameAuthorities } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { instrumentRecord, type LawNotice } from '../../instruments/index.ts'
import type { Localized, PlainDate } from '../../kernel/index.ts'
import { momentIn, type Words } from '../../ui/index.ts'
import type { ComparedLaw } from './compare-law.ts'
import { explainChanges } from './explain-changes.ts'
import type { LawHistoryView, RecordView } from './law-history.model.ts'
import { compareRecords, type LawRecord, recordsOf } from './law-versions.ts'

export interface LawHistory {
  instrument: string
  title: Localized
  place: string
  records: readonly LawRecord[]
  /** The two that are compared. */
  chosen: { from: LawRecord; to: LawRecord } | null
  compared: ComparedLaw | null
  /** What was asked for is no record of it. */
  unknown: boolean
  naming: Awaited<ReturnType<typeof nameAuthorities>>
}

/** Every record of an instrument, and two of them compared; null: there is no such instrument. */
export async function readHistory(
  db: Db,
  id: string,
  asked: { from: string | undefined; to: string | undefined },
  today: PlainDate,
): Promise<LawHistory | null> {
  const records = await recordsOf(db, id)
  const [newest] = records
  const content = newest === undefined ? undefined : await instrumentRecord(db, id, newest.record)
  if (content === undefined) return null
  const find = (record: string | undefined) => records.find((one) => one.record === record)
  const [from, to] = [find(asked.from), find(asked.to)]
  const chosen = from === undefined || to === undefined ? null : { from, to }
  const compared = chosen === null ? null : await compareRecords(db, id, chosen, today)
  const naming = await nameAuthorities(
    db,
    records.flatMap(noticesOf).map(({ authority }) => authority),
  )
  const { title, jurisdiction } = content.instrument
  const unknown = chosen === null && (asked.from !== undefined || asked.to !== undefined)
  return { instrument: id, title, place: jurisdiction, records, chosen, compared, unknown, naming }
}

const noticesOf = ({ publication, withdrawnBy }: LawRecord): LawNotice[] =>
  [publication, withdrawnBy].filter((notice) => notice !== null)

/** The history in the reader's language. */
export function explainHistory(history: LawHistory, words: Words): LawHistoryView {
  const { instrument, title, records, chosen, compared, unknown } = history
  const choices = records.map((one) => ({ record: one.record, text: momentIn(words.lang, new Date(one.recordedAt)) }))
  return {
    instrument,
    title: words.pick(title),
    stands: records[0]?.supersededAt === null,
    records: records.flatMap((record, index) => recordInWords(history, words, record, records[index + 1] ?? null)),
    choices,
    chosen: chosen === null ? null : { from: chosen.from.record, to: chosen.to.record },
    compared:
      chosen === null || compared === null
        ? null
        : {
            lead: words.t('change.history.compared', {
              from: momentIn(words.lang, new Date(chosen.from.recordedAt)),
              to: momentIn(words.lang, new Date(chosen.to.recordedAt)),
            }),
            view: explainChanges(compared, words),
          },
    unknown,
  }
}

/** A record, and before it, as it came later, that it was withdrawn. */
function recordInWords(history: LawHistory, words: Words, record: LawRecord, before: LawRecord | null): RecordView[] {
  const { instrument, place } = history
  const { recordedAt, supersededAt, withdrawnBy, publication } = record
  const day = recordedAt.slice(0, 10)
  const known = supersededAt === null || supersededAt.slice(0, 10) > day
  const kind = publication?.kind ?? (before === null ? 'first' : 'changed')
  const own: RecordView = {
    ...told(history, words, recordedAt, publication),
    record: record.record,
    what: words.t(`change.history.${kind}`),
    until: supersededAt === null ? null : momentIn(words.lang, new Date(supersededAt)),
    changes: before === null ? null : `/law/${instrument}/history?from=${before.record}&to=${record.record}#compared`,
    asKnown: known ? `/law/${instrument}?knownOn=${day}` : null,
    answers: known ? `/?in=${place}&knownOn=${day}` : null,
  }
  if (supersededAt === null || withdrawnBy === null) return [own]
  const end: RecordView = {
    ...told(history, words, supersededAt, withdrawnBy),
    record: `${record.record}-withdrawn`,
    what: words.t('change.history.withdrawal'),
    until: null,
    changes: null,
    asKnown: null,
    answers: `/?in=${place}&knownOn=${supersededAt.slice(0, 10)}`,
  }
  return [end, own]
}

const told = ({ naming }: LawHistory, words: Words, at: string, notice: LawNotice | null) => ({
  at,
  inWords: momentIn(words.lang, new Date(at)),
  by: notice === null ? words.t('change.history.shipped') : naming(words, notice.authority),
  reason: notice?.reason == null ? null : words.pick(notice.reason),
})
