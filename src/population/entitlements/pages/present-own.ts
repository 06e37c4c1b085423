// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import { z } from 'zod'
import { type LoadedLaw, penFor } from '../../../finder/index.ts'
import { momentIn, type Words } from '../../../ui/index.ts'
import { entitlementInWords } from '../entitlement-words.ts'
import type { OwnEntitlement, OwnObjection } from './own.store.ts'
import type { ShownEntitlement, ShownMissing, ShownObjection } from './shown-found.model.ts'

/** What is sent to object: about which entitlement, by its number, or in which register something is missing, and what is wrong. */
export const sentObjection = z
  .object({ about: z.string().max(200).default(''), text: z.string().trim().min(1).max(4000) })
  .transform(({ about, text }) => {
    const isEntitlement = /^[1-9]\d{0,14}$/.test(about)
    return {
      ...{ text, entitlement: isEntitlement ? Number(about) : null },
      authority: isEntitlement || about === '' ? null : about,
    }
  })

/** What an objection may be about that stands in no list: one thing, or one in each register that knows the reader. */
export function missingIn(words: Words, registers: readonly { id: string; name: string }[]): ShownMissing[] {
  const missing = words.t('entitlement.object.missing')
  if (registers.length < 2) return [{ about: '', text: missing }]
  return registers.map(({ id, name }) => ({
    about: id,
    text: words.t('entitlement.object.missing.of', { register: name }),
  }))
}

/** An entitlement in words, with what to do next. */
export function presentOwn(words: Words, law: LoadedLaw, own: OwnEntitlement): ShownEntitlement {
  const [kind, by, target] = JSON.parse(own.outcome) as [Outcome['kind'], Outcome['by'], Outcome['target']]
  const {
    what,
    rule,
    law: title,
  } = entitlementInWords(law, penFor(law, words), {
    rule: own.rule,
    outcome: { kind, by, target },
  })
  const query = new URLSearchParams([...(own.hold === null ? [] : [['hold', own.hold]]), ['in', own.place]])
  const { since, until, endedBy } = own
  return {
    id: String(own.id),
    what,
    basis: words.t('entitlement.basis', { rule, law: title }),
    since: words.t('entitlement.since', { date: words.date(since) }),
    next: words.t('entitlement.next', { by: words.t(`by.${by}`), means: words.t(`means.${kind}`) }),
    discretion: own.standing === 'discretion' ? words.t('answer.discretion') : null,
    ended:
      until === null || endedBy === null
        ? null
        : words.t('entitlement.ended', { date: words.date(until), cause: endedBy }),
    answer: `/?${query}`,
  }
}

export const presentObjection = (words: Words, { text, at, answer, answeredAt }: OwnObjection): ShownObjection => ({
  text,
  at: momentIn(words.lang, at),
  answer: answer === null || answeredAt === null ? null : { text: answer, at: momentIn(words.lang, answeredAt) },
})
