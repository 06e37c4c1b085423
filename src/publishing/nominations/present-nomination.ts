// SPDX-License-Identifier: Apache-2.0
import type { Naming } from '../../access/index.ts'
import { momentIn, type Words } from '../../ui/index.ts'
import type { CommentRow, ConsultationRow, PublicFinding } from './comment-nomination.ts'
import type { FindingRow } from './comparisons.store.ts'
import type { Work } from './handle-nomination.ts'
import type { NominationRow } from './nominate.ts'
import { elements } from './nomination.model.ts'
import type {
  ShownComment,
  ShownExpert,
  ShownFindings,
  ShownNomination,
  ShownProposal,
} from './shown-nomination.model.ts'

export function presentProposal(words: Words, row: NominationRow | ConsultationRow, naming: Naming): ShownProposal {
  const { qualification, capacity, organisation } = row
  const { name, en, zh, body, country, link } = qualification
  const as = words.t(`nomination.capacity.${capacity}`)
  return {
    ...{ id: row.id, title: name, body, country, link, place: row.jurisdiction, countsAs: row.countsAs },
    otherNames: [...new Set([zh, en])].filter((one) => one !== '' && one !== name).join(' · '),
    authority: naming(words, row.authority),
    purpose: words.t(`purpose.${row.purpose}`),
    by: organisation === null ? as : words.t('nomination.by-for', { capacity: as, organisation }),
    why: row.why,
    evidence: row.evidence,
    state: row.state,
    stateText: words.t(`nomination.state.${row.state}`),
    opens: row.opensOn === null ? null : words.date(row.opensOn),
    closes: row.closesOn === null ? null : words.date(row.closesOn),
    summary: row.summary,
    reason: row.reason,
  }
}

export const presentNomination = (words: Words, row: NominationRow, naming: Naming): ShownNomination => ({
  ...presentProposal(words, row, naming),
  createdText: words.t('nomination.handed-in', { at: momentIn(words.lang, row.createdAt) }),
  asked: row.asked,
  additions: row.additions.map(({ asked, text, at }) => ({
    asked,
    text,
    atText: words.t('nomination.added', { at: momentIn(words.lang, new Date(at)) }),
  })),
  draft: row.draft,
  over: row.over,
})

export const presentExpert = (words: Words, one: Work['experts'][number]): ShownExpert => ({
  id: one.expert,
  name: one.name ?? words.t('draft.somebody'),
  state: one.gave ? 'gave' : one.released ? 'released' : (one.declared ?? 'asked'),
})

export const presentFindings = (words: Words, row: FindingRow): ShownFindings => ({
  name: row.name ?? words.t('draft.somebody'),
  elements: elements.map((element) => ({
    element: words.t(`nomination.element.${element}`),
    text: words.t(`nomination.difference.${row.elements[element].difference}`),
    ...row.elements[element],
  })),
  recommendation: words.t(`nomination.recommendation.${row.recommendation}`),
  remark: row.remark,
})

/** As everybody may see it: what was found, not by whom unless they agreed. */
export const presentPublicFinding = (words: Words, row: PublicFinding, at: number): ShownFindings => ({
  name: row.name ?? words.t('nomination.expert-number', { number: at + 1 }),
  elements: elements.map((element) => ({
    element: words.t(`nomination.element.${element}`),
    difference: row.elements[element].difference,
    text: words.t(`nomination.difference.${row.elements[element].difference}`),
    ...{ evidence: '', source: '', remark: '' },
  })),
  recommendation: words.t(`nomination.recommendation.${row.recommendation}`),
  remark: null,
})

export function presentComment(words: Words, row: CommentRow): ShownComment {
  const name = row.name ?? words.t('nomination.comment.unnamed')
  const [given, answered] = [row.givenAt, row.answeredAt].map((at) => (at === null ? null : momentIn(words.lang, at)))
  return {
    id: row.id,
    heading: words.t('nomination.comment.of', { name, at: given ?? '' }),
    text: row.text ?? words.t('nomination.comment.erased'),
    erased: row.text === null,
    answer: row.answer,
    answerHeading: answered == null ? null : words.t('nomination.comment.answered', { at: answered }),
  }
}
