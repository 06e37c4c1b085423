// SPDX-License-Identifier: Apache-2.0

/** What a register says of each person, credential and job, in the order of the template. */
export const columns = [
  'person',
  'name',
  'name-latin',
  'former-name',
  'document-type',
  'document-number',
  'document-country',
  'birth-date',
  'sex',
  'district',
  'origin',
  'occupation',
  'email',
  'phone',
  'qualification',
  'level',
  'awarding-body',
  'country',
  'field',
  'issued',
  'last-day',
  'expires',
  'status',
  'listed',
  'job-from',
  'job-to',
  'job-occupation',
  'job-place',
  'job-capacity',
  'job-relevant',
  'work-known',
  'purposes',
  'consent-from',
  'consent-until',
] as const
export type Column = (typeof columns)[number]

interface Heading {
  zh: string
  en: string
  /** What the same is called elsewhere. */
  also: readonly string[]
}

export const headings: Record<Column, Heading> = {
  person: {
    zh: '人员编号',
    en: 'Person number',
    also: ['编号', '人员代码', '工号', 'person', 'person id', 'holder', 'id'],
  },
  name: { zh: '姓名', en: 'Name', also: ['中文姓名', '名字', '持证人姓名', '持证人', 'full name', 'holder name'] },
  'name-latin': {
    zh: '姓名（拉丁字母）',
    en: 'Name in Latin letters',
    also: [
      '英文姓名',
      '外文姓名',
      '拼音姓名',
      '姓名拼音',
      '拉丁字母姓名',
      'latin name',
      'english name',
      'name (latin)',
    ],
  },
  'former-name': { zh: '曾用名', en: 'Former name', also: ['原名', '旧名', 'previous name', 'birth name'] },
  'document-type': {
    zh: '证件类型',
    en: 'Type of document',
    also: ['证件种类', '身份证件类型', 'document type', 'id type', 'kind of document'],
  },
  'document-number': {
    zh: '证件号码',
    en: 'Document number',
    also: [
      '证件号',
      '身份证号',
      '身份证号码',
      '居民身份证号码',
      '公民身份号码',
      '护照号',
      '护照号码',
      'id number',
      'passport number',
    ],
  },
  'document-country': {
    zh: '证件签发国家/地区',
    en: 'Country of the document',
    also: ['签发国家', '签发地', '证件国别', 'document country', 'issuing country'],
  },
  'birth-date': { zh: '出生日期', en: 'Date of birth', also: ['出生年月日', '生日', 'birth date', 'born', 'birthday'] },
  sex: { zh: '性别', en: 'Sex', also: ['gender'] },
  district: {
    zh: '所在区',
    en: 'District',
    also: ['所在地', '所在地区', '行政区划', '行政区划代码', '区县', '地区代码', 'place of residence', 'residence'],
  },
  origin: {
    zh: '国籍/来源地',
    en: 'Origin',
    also: ['国籍', '来源地', '籍贯', '来源国', 'nationality', 'place of origin'],
  },
  occupation: { zh: '职业', en: 'Occupation', also: ['职业代码', '现职业', '职业（工种）', 'occupation code'] },
  email: { zh: '电子邮箱', en: 'Email', also: ['邮箱', '电子邮件', 'e-mail', 'email address'] },
  phone: { zh: '手机号码', en: 'Phone', also: ['手机', '电话', '联系电话', 'mobile', 'phone number', 'telephone'] },
  qualification: {
    zh: '资格证书',
    en: 'Qualification',
    also: [
      '资格证书名称',
      '证书名称',
      '职业资格',
      '资格名称',
      '资格编码',
      'qualification id',
      'certificate',
      'credential',
    ],
  },
  level: { zh: '等级', en: 'Level', also: ['证书等级', '技能等级', '级别', '资格等级', 'qualification level'] },
  'awarding-body': {
    zh: '颁证机构',
    en: 'Awarding body',
    also: ['发证机构', '发证机关', '评价机构', '颁发机构', 'issuing body', 'awarded by'],
  },
  country: {
    zh: '颁证国家/地区',
    en: 'Country of the credential',
    also: ['颁证国家', '发证国家', '证书来源地', 'country'],
  },
  field: { zh: '专业', en: 'Field', also: ['专业方向', '专业代码', '方向', 'field of study', 'specialisation'] },
  issued: {
    zh: '发证日期',
    en: 'Issued',
    also: ['颁证日期', '取得日期', '获证日期', '批准日期', 'date of issue', 'issue date'],
  },
  'last-day': {
    zh: '有效期至（最后有效日）',
    en: 'Last day on which it holds',
    also: ['有效期至', '有效期', '截止日期', 'valid until', 'expiry date', 'last day'],
  },
  expires: {
    zh: '失效日期（自该日起无效）',
    en: 'Expires (first day on which it no longer holds)',
    also: ['失效日期', 'expires'],
  },
  status: { zh: '证书状态', en: 'Status', also: ['状态', '是否有效', 'credential status'] },
  listed: { zh: '目录类别', en: 'Class on catalogues', also: ['目录', '列入目录', 'catalogue class', 'listed'] },
  'job-from': {
    zh: '工作开始日期',
    en: 'Job from',
    also: ['入职日期', '开始工作日期', '从业开始日期', 'job start', 'employed from'],
  },
  'job-to': {
    zh: '工作结束日期（最后一日）',
    en: 'Job to (last day)',
    also: ['离职日期', '从业结束日期', '工作结束日期', 'job to', 'job end', 'employed until'],
  },
  'job-occupation': {
    zh: '工作职业',
    en: 'Job occupation',
    also: ['从事职业', '岗位职业', 'job occupation code', 'occupation of the job'],
  },
  'job-place': { zh: '工作地点', en: 'Job place', also: ['工作地', '从业地', 'place of work', 'workplace'] },
  'job-capacity': { zh: '工作身份', en: 'Job capacity', also: ['从业身份', '岗位性质', 'capacity'] },
  'job-relevant': {
    zh: '与该资格相关',
    en: 'Relevant to the credential',
    also: ['是否相关', '相关', 'relevant', 'job relevant'],
  },
  'work-known': {
    zh: '工作经历完整',
    en: 'Work is complete',
    also: ['工作经历是否完整', 'work known', 'work complete'],
  },
  purposes: { zh: '同意用途', en: 'Purposes', also: ['用途', '授权用途', 'purpose', 'consent'] },
  'consent-from': { zh: '同意日期', en: 'Consent from', also: ['授权日期', 'consent date', 'consented on'] },
  'consent-until': {
    zh: '同意截止日期（最后一日）',
    en: 'Consent until (last day)',
    also: ['授权截止日期', 'consent until'],
  },
}

const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s*:：,，、()（）[\]【】/|_.·-]+/g, '')

const known = new Map<string, Column>(
  columns.flatMap((column) => {
    const { zh, en, also } = headings[column]
    return [column, zh, en, ...also].map((text): [string, Column] => [plainHeading(text), column])
  }),
)

/** A column is one of these, or `fact:ID`, a fact of the engine. */
export type HeadedColumn = Column | `fact:${string}`

/** Which column a heading is; null: none that is known. */
export function columnOf(heading: string): HeadedColumn | null {
  const fact = /^\s*(?:fact|事实)\s*[:：]\s*([a-z0-9][a-z0-9-]*)\s*$/i.exec(heading)
  if (fact !== null) return `fact:${(fact[1] ?? '').toLowerCase()}`
  const whole = known.get(plainHeading(heading))
  if (whole !== undefined) return whole
  const bare = heading.replaceAll(/[（(【[].*?[）)】\]]/g, '')
  return bare === heading || plainHeading(bare) === '' ? null : (known.get(plainHeading(bare)) ?? null)
}

export interface Header {
  /** Position of the row among those looked at. */
  at: number
  /** By position of the cell; null: passed over. */
  columns: (HeadedColumn | null)[]
}

/** How far down a header is looked for. */
const furthest = 30

/** The row that heads the table: the one with most columns that are known, of which one is a number by which persons are told apart. */
export function findHeader(rows: readonly (readonly string[])[]): Header | null {
  let best: Header | null = null
  let most = 1
  for (const [at, row] of rows.slice(0, furthest).entries()) {
    const seen = new Set<HeadedColumn>()
    // A heading that comes twice counts where it comes first.
    const found = row.map((text) => {
      const column = text === '' || text.length > 100 ? null : columnOf(text)
      if (column === null || seen.has(column)) return null
      seen.add(column)
      return column
    })
    if (seen.size <= most || !(seen.has('person') || seen.has('document-number'))) continue
    best = { at, columns: found }
    most = seen.size
  }
  return best
}

/** How a column is called in a language; a fact by its id. */
export function headingIn(column: string, lang: string): string {
  const heading = Object.hasOwn(headings, column) ? headings[column as Column] : undefined
  return heading === undefined ? column : lang.startsWith('zh') ? heading.zh : heading.en
}
