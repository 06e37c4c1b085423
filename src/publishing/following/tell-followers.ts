// SPDX-License-Identifier: Apache-2.0
import { notify } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, lawShelf } from '../../finder/index.ts'
import { compareInstruments, instrumentRecord } from '../../instruments/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { summaryOf } from '../changes/explain-changes.ts'
import { titleOf } from './follow-law.ts'
import { type Followed, type LawNews, newsKind, newsPath } from './following.model.ts'
import { endNews, noteTold, takeUntold, untoldFollowers } from './following.store.ts'

const nobody = { person: null }
const languages = ['en', 'zh-CN'] as const
/** A reason is told so far; the whole of it stands in the history. */
const longestReason = 300

interface Telling {
  db: Db
  baseUrl: string
  /** So many are told in one transaction. */
  atOnce?: number
}

/**
 * Tells everybody who follows something of what was published, each once: some in one transaction with the note that they were told, so that
 * whatever ends a round half way neither forgets nor repeats anybody. Answers how many were told. Several servers take turns.
 */
export async function tellFollowers({ db, baseUrl, atOnce = 100 }: Telling): Promise<number> {
  let all = 0
  const words = new Map<string, NewsInWords>()
  for (;;) {
    const done = await actingAs(db, nobody, async (transaction) => {
      const news = await takeUntold(transaction)
      if (news === null) return null
      const followers = await untoldFollowers(transaction, news.publication, atOnce)
      const inWords = words.get(news.publication)
      if (followers.length > 0 && inWords === undefined) return news
      await noteTold(
        transaction,
        news.publication,
        followers.map(({ person }) => person),
      )
      if (inWords !== undefined)
        for (const { person, ...followed } of followers)
          await tell(transaction, {
            ...{ baseUrl, news, person },
            args: { ...inWords.args, ...namesOf(inWords.law, followed) },
          })
      if (followers.length < atOnce) await endNews(transaction, news.publication)
      return followers.length
    })
    if (done === null) return all
    if (typeof done === 'number') all += done
    // The words are made while no connection is held, as making them takes some of its own.
    else words.set(done.publication, await newsInWords(db, done))
  }
}

interface NewsInWords {
  law: LoadedLaw
  args: Record<string, string>
}

/** What changed, in words of every language; it is counted once for all who are told. */
async function newsInWords(db: Db, news: LawNews): Promise<NewsInWords> {
  const { instrument, basis, record, title, reason } = news
  const law = await lawShelf(db).take(null)
  const [before, after] = await Promise.all(
    [basis, record].map(async (one) => (one === null ? null : ((await instrumentRecord(db, instrument, one)) ?? null))),
  )
  const diff = compareInstruments(before ?? null, after ?? null, law.vocabulary)
  const said = languages.map((lang) => [`what.${lang}`, summaryOf(wordsIn(lang), diff)] as const)
  const why = reason === null ? [] : languages.map((lang) => [`reason.${lang}`, shortened(reason[lang] ?? '')] as const)
  const called = languages.map((lang) => [`title.${lang}`, shortened(title[lang] ?? instrument)] as const)
  const how = newsKind(news)
  return { law, args: { instrument, how, ...Object.fromEntries([...said, ...why, ...called]) } }
}

const shortened = (text: string): string =>
  text.length > longestReason ? `${[...text].slice(0, longestReason).join('')}…` : text

/** What they follow, by its name: it is why they are told. */
function namesOf(law: LoadedLaw, followed: Followed): Record<string, string> {
  const names = titleOf(law, followed)
  return Object.fromEntries(languages.map((lang) => [`followed.${lang}`, shortened(names?.[lang] ?? followed.thing)]))
}

interface Letter {
  baseUrl: string
  news: LawNews
  person: string
  args: Record<string, string>
}

async function tell(transaction: Db, { baseUrl, news, person, args }: Letter): Promise<void> {
  const link = newsPath(news)
  await notify(transaction, {
    person,
    kind: 'law-news',
    args,
    link,
    letter: (words) => words.t('following.letter', { news: `${baseUrl}${link}`, following: `${baseUrl}/following` }),
  })
}
