// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '@passerelle/recognition'
import { type BasisView, basisInWords } from '../answers/basis.model.ts'
import type { InstrumentText, LawTexts, WholeText } from '../answers/law-texts.model.ts'
import { nameOf, type Pen } from '../answers/words.model.ts'

/** `exempt`: need not be done; `open`: a rule may yet exempt from it; `left`: has to be done. */
export type PartState = 'exempt' | 'open' | 'left'

export interface PartView {
  /** `whole/part`. */
  id: string
  title: string
  kind: string
  state: PartState
  stateWord: string
  /** The rules that exempt from it, or may, and where they are written. */
  by: { rule: string; text: string; href: string }[]
}

/** An examination or a programme of which parts are exempted. */
export interface ExemptionView {
  id: string
  title: string
  /** What is exempt and what is left, in a sentence. */
  summary: string
  parts: PartView[]
  /** Where it is laid down of which parts it is made. */
  basis: BasisView
}

interface Whole {
  whole: WholeText
  instrument: InstrumentText
}

const collected = new WeakMap<LawTexts, ReadonlyMap<string, Whole>>()

function wholesIn(texts: LawTexts): ReadonlyMap<string, Whole> {
  let wholes = collected.get(texts)
  if (wholes === undefined) {
    const all = texts
      .instruments()
      .flatMap((instrument) => (instrument.wholes ?? []).map((whole) => ({ whole, instrument })))
    wholes = new Map(all.map((one) => [one.whole.id, one]))
    collected.set(texts, wholes)
  }
  return wholes
}

/** The name of a part with its whole, or of a whole; undefined: a code that names none. */
export function partName({ words, texts }: Pen, id: string): string | undefined {
  const [whole = '', part] = id.split('/')
  const found = wholesIn(texts).get(whole)?.whole
  if (found === undefined) return undefined
  if (part === undefined) return words.pick(found.title)
  const title = found.parts.find((one) => one.id === part)?.title
  return title === undefined
    ? undefined
    : words.t('exemption.part-of', { part: words.pick(title), whole: words.pick(found.title) })
}

interface Exempting {
  finding: Finding
  part: string
  state: 'exempt' | 'open'
}

/** Of each whole that a finding exempts from, or may: every part, whether it is exempt, and why. `within`: the place and all that contains it. */
export function exemptionsInWords(pen: Pen, findings: readonly Finding[], within: readonly string[]): ExemptionView[] {
  const exempting = findings.flatMap(exemptingIn)
  if (exempting.length === 0) return []
  const spoken = new Set(exempting.map(({ part }) => part.split('/')[0] ?? ''))
  return [...wholesIn(pen.texts)].flatMap(([id, found]) =>
    spoken.has(id) ? [exemptionInWords(pen, found, exempting, within)] : [],
  )
}

/** What a finding exempts from: not what another rule takes away. */
function exemptingIn(finding: Finding): Exempting[] {
  if (finding.verdict === 'unmet') return []
  return finding.outcomes.flatMap(({ kind, target }, index) => {
    if (kind !== 'exempt-from' || target.part === undefined) return []
    const against = (finding.opposed ?? []).filter(({ outcome }) => outcome === index)
    if (against.some(({ how, verdict }) => how !== 'contested' && verdict === 'met')) return []
    const settled = finding.verdict === 'met' && against.every(({ verdict }) => verdict !== 'met')
    return [{ finding, part: target.part, state: settled ? ('exempt' as const) : ('open' as const) }]
  })
}

function exemptionInWords(
  pen: Pen,
  { whole, instrument }: Whole,
  exempting: readonly Exempting[],
  within: readonly string[],
): ExemptionView {
  const { words } = pen
  const parts = whole.parts.map((part): PartView => {
    const id = `${whole.id}/${part.id}`
    const own = exempting.filter((one) => one.part === id || one.part === whole.id)
    const state = own.some((one) => one.state === 'exempt') ? 'exempt' : own.length > 0 ? 'open' : 'left'
    return {
      id,
      title: words.pick(part.title),
      kind: words.t(`part-kind.${part.kind}`),
      state,
      stateWord: words.t(`exemption.${state}`),
      by: own
        .filter((one) => one.state === state)
        .map(({ finding, part: named }) => byInWords(pen, finding, named, within)),
    }
  })
  return {
    id: whole.id,
    title: words.pick(whole.title),
    summary: summaryOf(pen, parts),
    parts,
    basis: basisInWords(pen, instrument, whole.clause),
  }
}

function byInWords(
  pen: Pen,
  { rule, outcomes }: Finding,
  part: string,
  within: readonly string[],
): PartView['by'][number] {
  const { words, texts } = pen
  const text = texts.rule(rule)
  const instrument = texts.instrument(text?.instrument ?? '')
  const basis = instrument === undefined ? null : basisInWords(pen, instrument, text?.clause ?? null)
  const by = outcomes.find(({ kind, target }) => kind === 'exempt-from' && target.part === part)?.by ?? 'application'
  const place = instrument?.jurisdiction
  const law = [
    basis?.title,
    basis?.article,
    // Where the text of a wider place holds too, the reader is told whose it is.
    place === undefined || place === within[0] ? null : nameOf(pen, 'jurisdiction', place),
  ].filter((one) => typeof one === 'string')
  return {
    rule,
    text: words.t('exemption.by', { manner: words.t(`by.${by}`), law: law.join(' · ') }),
    href: `/law/${text?.instrument ?? ''}#${text?.clause ?? ''}`,
  }
}

function summaryOf({ words }: Pen, parts: readonly PartView[]): string {
  const titles = (state: PartState) => parts.filter((part) => part.state === state).map(({ title }) => title)
  const said = (['exempt', 'open', 'left'] as const).flatMap((state) => {
    const named = titles(state)
    return named.length === 0 ? [] : [words.t(`exemption.summary.${state}`, { parts: words.and(named) })]
  })
  return titles('exempt').length === parts.length
    ? words.t('exemption.summary.all')
    : said.join(words.lang.startsWith('zh') ? '' : ' ')
}
