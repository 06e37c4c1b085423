// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import { holdsIn, procedureLines } from './basis.model.ts'
import type { ApplyText, InstrumentText, RuleText } from './law-texts.model.ts'
import type { Pen } from './words.model.ts'

/** Where and how to apply, as far as a source says. */
export interface ApplyView {
  /** False where the rule itself makes it so. */
  needed: boolean
  where: string | null
  url: string | null
  documents: string[]
  fee: string | null
  time: string | null
  /** What is not known of these, in a sentence. */
  unknown: string | null
  /** Time limits of the procedure that belongs to the rule. */
  limits: { title: string; lines: string[] }[]
}

const parts = ['where', 'documents', 'fee', 'time'] as const

const nothing: ApplyText = { where: null, url: null, documents: [], fee: null, time: null }

/** How to ask for what a rule gives in a place on a day, or plainly that it is not known. */
export function applyInWords(
  pen: Pen,
  {
    outcomes,
    text,
    instrument,
  }: { outcomes: readonly Outcome[]; text: RuleText | undefined; instrument: InstrumentText | undefined },
  { within, asOf }: { within: readonly string[]; asOf: string },
): ApplyView {
  const { words } = pen
  const apply = text?.apply ?? nothing
  const needed = text?.apply != null || outcomes.some((outcome) => outcome.by !== 'operation-of-law')
  const view: ApplyView = {
    needed,
    where: apply.where === null ? null : words.pick(apply.where),
    url: apply.url,
    documents: apply.documents.map((document) => words.pick(document)),
    fee: apply.fee === null ? null : words.pick(apply.fee),
    time: apply.time === null ? null : words.pick(apply.time),
    unknown: null,
    limits: needed && instrument !== undefined ? limitsOf(pen, instrument, new Set(within), asOf) : [],
  }
  return { ...view, unknown: needed ? unknownOf(pen, view, instrument) : words.t('answer.apply.by-law') }
}

function unknownOf(pen: Pen, view: ApplyView, instrument: InstrumentText | undefined): string | null {
  const { words } = pen
  const missing = parts.filter((name) => {
    if (name === 'where') return view.where === null && view.url === null
    if (name === 'time') return view.time === null && view.limits.length === 0
    return name === 'documents' ? view.documents.length === 0 : view.fee === null
  })
  if (missing.length === 0) return null
  const list = words.and(missing.map((name) => words.t(`answer.apply.missing.${name}`)))
  const issuer = instrument?.issuer
  if (issuer == null) return words.t('answer.apply.unknown', { list })
  return words.t('answer.apply.unknown.ask', { list, issuer: words.pick(issuer) })
}

/** A procedure is told by the instrument itself, or by one that carries on its id: `eu-2005-36-general-procedure`. */
function limitsOf(pen: Pen, instrument: InstrumentText, around: ReadonlySet<string>, asOf: string) {
  return pen.texts
    .instruments()
    .filter((one) => one.id === instrument.id || one.id.startsWith(`${instrument.id}-`))
    .filter((one) => holdsIn(one, around, asOf))
    .flatMap((one) => {
      const lines = procedureLines(pen, one)
      return lines.length === 0 ? [] : [{ title: pen.words.pick(one.title), lines }]
    })
}
