// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { LawFolder, SourceProblem } from '../../instruments/index.ts'
import { type Words, wordsIn } from '../../ui/index.ts'
import { type BeyondReach, beyondJurisdiction, placesToDraftFor } from './reach.store.ts'

export { placesToDraftFor }

/** What an authority does not reach, in words: the place by its name, and whose reach it is. */
export function outsideInWords(words: Words, { place, placeNames, authorityNames }: BeyondReach): string {
  const named = placeNames === null ? place : `${words.pick(placeNames)} (${place})`
  return words.t('draft.outside', { place: named, authority: words.pick(authorityNames) })
}

/** Places in which a text is to hold, and which its authority does not reach, each at its member. */
export async function checkReach(
  db: Db,
  authority: string,
  { instrument, instrumentSource: source }: LawFolder,
): Promise<SourceProblem[]> {
  const members = [
    { path: ['jurisdiction'], place: instrument.jurisdiction },
    ...(instrument.places ?? []).map((place, index) => ({ path: ['places', index], place })),
  ]
  const beyond = await beyondJurisdiction(
    db,
    authority,
    members.map(({ place }) => place),
  )
  return members.flatMap(({ path, place }): SourceProblem[] => {
    const one = beyond.find((each) => each.place === place)
    if (one === undefined) return []
    const words = { en: outsideInWords(wordsIn('en'), one), 'zh-CN': outsideInWords(wordsIn('zh-CN'), one) }
    const at = { file: source.file, ...source.at(path), path: path.join('.').replace(/\.(\d+)/, '[$1]') }
    return [{ code: 'outside', severity: 'error', ...at, message: words.en, words }]
  })
}
