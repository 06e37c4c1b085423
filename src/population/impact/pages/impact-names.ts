// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../../db/index.ts'
import { type DraftInHand, draftSides } from '../../../publishing/index.ts'
import { allOccupationNames } from '../../../register/index.ts'
import type { Words } from '../../../ui/index.ts'
import type { Impact } from '../measure-impact.ts'
import type { ImpactNames } from './present-impact.ts'

/** What everything that figures speak of is called, by the law with the draft beside it. */
export async function namesFor(
  db: Db,
  inHand: Pick<DraftInHand, 'draft' | 'files'>,
  impact: Impact,
): Promise<(words: Words) => ImpactNames> {
  const texts = (await draftSides(db, inHand))?.after.texts
  const occupations = await occupationNames(db, impact)
  return (words) => {
    const named = (thing: 'jurisdiction' | 'level' | 'framework' | 'qualification' | 'occupation', id: string) => {
      const name = texts?.name(thing, id)
      return name === undefined ? undefined : words.pick(name)
    }
    const level = (id: string) => {
      const framework = named('framework', id.split('/')[0] ?? '')
      return [named('level', id) ?? id, framework ?? []].flat().join(' · ')
    }
    const fact = (id: string) => {
      const label = texts?.fact(id)?.label
      return label === undefined ? id : words.pick(label)
    }
    const occupation = (code: string) =>
      named('occupation', code) ?? occupations.get(`${words.lang} ${code}`) ?? occupations.get(`zh-CN ${code}`) ?? code
    return {
      ...{ level, fact, occupation },
      place: (code) => named('jurisdiction', code) ?? code,
      qualification: (id) => named('qualification', id) ?? id,
    }
  }
}

/** By language and code. */
async function occupationNames(db: Db, { tables }: Impact): Promise<Map<string, string>> {
  const groups = tables.find(({ dimension }) => dimension === 'occupation')?.groups ?? []
  const schemes = new Set(
    groups.flatMap(({ group }) => (group.includes('/') ? [group.slice(0, group.indexOf('/'))] : [])),
  )
  const found = new Map<string, string>()
  for (const scheme of schemes) {
    for (const { code, lang, name } of await allOccupationNames(db, scheme)) {
      const key = `${lang} ${scheme}/${code}`
      if (!found.has(key)) found.set(key, name)
    }
  }
  return found
}
