// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import { notify } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, penFor } from '../../finder/index.ts'
import { type Words, wordsIn } from '../../ui/index.ts'
import type { ToldChange } from './compare-entitlements.ts'
import { entitlementInWords } from './entitlement-words.ts'
import type { EvaluatedHolder } from './entitlements.store.ts'
import { accountsAtWork, addNotices, type Notice } from './notices.store.ts'
import type { ChunkRow } from './reevaluations.store.ts'

const languages = ['en', 'zh-CN'] as const
/** So many changes are told one by one; the rest is counted. */
const mostTold = 3

interface Telling {
  chunk: ChunkRow
  baseUrl: string
  /** The law of the chunk, and the one before it: of what ended it may be the only one that knows. */
  laws: readonly LoadedLaw[]
  /** Those who may be told of changes. */
  evaluated: readonly EvaluatedHolder[]
}

/**
 * Tells the holders of a chunk of what has changed for them, in its transaction: who allows it and has an account is told on their page and by
 * mail as they wish, once; who cannot be reached is counted. The first time that somebody is evaluated nothing has changed for them.
 */
export async function tellHolders(
  transaction: Db,
  { chunk, baseUrl, laws, evaluated }: Telling,
): Promise<{ told: number; unreached: number }> {
  const news = evaluated.filter(({ cause, difference }) => cause !== 'first' && difference.told.length > 0)
  if (news.length === 0) return { told: 0, unreached: 0 }
  const accounts = await accountsAtWork(transaction)
  const notices = news.map(
    ({ holder, cause, difference }): Notice => ({
      ...{ holder, cause, changes: difference.told },
      reached: accounts.has(holder) ? 'account' : 'nobody',
    }),
  )
  await addNotices(transaction, chunk, notices)
  let told = 0
  for (const { holder, cause, changes } of notices) {
    const person = accounts.get(holder)
    if (person === undefined) continue
    told++
    const said = languages.flatMap((lang) => changesIn(laws, wordsIn(lang), changes))
    await notify(transaction, {
      ...{ person, kind: 'entitlement-changed', link: '/entitlements' },
      args: { cause, date: chunk.asOf, ...Object.fromEntries(said) },
      letter: (words) => words.t('entitlement.letter', { page: `${baseUrl}/entitlements` }),
    })
  }
  return { told, unreached: notices.length - told }
}

/** What changed in words of one language, as arguments of its sentence. */
function changesIn(laws: readonly LoadedLaw[], words: Words, changes: readonly ToldChange[]): [string, string][] {
  const lines = changes.slice(0, mostTold).map(({ outcome, rule, before, after }) => {
    const law = laws.find((one) => one.texts.rule(rule) !== undefined) ?? laws[0]
    if (law === undefined) return ''
    const [kind, by, target] = JSON.parse(outcome) as [Outcome['kind'], Outcome['by'], Outcome['target']]
    const said = entitlementInWords(law, penFor(law, words), { rule, outcome: { kind, by, target } })
    return words.t('entitlement.change', { how: howOf(before, after), ...said })
  })
  const more = changes.length - lines.length
  const rest = more > 0 ? [words.t('entitlement.more', { n: more })] : []
  return [[`what.${words.lang}`, [...lines, ...rest].join(' ')]]
}

const howOf = (before: ToldChange['before'], after: ToldChange['after']): string =>
  after === null ? 'ended' : after === 'discretion' ? 'discretion' : before === 'discretion' ? 'granted' : 'begun'
