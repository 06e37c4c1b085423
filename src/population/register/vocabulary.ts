// SPDX-License-Identifier: Apache-2.0
import type { FactDeclaration } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { loadBundle } from '../../instruments/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { allJurisdictionAliases, allJurisdictionNames } from '../../organisations/index.ts'
import { furtherCountryNames, readKnownBodies, readKnownQualifications, wordList } from '../../publishing/index.ts'
import { allLevelNames } from '../../register/index.ts'
import { documentKinds } from '../holders/documents/document.model.ts'
import { holderPurposes } from '../holders/holder.model.ts'

/** Finds what a text means, and keeps what was found: a register says the same a million times. Null: nothing that is known. */
export type Finder = (text: string) => string | null

/** What the words of a register are read by. */
export interface Vocabulary {
  place: Finder
  qualification: Finder
  level: Finder
  body: Finder
  documentKind: Finder
  sex: Finder
  status: Finder
  yesNo: Finder
  purpose: Finder
  facts: ReadonlyMap<string, FactDeclaration>
  catalogues: ReadonlyMap<string, ReadonlySet<string>>
}

type Entry = { id: string; names: readonly string[] }

/** More different words than this are not kept. */
const most = 50_000

function finder(entries: readonly Entry[]): Finder {
  const words = wordList(entries)
  const found = new Map<string, string | null>()
  return (text) => {
    const before = found.get(text)
    if (before !== undefined) return before
    const now = words.find(text)
    if (found.size < most) found.set(text, now)
    return now
  }
}

/** A name that several have says nothing: it is left out. */
function unique(entries: readonly Entry[]): Entry[] {
  const counted = new Map<string, Set<string>>()
  for (const { id, names } of entries) {
    for (const name of names) {
      const key = name.toLowerCase()
      counted.set(key, (counted.get(key) ?? new Set()).add(id))
    }
  }
  return entries.map(({ id, names }) => ({
    id,
    names: names.filter((name) => counted.get(name.toLowerCase())?.size === 1),
  }))
}

const named = (names: Localized): string[] => Object.values(names).filter((name) => name !== undefined)

const closed: Record<'documentKind' | 'sex' | 'status' | 'yesNo' | 'purpose', Entry[]> = {
  documentKind: [
    {
      id: 'cn-id',
      names: [
        '身份证',
        '居民身份证',
        '二代身份证',
        '外国人永久居留身份证',
        '港澳台居民居住证',
        'resident identity card',
        'identity card',
        'id card',
      ],
    },
    { id: 'hk-id', names: ['香港身份证', '香港居民身份证', 'hong kong identity card', 'hkid'] },
    {
      id: 'travel-permit',
      names: [
        '港澳居民来往内地通行证',
        '台湾居民来往大陆通行证',
        '回乡证',
        '台胞证',
        '通行证',
        'mainland travel permit',
      ],
    },
    { id: 'passport', names: ['护照', '外国护照'] },
    { id: 'national-id', names: ['外国身份证', '境外身份证', 'national identity number', 'national identity card'] },
  ],
  sex: [
    { id: 'female', names: ['女', '女性', 'f', 'woman', '2'] },
    { id: 'male', names: ['男', '男性', 'm', 'man', '1'] },
    { id: 'other', names: ['其他', 'x', 'diverse', '9'] },
  ],
  status: [
    { id: 'valid', names: ['有效', '正常', '在用', 'active', 'yes', '是'] },
    { id: 'revoked', names: ['撤销', '吊销', '注销', '作废', '无效', 'withdrawn', 'cancelled', 'invalid', 'no', '否'] },
  ],
  yesNo: [
    { id: 'yes', names: ['是', '有', '相关', '完整', 'true', 'y', '1', '对'] },
    { id: 'no', names: ['否', '无', '不相关', '不完整', 'false', 'n', '0'] },
  ],
  purpose: [
    { id: 'statistics', names: ['统计', '统计分析', '分析', 'analysis', 'figures'] },
    { id: 'evaluation', names: ['评估', '资格评估', '认定', 'assessment', 'entitlement'] },
    { id: 'notice', names: ['通知', '告知', 'notification', 'notify'] },
  ],
}
// Every kind and purpose is known by its own id.
for (const [list, ids] of [
  ['documentKind', documentKinds],
  ['purpose', holderPurposes],
] as const) {
  for (const id of ids) if (!closed[list].some((one) => one.id === id)) closed[list].push({ id, names: [] })
}

/** The register's places, qualifications, levels and bodies by their codes and names, and the law's facts and catalogues. */
export async function readVocabulary(db: Db): Promise<Vocabulary> {
  const [places, aliases, qualifications, bodies, levels, bundle] = await Promise.all([
    allJurisdictionNames(db, {}),
    allJurisdictionAliases(db, {}),
    readKnownQualifications(db),
    readKnownBodies(db),
    allLevelNames(db, {}),
    loadBundle(db),
  ])
  const aliasesOf = Map.groupBy(aliases, ({ code }) => code)
  return {
    place: finder(
      unique(
        places.map(({ code, names }) => ({
          id: code,
          names: [
            ...named(names),
            ...(aliasesOf.get(code) ?? []).map(({ alias }) => alias),
            ...(furtherCountryNames[code] ?? []),
          ],
        })),
      ),
    ),
    qualification: finder(unique(qualifications)),
    level: finder(unique(levels.map(({ ref, names }) => ({ id: ref, names: named(names) })))),
    body: finder(unique(bodies)),
    documentKind: finder(closed.documentKind),
    sex: finder(closed.sex),
    status: finder(closed.status),
    yesNo: finder(closed.yesNo),
    purpose: finder(closed.purpose),
    facts: new Map(bundle.facts.map((fact) => [fact.id, fact])),
    catalogues: new Map(bundle.catalogues.map(({ id, classes }) => [id, new Set(classes)])),
  }
}
