// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { wordsIn } from '../../ui/index.ts'
import { changesAsText } from './changes-as-text.ts'
import { explainChanges } from './explain-changes.ts'
import { compareRecords, recordsOf } from './law-versions.ts'

let site: WholeSite
let editor: Visitor
let approver: Visitor
before(async () => {
  site = await wholeSite()
  editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  approver = await newVisitor(site, 'App Rover', 'law-approver')
  await publishTwice()
})
after(() => site.close())

const id = 'xa-n-diff'
const instrument = `id: ${id}
jurisdiction: XA-N
kind: catalogue
title: { en: Demonstration list, zh-CN: 演示目录 }
status: in-force
effective: 2026-01-01
sources: [{ id: s1, url: 'https://example.org/n', quality: demonstration, text: none }]
catalogues:
  - id: ${id}-main
    title: { en: Main list, zh-CN: 主目录 }
    coverage: complete
    classes: [{ id: A, label: { en: engineer, zh-CN: 工程师 } }, { id: B, label: { en: assistant, zh-CN: 助理 } }]
clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`
const rules = (when: string) => `rules:
  - id: technician
    clause: all
    title: { en: Technician to title, zh-CN: 技师申报职称 }
    purposes: [title]
    subject: { levels: [cn-skill/2] }
    when: ${when}
    outcomes:
      - { kind: may-apply, by: review, target: { level: cn-title/intermediate }, label: { en: intermediate title, zh-CN: 中级职称 } }
  - id: listed
    clause: all
    title: { en: Listed, zh-CN: 列入目录 }
    purposes: [employment]
    subject: { listed: { catalogue: ${id}-main, classes: [A] } }
    outcomes:
      - { kind: recognised-as, by: operation-of-law, target: { level: cn-skill/3 }, label: { en: senior worker, zh-CN: 高级工 } }
`
const list = (...items: string[]) => `qualification,class\n${items.map((item) => `${item}\n`).join('')}`
const known = ['us-abt-diplomate', 'de-training-preparation']

const save = (draft: string, version: number, path: string, text: string) =>
  postAs(site, editor, `/drafts/${draft}/file?path=${encodeURIComponent(path)}`, { text, version: String(version) })

async function publish(draft: string, version: number, more: Record<string, string> = {}): Promise<string> {
  const publishOn = new Date().toISOString().slice(0, 10)
  const fields = { version: String(version), publishOn: publishOn < '2026-11-22' ? '2026-11-22' : publishOn, ...more }
  const proposed = await postAs(site, editor, `/drafts/${draft}/propose`, fields)
  const publication = String(proposed.headers.location).split('?')[0] ?? ''
  shown = (await getAs(site, approver, publication)).body
  await postAs(site, approver, `${publication}/approve`)
  return publication
}

let shown = ''
/** What was shown of the first text, of which nothing stood before. */
let firstShown = ''
let draft = ''
let publication = ''

/** A first text, and ten days later a corrigendum. */
async function publishTwice(): Promise<void> {
  const [first = '', second = ''] = known
  const begun = await postAs(site, editor, '/drafts/new', {
    title: 'A list',
    authority: 'xa-authority-north',
    jurisdiction: 'XA-N',
  })
  const one = String(begun.headers.location).split('/')[2] ?? ''
  await save(one, 1, 'instrument.yaml', instrument)
  await save(one, 2, 'rules.yaml', rules('{ held: { years: 2 } }'))
  await save(one, 3, `catalogues/${id}-main.csv`, list(`${first},A`))
  await publish(one, 4)
  firstShown = shown
  await tenDaysEarlier()
  const again = await postAs(site, editor, `/drafts/from/${id}`, { authority: 'xa-authority-north', from: 'law' })
  draft = String(again.headers.location).split('/')[2] ?? ''
  await save(draft, 1, 'rules.yaml', rules('{ all: [{ held: { years: 3 } }, { normally: { age: { atMost: 60 } } }] }'))
  await save(draft, 2, `catalogues/${id}-main.csv`, list(`${second},A`, `${first},B`))
  publication = await publish(draft, 3, { reasonEn: 'The years were wrong', reasonZh: '年限有误' })
}

/** What was recorded until now was recorded ten days earlier. */
async function tenDaysEarlier(): Promise<void> {
  await site.db.connection().execute(async (db) => {
    await sql`set session_replication_role = replica`.execute(db)
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns where column_name = 'recorded_at' and table_schema = 'public'`.execute(
      db,
    )
    for (const { name: table } of rows)
      await sql`update ${sql.table(table)} set recorded_at = recorded_at - interval '10 days'`.execute(db)
    await sql`set session_replication_role = default`.execute(db)
  })
}

async function comparedAsText(lang: string): Promise<string> {
  const [to, from] = await recordsOf(site.appDb, id)
  assert.ok(from !== undefined && to !== undefined)
  const compared = await compareRecords(site.appDb, id, { from, to }, '2026-11-22')
  const words = wordsIn(lang)
  return changesAsText(explainChanges(compared, words), words)
}

test('what a corrigendum changes and for whom, in English', async () => {
  assert.equal(await comparedAsText('en'), english)
})

test('the same in Chinese', async () => {
  assert.equal(await comparedAsText('zh-CN'), chinese)
})

test('the editor sees it by the draft, the approver before deciding, and both after', async () => {
  const loosely = /held for 2 years or more but less than 3 years/
  assert.match(shown, loosely)
  assert.ok(shown.indexOf('held for 2 years or more') < shown.indexOf(`${publication}/approve`))
  assert.match((await getAs(site, editor, `/drafts/${draft}/changes`)).body, loosely)
  assert.match((await getAs(site, approver, publication)).body, loosely)
})

test('of a text that is all new it is said once; of a change each member is marked', () => {
  const marked = (page: string) => page.match(/class="sign-word/g)?.length ?? 0
  const once = (page: string) => page.match(/All of it is new/g)?.length ?? 0
  assert.deepEqual([once(firstShown), marked(firstShown)], [1, 0])
  assert.match(firstShown, /<ins>/)
  assert.deepEqual([once(shown), marked(shown) > 0], [0, true])
})

const open = async (url: string) => (await site.app.inject({ url, headers: { 'accept-language': 'en' } })).body

test('the history says who changed it, when and why, and compares any two records', async () => {
  const [to, from] = await recordsOf(site.appDb, id)
  assert.ok(from !== undefined && to !== undefined)
  const body = await open(`/law/${id}/history`)
  assert.match(body, /Corrected by a corrigendum<\/strong>.*The years were wrong.*Published<\/strong>/s)
  assert.match(body, new RegExp(`/law/${id}/history\\?from=${from.record}&amp;to=${to.record}#compared`))
  assert.match(body, new RegExp(`/law/${id}\\?knownOn=${from.recordedAt.slice(0, 10)}`))
  assert.doesNotMatch(body, /held for 2 years/)
  const day = from.recordedAt.slice(0, 10)
  assert.match(body, new RegExp(`href="/\\?in=XA-N&amp;knownOn=${day}"`))
  assert.match(await open(`/?in=XA-N&knownOn=${day}`), new RegExp(`name="knownOn" value="${day}"`))
  assert.match(await open(`/law/${id}/history?from=${from.record}&to=${to.record}`), /held for 2 years or more/)
  assert.match(await open(`/law/${id}/history?from=${to.record}&to=${from.record}`), /Newly covered.*held for 2 years/s)
  assert.match(await open(`/law/${id}/history?from=1&to=2`), /no record of this instrument/)
  assert.equal((await site.app.inject({ url: '/law/xa-n-none/history' })).statusCode, 404)
})

test('the page of the instrument and the feed tell the corrigendum and its reason', async () => {
  assert.match(await open(`/law/${id}`), /Corrected by a corrigendum: The years were wrong/)
  assert.match(await open('/feeds/law.atom?place=XA-N&lang=en'), /Corrected by a corrigendum: The years were wrong/)
})

test('what was answered before the corrigendum is answered again as it was', async () => {
  const [to, from] = await recordsOf(site.appDb, id)
  const person = { credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2024-06-01' }] }
  const verdict = async (knownOn?: string) => {
    const payload = { person, in: 'XA-N', asOf: '2026-11-22', ...(knownOn !== undefined && { knownOn }) }
    const answer = await site.app.inject({ method: 'POST', url: '/api/v1/assessments', payload })
    const { findings } = (answer.json() as { assessment: { findings: { rule: string; verdict: string }[] } }).assessment
    return findings.find(({ rule }) => rule === `${id}#technician`)?.verdict
  }
  assert.equal(await verdict(from?.recordedAt.slice(0, 10)), 'met')
  assert.equal(await verdict(to?.recordedAt.slice(0, 10)), 'unmet')
  assert.equal(await verdict(), 'unmet')
})

const english = `~ Demonstration list [xa-n-diff]
  Changes 1 rule, 1 catalogue and 2 items of catalogues.

  ~ Technician to title [technician]: changed
    → May apply for review: intermediate title
    ~ Condition (harder to fulfil)
      before Held for at least 2 years
      now Held for at least 3 years
    + Condition (harder to fulfil)
      now Normally: Not older than 60
    Whom it concerns, among those who fulfil everything else
      * No longer covered: holders of: Technician (level 2), held for 2 years or more but less than
        3 years
      * From now on at the authority’s discretion: holders of: Technician (level 2) to whom this
        does not apply: “Not older than 60”
    ? Technician (level 2) · issued 22 November 2024 | Demonstration province XA-N, on 22 November
      2026
      Answer before: fulfilled | Answer now: not fulfilled (made up, as simple as can be)
    ? Technician (level 2) · issued 22 November 2023 | Date of birth: 22 November 1965 |
      Demonstration province XA-N, on 22 November 2026
      Answer before: fulfilled | Answer now: left to the authority (made up, as simple as can be)

  ~ Listed [listed]: same text, other answers
    → senior worker
    ? Certificate of the American Board of Toxicology (ABT) | Demonstration province XA-N, on 22
      November 2026
      Answer before: fulfilled | Answer now: the rule does not speak of this person (made up, as
      simple as can be)
    ? Vocational training preparation | Demonstration province XA-N, on 22 November 2026
      Answer before: the rule does not speak of this person | Answer now: fulfilled (made up, as
      simple as can be)

  ~ Main list [xa-n-diff-main]: changed
    1 added and 1 in another class
    + Vocational training preparation
      now class engineer
    ~ Certificate of the American Board of Toxicology (ABT)
      before class engineer
      now class assistant

  9 made-up persons were asked under both versions, on the law of 22 November 2026: the smallest
  whose answer is another one stand with their rules. Each other person is answered when they ask.`

const chinese = `~ 演示目录 [xa-n-diff]
  变更：规则 1 条、目录 1 个和目录条目 2 条。

  ~ 技师申报职称 [technician]: 修改
    → 可以申报评审：中级职称
    ~ 条件 (更严)
      原 持有满 2 年
      现 持有满 3 年
    + 条件 (更严)
      现 原则上：年龄不超过 60 周岁
    影响人群（其他条件均符合的）
      * 不再纳入：持有二级/技师的人员，持有满 2 年但不满 3 年的
      * 改由主管部门酌情决定：持有二级/技师的人员，不符合“年龄不超过 60 周岁”的
    ? 二级/技师 · 2024年11月22日签发 | 2026年11月22日，演示省 XA-N
      原答复: 符合 | 现答复: 不符合 (虚拟人员，情形从简)
    ? 二级/技师 · 2023年11月22日签发 | 出生日期：1965年11月22日 | 2026年11月22日，演示省 XA-N
      原答复: 符合 | 现答复: 由主管部门酌情决定 (虚拟人员，情形从简)

  ~ 列入目录 [listed]: 规则文字未变，结果有变
    → 高级工
    ? 美国毒理学委员会毒理学专业人员职业资格证书 | 2026年11月22日，演示省 XA-N
      原答复: 符合 | 现答复: 不涉及 (虚拟人员，情形从简)
    ? 职业教育准备 | 2026年11月22日，演示省 XA-N
      原答复: 不涉及 | 现答复: 符合 (虚拟人员，情形从简)

  ~ 主目录 [xa-n-diff-main]: 修改
    新列入 1 条和调整类别 1 条
    + 职业教育准备
      现 类别：工程师
    ~ 美国毒理学委员会毒理学专业人员职业资格证书
      原 类别：工程师
      现 类别：助理

  以 9 个虚拟人员按2026年11月22日的规定分别试问新旧两个版本；答复不同的，在相应规则下列出情形最简单
  的人员。其他人的结果以实际查询为准。`
