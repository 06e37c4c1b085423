// SPDX-License-Identifier: Apache-2.0
// As an official would, in Chinese: 344 items in five batches of one list, from the template to the answers of the finder, with mistakes on the way that are mended as the pages say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inventCatalogue } from '../../src/publishing/demonstration/catalogue.model.ts'
import { noBrowser, plain, visit } from './browser.ts'
import {
  approve,
  at,
  beginBatch,
  beRead,
  type Cells,
  continueList,
  decideAlike,
  handIn,
  type Office,
  openOffice,
  proposeIt,
  type Seat,
  seatOf,
  takeOver,
  upload,
} from './publish-desk.ts'

/** What is written in each batch, and what stands on the list after the last: invented, the same each time. */
const invented = inventCatalogue({ place: 'XA-N', items: 344, batches: 5, seed: 7 })
const titleOf = (batch: number): string => `演示省国际职业资格目录（第${batch}批）`
const dayOf = (batch: number): string => `2026-11-${String(batch * 4).padStart(2, '0')}`
const levels = { A: '副高级', B: '中级', C: '助理级' } as const

/** The rows of a batch in the columns of the template; days as people write them. */
function rowsOf(batch: number): Cells[] {
  const day = dayOf(batch)
  return (invented.batches[batch - 1]?.rows ?? []).map(({ item, action, class: group }, index) => {
    const body = invented.bodies[item.body]?.name
    const written = index % 2 === 0 ? `2026年11月${batch * 4}日` : day
    const named = { B: item.name.zh, C: item.name.en, D: body?.zh ?? '', E: body?.en ?? '', F: item.country }
    if (action === 'withdraw') return { ...named, I: written, J: '退出', K: '不保留' }
    return { ...named, G: group, H: written, J: action === 'add' ? '列入' : '调整' }
  })
}

const typed = (batch: number, continues?: string) => ({
  ...(continues !== undefined && { continues }),
  title: titleOf(batch),
  number: `演人社〔2026〕${batch}号`,
  batch,
  place: '演示省 XA-N',
  effective: dayOf(batch),
  levels,
})

const mainOf = ({ page }: Seat): Promise<string> => page.locator('main').innerText()

/** How many rows of a batch do what. */
function countsOf(batch: number): { add: number; change: number; withdraw: number } {
  const rows = invented.batches[batch - 1]?.rows ?? []
  const of = (action: string) => rows.filter((row) => row.action === action).length
  return { add: of('add'), change: of('change'), withdraw: of('withdraw') }
}

/** The page tells of the file what was written into it; names that are like others are new. */
async function told(seat: Seat, { add, change, withdraw }: ReturnType<typeof countsOf>): Promise<void> {
  await decideAlike(seat)
  const said = seat.words.t('import.counts', { added: add, changed: change, withdrawn: withdraw, unchanged: 0 })
  const text = await mainOf(seat)
  if (text.includes(said)) return
  await seat.page.locator('.import-parts a').first().click()
  assert.fail(`${said} in ${await mainOf(seat)}`)
}

async function firstBatch({ editor, approver }: Desk): Promise<void> {
  const draft = await beginBatch(editor, typed(1))
  const rows = rowsOf(1)
  const wrong = [
    ...rows,
    { ...rows[0], G: 'C' },
    { B: '没有类别', F: 'XB' },
    { ...rows[1], B: '日期不对', H: '2026-13-01' },
  ]
  wrong[4] = { ...wrong[4], G: 'D' }
  wrong[5] = { ...wrong[5], F: '无此国家' }
  wrong[0] = { ...wrong[0], G: 'A' }
  await upload(editor, wrong)
  const text = await mainOf(editor)
  const last = rows.length + 1
  for (const cell of ['G6', 'F7', `G${last + 2}`, `H${last + 3}`]) assert.ok(text.includes(cell), `${cell} in ${text}`)
  await editor.page.goto(`${editor.address}${draft}/import`)
  await upload(editor, rows)
  await told(editor, countsOf(1))
  await takeOver(editor)
  await approve(approver, await proposeIt(editor))
}

/** It is forgotten that the batch continues a list; the page says what is the matter, and reads the file again once it has been said. */
async function secondBatch({ editor, approver }: Desk): Promise<void> {
  const { page } = editor
  const draft = await beginBatch(editor, typed(2))
  await upload(editor, rowsOf(2))
  const { add, change, withdraw } = countsOf(2)
  assert.ok(change > 0 && withdraw > 0)
  await told(editor, { add, change: 0, withdraw: 0 })
  const file = new URL(page.url()).pathname
  await page.goto(`${editor.address}${draft}/import`)
  await continueList(editor, titleOf(1))
  // Its own rules would say of each item once more what those of the first batch say.
  await page.getByRole('button', { name: editor.words.t('importing.rules.drop', { n: 3 }) }).click()
  await at.seen(editor, 'importing.dropped')
  await page.goto(editor.address + file)
  await at.press(editor, 'import.again')
  await beRead(editor)
  await told(editor, { add, change, withdraw })
  await takeOver(editor)
  const publication = await proposeIt(editor)
  assert.equal(await at.button(editor, 'publication.approve').count(), 0)
  await returnIt(approver, publication, '请补充标题的英文。')
  await page.goto(`${editor.address}${draft}/instrument`)
  await page.locator('[name="title.en"]').fill('International qualifications, batch 2 (demonstration)')
  await page.locator('.submit button[value="save"]').click()
  await page.waitForURL(/done=/)
  await page.goto(editor.address + draft)
  await approve(approver, await proposeIt(editor))
}

async function returnIt({ page, address, words }: Seat, publication: string, remark: string): Promise<void> {
  await page.goto(address + publication)
  await page.getByText(words.t('publication.return')).click()
  await page.getByLabel(words.t('publication.note')).fill(remark)
  await page.getByRole('button', { name: words.t('publication.return.do'), exact: true }).click()
  await page.getByText(words.t('publication.done.returned')).waitFor()
}

/** An old table is handed in, thrown away, and the right one taken over. */
async function thirdBatch({ editor, approver }: Desk): Promise<void> {
  const { page, words } = editor
  const draft = await beginBatch(editor, typed(3, titleOf(1)))
  await upload(editor, rowsOf(2))
  const before = await mainOf(editor)
  assert.ok(!before.includes(words.t('import.counts', { ...namesOf(countsOf(3)), unchanged: 0 })), before)
  await page.locator('summary', { hasText: words.t('import.cancel') }).click()
  await at.press(editor, 'import.cancel')
  await at.seen(editor, 'import.done.cancelled')
  await page.goto(`${editor.address}${draft}/import`)
  await upload(editor, rowsOf(3))
  await told(editor, countsOf(3))
  await takeOver(editor)
  await approve(approver, await proposeIt(editor))
}

const namesOf = ({ add, change, withdraw }: ReturnType<typeof countsOf>) => ({
  added: add,
  changed: change,
  withdrawn: withdraw,
})

/** Proposed too early: the last row is missing, so that the proposal is taken back and a second file handed in. */
async function fourthBatch({ editor, approver }: Desk): Promise<void> {
  const { page } = editor
  const draft = await beginBatch(editor, typed(4, titleOf(1)))
  await upload(editor, rowsOf(4).slice(0, -1))
  await takeOver(editor)
  await proposeIt(editor)
  await page.locator('summary', { hasText: editor.words.t('publication.take-back') }).click()
  await at.press(editor, 'publication.take-back.do')
  await at.seen(editor, 'publication.done.taken-back')
  await page.goto(`${editor.address}${draft}/import`)
  await upload(editor, rowsOf(4).slice(-1))
  await told(editor, { add: 1, change: 0, withdraw: 0 })
  await takeOver(editor)
  await approve(approver, await proposeIt(editor))
}

/** A table of the authority's own, as text, without the columns that it does not need. */
async function fifthBatch({ editor, approver }: Desk): Promise<void> {
  await beginBatch(editor, typed(5, titleOf(1)))
  const columns = ['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'] as const
  const head = '证书名称,英文名称,颁证机构,颁证机构英文名称,国别,类别,生效时间,终止日期,动作,原持证人'
  const lines = rowsOf(5).map((row) => columns.map((column) => `"${row[column] ?? ''}"`).join(','))
  await handIn(editor, '第五批.csv', Buffer.from(`演示省国际职业资格目录\n${head}\n${lines.join('\n')}\n`))
  await told(editor, countsOf(5))
  await takeOver(editor)
  await approve(approver, await proposeIt(editor))
}

interface Desk {
  editor: Seat
  approver: Seat
}

/** Each of the 344 items answers what the list says of it today. */
async function askAll({ site, address }: Office): Promise<void> {
  const { sql } = await import('kysely')
  const { rows } = await sql<{ id: string; name: string }>`
    select id, names->>'zh-CN' as name from qualifications where superseded_at is null`.execute(site.db)
  const ids = new Map(rows.map(({ id, name }) => [name, id]))
  const answers = new Map<string, string>()
  const standing = new Map<string, string>()
  for (const item of invented.items) {
    const body = {
      person: { credentials: [{ id: 'c1', qualification: ids.get(item.name.zh), issued: '2026-11-21' }] },
      in: 'XA-N',
      purpose: 'title',
      asOf: '2026-11-22',
    }
    const asked = await fetch(`${address}/api/v1/assessments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const { assessment } = (await asked.json()) as {
      assessment: { findings: { verdict: string; outcomes: { target: { level?: string } }[] }[] }
    }
    const met = assessment.findings.filter(({ verdict }) => verdict === 'met')
    answers.set(item.name.zh, met.map(({ outcomes }) => outcomes.map(({ target }) => target.level)).join(' '))
    const line = invented.lines.find(({ qualification, until }) => qualification === item.id && until === undefined)
    const level = { A: 'associate-senior', B: 'intermediate', C: 'assistant' }[line?.class ?? '']
    standing.set(item.name.zh, level === undefined ? '' : `cn-title/${level}`)
  }
  assert.equal(answers.size, 344)
  assert.deepEqual(answers, standing)
}

/** A holder on a phone looks one up and asks; a visitor sees all five batches among the law. */
async function lookOne({ browser, address }: Office): Promise<void> {
  const { page } = await visit(browser, { ...plain, lang: 'zh-CN', size: 'phone' })
  page.setDefaultTimeout(30_000)
  const added = invented.batches[4]?.rows.find(({ action }) => action === 'add')
  const name = added?.item.name.zh ?? ''
  await page.goto(`${address}/search?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name }).first().click()
  await page.locator('[name=in]').first().selectOption('XA-N')
  await page.getByRole('button', { name: '查看结果' }).click()
  await page.getByText('已有 1 项规定对您适用').waitFor()
  await page.goto(`${address}/law?place=XA-N`)
  const law = await page.locator('main').innerText()
  for (const batch of [1, 2, 3, 4, 5]) assert.ok(law.includes(titleOf(batch)), law)
}

test('five batches of 344 items, as an official publishes them', { skip: noBrowser }, async (context) => {
  // Opened by the test itself: what all tests of a run hold open together is little.
  const office = await openOffice()
  context.after(office.close)
  const editor = await seatOf(office, '起草人', 'law-editor')
  const approver = await seatOf(office, '审批人', 'law-approver')
  const desk = { editor, approver }
  await context.test('mistakes of the first batch are told by their cells, and mended', () => firstBatch(desk))
  await context.test('the second continues the first once that is said, and is returned once', () => secondBatch(desk))
  await context.test('the third begins with a wrong file, which is thrown away', () => thirdBatch(desk))
  await context.test('the fourth is taken back and completed', () => fourthBatch(desk))
  await context.test('the fifth is a table of their own', () => fifthBatch(desk))
  await context.test('every item answers as the list has it now', () => askAll(office))
  await context.test('a holder finds the newest on a phone', () => lookOne(office))
})
