// SPDX-License-Identifier: Apache-2.0
import { nearest } from '../../../kernel/nearest.ts'
import { plainCode } from './plain-text.model.ts'

/** What a table of a catalogue can say of each item, in the order of the template. */
export const columns = [
  'number',
  'name-zh',
  'name-en',
  'body-zh',
  'body-en',
  'country',
  'class',
  'level',
  'from',
  'until',
  'last-day',
  'action',
  'holders',
  'note-zh',
  'note-en',
  'source',
  'id',
] as const
export type Column = (typeof columns)[number]

interface Heading {
  zh: string
  en: string
  /** What the same is called elsewhere. */
  also: readonly string[]
}

/** As columns are headed in the template, and what else they are called in catalogues that were published. */
/** The sheet of the template that explains: it is no table that was forgotten. */
export const explanation = '填写说明'

export const headings: Record<Column, Heading> = {
  number: {
    zh: '序号',
    en: 'No.',
    also: ['编号', '序', '号', 'number', 'no', '#', '顺序号', '序列号', 'item', 'item no.'],
  },
  'name-zh': {
    zh: '资格证书名称',
    en: 'Name (Chinese)',
    also: [
      ...[
        '证书名称',
        '职业资格名称',
        '职业资格证书名称',
        '国际职业资格证书名称',
        '境外职业资格名称',
        '境外职业资格证书名称',
      ],
      ...['国际职业资格名称', '资格名称', '证书中文名称', '中文名称', '名称', '资格', '证书', '职业资格', '资格证书'],
      ...[
        '证书名称（中文）',
        '资格证书名称（中文）',
        '中文名',
        'qualification',
        'name',
        'qualification name',
        'name of qualification',
      ],
      ...['certificate', 'name of certificate', 'certificate name', 'chinese name', 'qualification (chinese)', 'title'],
    ],
  },
  'name-en': {
    zh: '英文名称',
    en: 'Name (English)',
    also: [
      ...[
        '证书英文名称',
        '资格证书英文名称',
        '外文名称',
        '证书名称（英文）',
        '资格证书名称（英文）',
        '英文名',
        '原文名称',
        '外文名',
      ],
      ...['english name', 'name in english', 'qualification (english)', 'english', 'original name'],
    ],
  },
  'body-zh': {
    zh: '颁证机构',
    en: 'Awarding body',
    also: [
      ...[
        '发证机构',
        '颁发机构',
        '发证单位',
        '颁证单位',
        '认证机构',
        '授予机构',
        '证书颁发机构',
        '发证机关',
        '颁证机构名称',
      ],
      ...['颁证机构（中文）', 'awarding organisation', 'awarding organization', 'issuing body', 'issuer', 'issued by'],
      ...['awarding institution', 'issuing authority', 'body'],
    ],
  },
  'body-en': {
    zh: '颁证机构英文名称',
    en: 'Awarding body (English)',
    also: [
      '发证机构英文名称',
      '颁证机构（英文）',
      '颁发机构英文名称',
      'awarding body in english',
      'english name of awarding body',
    ],
  },
  country: {
    zh: '国家/地区',
    en: 'Country or region',
    also: [
      ...[
        '国家',
        '地区',
        '国家（地区）',
        '国家和地区',
        '国家或地区',
        '国别',
        '所属国家',
        '所属国家/地区',
        '来源国',
        '颁证国家',
        '国别（地区）',
      ],
      ...['country', 'region', 'country/region', 'country code', 'jurisdiction'],
    ],
  },
  class: {
    zh: '类别',
    en: 'Class',
    also: ['类', '分类', '证书类别', '目录类别', '类型', '级别', 'category', 'type', 'list', 'class of the list'],
  },
  level: {
    zh: '对应职称/等级',
    en: 'Comparable title or level',
    also: [
      ...[
        '对应职称',
        '对应等级',
        '对应层级',
        '对应职称层级',
        '对应职称等级',
        '对应技能等级',
        '比照认定职称',
        '比照职称',
        '对应级别',
        '职称',
      ],
      ...[
        'comparable level',
        'comparable title',
        'level',
        'title level',
        'equivalent',
        'equivalent title',
        'equivalent level',
      ],
    ],
  },
  from: {
    zh: '起始日期',
    en: 'From',
    also: [
      ...['生效日期', '开始日期', '列入日期', '实施日期', '执行日期', '起始时间', '生效时间', '自', '调整日期'],
      ...['start', 'start date', 'effective', 'effective date', 'effective from', 'valid from', 'date of listing'],
    ],
  },
  until: {
    zh: '终止日期（自该日起不再适用）',
    en: 'Until (first day on which it no longer holds)',
    also: [
      ...['终止日期', '失效日期', '退出日期', '终止时间', '废止日期', '停止日期'],
      ...[
        'until',
        'end',
        'end date',
        'withdrawn from',
        'valid until (exclusive)',
        'date of withdrawal',
        'no longer from',
      ],
    ],
  },
  'last-day': {
    zh: '有效期至（最后有效日）',
    en: 'Last day on which it holds',
    also: [
      '有效期至',
      '截止日期',
      '截止时间',
      '有效期截止',
      '有效期限',
      '有效期',
      '最后有效日',
      '至',
      'valid until',
      'last day',
      'expires',
      'expiry',
      'expiry date',
      'valid to',
      'to',
    ],
  },
  action: {
    zh: '动作（列入/调整/退出）',
    en: 'Action (add, change, withdraw)',
    also: [
      '动作',
      '操作',
      '变动',
      '变动情况',
      '调整类型',
      '变更类型',
      '状态',
      'action',
      'change',
      'operation',
      'status',
    ],
  },
  holders: {
    zh: '原持证人（保留/不保留）',
    en: 'Earlier holders (keep, lose)',
    also: [
      ...['原持证人', '原持证人员', '原持证人权益', '已持证人员', '此前持证人', '原证书', '原持有人', '过渡安排'],
      ...['earlier holders', 'earlier certificates', 'previous holders', 'acquired rights', 'holders'],
    ],
  },
  'note-zh': {
    zh: '备注',
    en: 'Note',
    also: ['说明', '注', '备注（中文）', '备注说明', 'remark', 'remarks', 'notes', 'comment', 'comments'],
  },
  'note-en': {
    zh: '英文备注',
    en: 'Note (English)',
    also: ['备注（英文）', 'english note', 'remark (english)', 'note in english'],
  },
  source: {
    zh: '来源网址',
    en: 'Source (web address)',
    also: ['来源', '依据', '网址', '官网', '官方网站', '链接', 'source', 'url', 'link', 'website', 'web site'],
  },
  id: {
    zh: '资格编码（可不填）',
    en: 'Id of the qualification (optional)',
    also: [
      '资格编码',
      '资格标识',
      '编码',
      '资格代码',
      '系统编码',
      '标识',
      'id',
      'qualification id',
      'qualification code',
      'code',
    ],
  },
}

const known = new Map<string, Column>(
  columns.flatMap((column) => {
    const { zh, en, also } = headings[column]
    return [zh, en, ...also].map((text) => [plainHeading(text), column] as const)
  }),
)
const spellings = [...known.keys()].filter((text) => text.length > 1)

/** A heading as it is compared: without marks, spaces and stars. */
function plainHeading(text: string): string {
  return plainCode(text)
    .toLowerCase()
    .replaceAll(/[\s*:：,，、()（）[\]【】/|_.·-]+/g, '')
}

/** Which column a heading is. The template says each in two languages, on two lines. */
export function columnOf(heading: string): Column | null {
  const whole = known.get(plainHeading(heading))
  if (whole !== undefined) return whole
  for (const part of heading.split(/[\r\n]+/)) {
    const found = known.get(plainHeading(part))
    if (found !== undefined) return found
  }
  const bare = heading.replaceAll(/[（(【[].*?[）)】\]]/g, '')
  return bare === heading || plainHeading(bare) === '' ? null : (known.get(plainHeading(bare)) ?? null)
}

/** What a heading that is not known may have been meant as. */
export function likelyColumn(heading: string): Column | null {
  const near = nearest(plainHeading(heading), spellings)
  return near === null ? null : (known.get(near) ?? null)
}

const names: readonly Column[] = ['name-zh', 'name-en', 'id']

export interface HeaderPlace {
  /** Position of the row among those looked at. */
  at: number
  columns: Map<number, Column>
  /** Whether a column of names is there. */
  named: boolean
}

/** How far down a header is looked for: titles, notes and dates of issue stand above it. */
const furthest = 30

/** The row that heads the table: the one with most columns that are known, two at least, of which one is a name if possible. */
export function findHeader(rows: readonly (readonly string[])[]): HeaderPlace | null {
  let best: { place: HeaderPlace; worth: number } | null = null
  for (const [at, row] of rows.slice(0, furthest).entries()) {
    const found = new Map<number, Column>()
    for (const [index, text] of row.entries()) {
      const column = text === '' || text.length > 60 ? null : columnOf(text)
      if (column !== null) found.set(index, column)
    }
    const distinct = new Set(found.values())
    const named = names.some((column) => distinct.has(column))
    const worth = distinct.size + (named ? 10 : 0)
    if (distinct.size >= 2 && worth > (best?.worth ?? 0)) best = { place: { at, columns: found, named }, worth }
  }
  return best?.place ?? null
}

/** How many columns of a header are known: how a text file was meant to be read. */
export function recogniseHeader(rows: readonly (readonly string[])[]): number {
  const found = findHeader(rows)
  return found === null ? 0 : new Set(found.columns.values()).size
}
