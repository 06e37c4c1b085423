// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type GoneQualification, goneQualifications } from '../../instruments/index.ts'
import type { Words } from '../../ui/index.ts'
import type { FormState } from '../interview/answer-form.model.ts'
import type { GoneHolding } from './gone.model.ts'

/** What is held by a name that is not known here, each once. */
export function unknownHoldings({ holds }: FormState, knows: (value: string) => boolean): string[] {
  return [...new Set(holds.map(({ value }) => value).filter((value) => value !== '' && !knows(value)))]
}

/** The question without it: the rest of what was filled in stays. */
export function withoutHoldings(state: FormState, ids: readonly string[]): FormState {
  const gone = new Set(ids)
  return { ...state, holds: state.holds.map((hold) => (gone.has(hold.value) ? { value: '', issued: '' } : hold)) }
}

/** What to say of each. */
export async function findGone(db: Db, ids: readonly string[], words: Words): Promise<GoneHolding[]> {
  const once = new Map((await goneQualifications(db, ids)).map((one) => [one.id, one]))
  return ids.map((id) => {
    const found = once.get(id)
    return found === undefined ? neverKnown(id, words) : noLongerKnown(found, words)
  })
}

const neverKnown = (id: string, words: Words): GoneHolding => ({
  heading: words.t('gone.unknown', { id }),
  said: words.t('gone.unknown.means'),
  law: null,
  known: false,
})

function noLongerKnown({ names, since, broughtBy }: GoneQualification, words: Words): GoneHolding {
  const law =
    broughtBy === null
      ? null
      : {
          title: words.pick(broughtBy.title),
          href: `/law/${broughtBy.id}`,
          history: `/law/${broughtBy.id}/history`,
        }
  const heading = words.t('gone.since', { name: words.pick(names), date: words.date(since) })
  return { heading, said: whatBecame(broughtBy, words), law, known: true }
}

function whatBecame(law: GoneQualification['broughtBy'], words: Words): string {
  if (law === null) return words.t('gone.register')
  if (law.endedAt === null) return words.t('gone.taken-out')
  const date = words.date(law.withdrawnBy?.on ?? law.endedAt.slice(0, 10))
  const reason = law.withdrawnBy?.reason ?? null
  return reason === null
    ? words.t('gone.ended', { date })
    : words.t('gone.withdrawn', { date, reason: words.pick(reason) })
}
