// SPDX-License-Identifier: Apache-2.0
import { editDistance } from '../../../kernel/nearest.ts'
import { plainCode } from './plain-text.model.ts'
import type { Action, EarlierHolders } from './row.model.ts'

export interface NearWord {
  id: string
  name: string
}

/** `United States (US)`. */
export const withId = ({ id, name }: NearWord): string => (name === id ? id : `${name} (${id})`)

/** Finds what a short text of a closed list means: a code or any of its names. */
export interface WordList {
  find(text: string): string | null
  /** What may have been meant, nearest first. */
  near(text: string): NearWord[]
}

/** As words of a list are compared: without spaces, marks and case. */
export const plainWord = (text: string): string =>
  plainCode(text)
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')

export function wordList(entries: readonly { id: string; names: readonly string[] }[]): WordList {
  const known = new Map<string, string>()
  const shown = new Map<string, string>()
  for (const { id, names } of entries) {
    for (const name of [id, ...names]) {
      const plain = plainWord(name)
      if (plain === '') continue
      if (!known.has(plain)) known.set(plain, id)
      if (!shown.has(plain)) shown.set(plain, name)
    }
  }
  const remembered = new Map<string, NearWord[]>()
  return {
    find: (text) => known.get(plainWord(text)) ?? null,
    near(text) {
      const plain = plainWord(text)
      const before = remembered.get(plain)
      if (before !== undefined) return before
      const found = nearWords(plain, known, shown)
      remembered.set(plain, found)
      return found
    },
  }
}

/** The letters of a code stand in many words by chance. */
const isCode = /^[a-z]{2,3}$/

function nearWords(plain: string, known: ReadonlyMap<string, string>, shown: ReadonlyMap<string, string>): NearWord[] {
  if (plain === '' || plain.length > 60) return []
  const ranked = [...known].flatMap(([word, id]) => {
    if (word.length > 1 && plain.length > 1 && (word.includes(plain) || (plain.includes(word) && !isCode.test(word))))
      return [{ word, id, distance: 0.5 }]
    const distance = editDistance(plain, word)
    return distance <= Math.max(1, Math.floor(Math.max(plain.length, word.length) / 3)) && distance < word.length
      ? [{ word, id, distance }]
      : []
  })
  ranked.sort((a, b) => a.distance - b.distance || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
  const ids = new Set<string>()
  const near = ranked.filter(({ id }) => !ids.has(id) && ids.add(id)).slice(0, 3)
  return near.map(({ word, id }) => ({ id, name: shown.get(word) ?? word }))
}

/** What actions are called in the tables of offices. */
export const actionWords: readonly { id: Action; names: readonly string[] }[] = [
  {
    id: 'add',
    names: ['列入', '新增', '增加', '纳入', '增补', '新列入', '加入', 'added', 'new', 'list', 'include', 'insert'],
  },
  { id: 'change', names: ['调整', '变更', '修改', '更新', '更正', 'changed', 'update', 'modify', 'amend', 'adjust'] },
  {
    id: 'withdraw',
    names: [
      '退出',
      '取消',
      '移除',
      '移出',
      '删除',
      '撤销',
      '终止',
      '剔除',
      'withdrawn',
      'remove',
      'removed',
      'delete',
      'drop',
      'cancel',
    ],
  },
]

/** How it is said what becomes of earlier holders. */
export const holdersWords: readonly { id: EarlierHolders; names: readonly string[] }[] = [
  {
    id: 'keep',
    names: [
      '保留',
      '继续有效',
      '仍然有效',
      '有效',
      '不受影响',
      '沿用',
      '是',
      'keeps',
      'kept',
      'retain',
      'retained',
      'yes',
    ],
  },
  {
    id: 'lose',
    names: ['不保留', '不再有效', '失效', '无效', '不再认可', '否', 'loses', 'lost', 'not kept', 'no'],
  },
]

/** Countries and regions by names that registers do not have but offices write. */
export const furtherCountryNames: Readonly<Record<string, readonly string[]>> = {
  US: ['美国', '美利坚合众国', 'USA', 'U.S.', 'United States of America', 'America'],
  GB: [
    '英国',
    '大不列颠及北爱尔兰联合王国',
    'UK',
    'U.K.',
    'Britain',
    'Great Britain',
    'England',
    '英格兰',
    'United Kingdom',
  ],
  KR: ['韩国', '大韩民国', 'South Korea', 'Korea'],
  RU: ['俄罗斯', '俄罗斯联邦', '俄国'],
  CN: ['中国', '中华人民共和国', "People's Republic of China", 'PRC'],
  HK: ['香港', '中国香港', '香港特别行政区', '中国香港特别行政区', 'Hong Kong', 'Hong Kong SAR', 'Hong Kong, China'],
  MO: ['澳门', '中国澳门', '澳门特别行政区', '中国澳门特别行政区', 'Macao', 'Macau', 'Macao SAR', 'Macao, China'],
  TW: ['台湾', '中国台湾', '台湾地区', '中国台湾地区', 'Taiwan', 'Taiwan, China'],
  DE: ['德国', '德意志联邦共和国'],
  AE: ['阿联酋', '阿拉伯联合酋长国', 'UAE'],
  NL: ['荷兰', 'Holland', 'The Netherlands'],
  NZ: ['新西兰', 'New Zealand'],
}
