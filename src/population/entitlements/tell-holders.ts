// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import { type Naming, nameAuthorities, newToken, notify } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, penFor } from '../../finder/index.ts'
import { type Words, wordsIn } from '../../ui/index.ts'
import type { ToldChange } from './compare-entitlements.ts'
import { entitlementInWords } from './entitlement-words.ts'
import type { EvaluatedHolder } from './entitlements.store.ts'
import { letterInBoth } from './letter-in-both.ts'
import { accountsAtWork, addNotices, mailHolder, type Notice } from './notices.store.ts'
import type { ChunkRow } from './reevaluations.store.ts'

const languages = ['en', 'zh-CN'] as const
/** How long the link of a letter opens; `letters_last` of the database. */
const letterDays = 90
/** So many changes are told one by one; the rest is counted. */
const mostTold = 3

/** How holders are reached. */
export interface Post {
  /** Where they read what was found. */
  baseUrl: string
  /** Letters leave this installation. */
  mail: boolean
}

interface Telling {
  chunk: ChunkRow
  post: Post
  /** The law of the chunk, and the one before it: of what ended it may be the only one that knows. */
  laws: readonly LoadedLaw[]
  /** Those who may be told of changes. */
  evaluated: readonly EvaluatedHolder[]
}

/**
 * Tells the holders of a chunk of what has changed for them, in its transaction: who allows it and has an account is told on their page and by
 * mail as they wish, once; who has none is written to where the register has an address; who cannot be reached is counted. The first time
 * that somebody is evaluated nothing has changed for them.
 */
export async function tellHolders(
  transaction: Db,
  { chunk, post, laws, evaluated }: Telling,
): Promise<{ told: number; unreached: number }> {
  const news = evaluated.filter(({ cause, difference }) => cause !== 'first' && difference.told.length > 0)
  if (news.length === 0) return { told: 0, unreached: 0 }
  const accounts = await accountsAtWork(transaction)
  const naming = await nameAuthorities(transaction, [chunk.authority])
  const notices: Notice[] = []
  for (const { holder, cause, difference } of news) {
    const ticket = accounts.has(holder) ? null : await writeLetter(transaction, { chunk, post, naming, holder })
    const reached = accounts.has(holder) ? 'account' : ticket === null ? 'nobody' : 'letter'
    notices.push({ holder, cause, changes: difference.told, reached, ticket })
  }
  await addNotices(transaction, chunk, notices)
  for (const { holder, cause, changes } of notices) {
    const person = accounts.get(holder)
    if (person === undefined) continue
    const said = languages.flatMap((lang) => changesIn(laws, wordsIn(lang), changes))
    await notify(transaction, {
      ...{ person, kind: 'entitlement-changed', link: '/entitlements' },
      args: { cause, date: chunk.asOf, ...Object.fromEntries(said) },
      letter: (words) => words.t('entitlement.letter', { page: `${post.baseUrl}/entitlements` }),
    })
  }
  const unreached = notices.filter(({ reached }) => reached === 'nobody').length
  return { told: notices.length - unreached, unreached }
}

interface Writing extends Pick<Telling, 'chunk' | 'post'> {
  naming: Naming
  holder: number
}

/**
 * Writes to a holder who has no account: that something has changed, and where they read what. Nobody knows their language, so it is said in
 * both; what has changed is not said, as whoever reads the letter may be somebody else. Answers what its link is known by; null: there is no
 * address, or no letter leaves here.
 */
async function writeLetter(transaction: Db, { chunk, post, naming, holder }: Writing): Promise<string | null> {
  if (!post.mail) return null
  const { token, id } = newToken()
  const args = (words: Words) => ({
    ...{ authority: naming(words, chunk.authority), link: `${post.baseUrl}/letters/${token}`, days: letterDays },
  })
  const sent = await mailHolder(transaction, { holder, ...letterInBoth('entitlements', args) })
  return sent ? id.toString('hex') : null
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
