// SPDX-License-Identifier: Apache-2.0
// The pictures of docs/publish-a-catalogue: the way from the template to the finder walked in both languages. `node --import ./scripts/tsx-hook.mjs test/journeys/publish-pictures.ts` draws them anew; with `--whole FOLDER` whole pages, to look at.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inventCatalogue } from '../../src/publishing/demonstration/catalogue.model.ts'
import {
  approve,
  at,
  beginBatch,
  type Cells,
  decideAlike,
  fillBeginning,
  type Office,
  openOffice,
  proposeIt,
  type Seat,
  seatOf,
  seatWith,
  takeOver,
  upload,
} from './publish-desk.ts'

const whole = process.argv[2] === '--whole' ? process.argv[3] : undefined
const folder = whole ?? join(import.meta.dirname, '..', '..', 'docs', 'pictures', 'publish')

/** What stands on the screen once `selector` has come to its top. */
async function shoot(seat: Seat, name: string, selector?: string): Promise<void> {
  const { page, words } = seat
  const file = `${name}.${words.lang === 'en' ? 'en' : 'zh'}`
  if (whole !== undefined) {
    await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true })
    return
  }
  await page.evaluate((found) => {
    const { document, scrollTo, scrollY } = globalThis as unknown as {
      document: { querySelector(selector: string): { getBoundingClientRect(): { top: number } } | null }
      scrollTo(x: number, y: number): void
      scrollY: number
    }
    const top = found === null ? 0 : (document.querySelector(found)?.getBoundingClientRect().top ?? 0) + scrollY - 16
    scrollTo(0, top)
  }, selector ?? null)
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 55 })
  await devtools.detach()
  writeFileSync(join(folder, `${file}.webp`), Buffer.from(data, 'base64'))
}

type Lang = 'zh-CN' | 'en'

const said = {
  'zh-CN': {
    title: (batch: number) => `演示省国际职业资格目录（第${batch}批）`,
    place: '演示省 XA-N',
    levels: { A: '副高级', B: '中级', C: '助理级' },
    number: (batch: number) => `演人社〔2026〕${batch}号`,
    editor: '林晓',
    approver: '陈思远',
  },
  en: {
    title: (batch: number) => `International qualifications in the demonstration province, batch ${batch}`,
    place: 'Demonstration province XA-N',
    levels: { A: 'Associate senior', B: 'Intermediate', C: 'Assistant-level' },
    number: (batch: number) => `DEMO 2026-${batch}`,
    editor: 'Lin Xiao',
    approver: 'Chen Siyuan',
  },
}

/** Rows as an official fills them in. */
const rowsOf = (batch: number): Cells[] => {
  const { batches, bodies } = inventCatalogue({ place: 'XA-N', items: 60, batches: 2, seed: 11 })
  const actions = { add: '列入', change: '调整', withdraw: '退出' }
  return (batches[batch - 1]?.rows ?? []).map(({ item, action, class: group }, index) => {
    const body = bodies[item.body]?.name
    const day = batch === 1 ? '2026年11月1日' : '2026年12月1日'
    return {
      A: String(index + 1),
      B: item.name.zh,
      C: item.name.en,
      D: body?.zh ?? '',
      E: body?.en ?? '',
      F: item.country,
      ...(action === 'withdraw' ? { I: day, K: '保留' } : { G: group, H: day }),
      J: actions[action],
    }
  })
}

interface Walk {
  office: Office
  lang: Lang
  editor: Seat
  approver: Seat
}

const typedIn = (lang: Lang, batch: number) => ({
  title: said[lang].title(batch),
  number: said[lang].number(batch),
  batch,
  place: said[lang].place,
  effective: batch === 1 ? '2026-11-01' : '2026-12-01',
  levels: said[lang].levels,
  ...(batch > 1 && { continues: said[lang].title(1) }),
})

/** To the import, with mistakes in the table. */
async function toImport({ editor, lang }: Walk): Promise<string> {
  const { page } = editor
  await fillBeginning(editor, typedIn(lang, 1))
  await shoot(editor, 'begin', '.editor-form > fieldset:last-of-type')
  const draft = await beginBatch(editor, typedIn(lang, 1))
  await shoot(editor, 'import')
  const wrong = rowsOf(1)
  wrong[2] = { ...wrong[2], G: 'D' }
  wrong[4] = { ...wrong[4], F: lang === 'en' ? 'Nowhere' : '无此国家' }
  wrong[6] = { ...wrong[6], H: '2026年13月1日' }
  wrong[9] = { ...wrong[9], B: '美国毒理学委员会认证', D: '美国毒理学委员会', C: '', E: '', F: 'US' }
  await upload(editor, wrong)
  await page.locator('.import-parts a').first().click()
  await shoot(editor, 'findings', '.import-parts')
  await page.locator('.import-parts a').nth(1).click()
  await shoot(editor, 'choose', '.import-parts')
  await page.goto(`${editor.address}${draft}/import`)
  await upload(editor, rowsOf(1))
  await takeOver(editor)
  return draft
}

/** The draft, its rule, and somebody tried on it. */
async function toRule({ office, editor, lang }: Walk, draft: string): Promise<void> {
  const { page } = editor
  await shoot(editor, 'draft')
  const phone = await seatWith(office, editor.cookie, { lang, size: 'phone' })
  await phone.page.goto(editor.address + draft)
  await shoot(phone, 'draft-phone')
  await at.follow(editor, 'editor.rules')
  await page.locator('main a[href*="/rules/"]').first().click()
  await page.locator('[name="try-holds"]').waitFor()
  await shoot(editor, 'rule')
  await page.locator('[name=try-example]').selectOption({ index: 1 })
  await at.press(editor, 'editor.try.do')
  await page.locator('#try .conditions, #try .notice').first().waitFor()
  await shoot(editor, 'try', '#try')
  await page.goto(editor.address + draft)
}

/** Proposed and approved; the law as it stands, and an answer from it. */
async function toAnswer({ office, editor, approver, lang }: Walk): Promise<void> {
  await at.follow(editor, 'publication.propose')
  await shoot(editor, 'propose')
  await at.follow(editor, 'draft.to-now')
  const publication = await proposeIt(editor)
  await approver.page.goto(approver.address + publication)
  await shoot(approver, 'approve')
  await approve(approver, publication)
  await at.follow(approver, 'publication.to-law')
  await shoot(approver, 'law')
  const dark = await seatWith(office, '', { lang, theme: 'dark' })
  await dark.page.goto(approver.page.url())
  await shoot(dark, 'law-dark')
  const { page, address, words } = await seatWith(office, '', { lang, size: 'phone' })
  const first = rowsOf(1)[0]
  const name = (lang === 'en' ? first?.['C'] : first?.['B']) ?? ''
  await page.goto(`${address}/search?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name }).first().click()
  await page.locator('[name=in]').first().selectOption('XA-N')
  await page.locator('main form button[type=submit]').last().click()
  await page.getByRole('heading', { name: words.t('answer.section.met') }).waitFor()
  await shoot({ page, address, words, cookie: '' }, 'answer-phone')
}

/** The second batch goes on with the list of the first. */
async function toSecond({ editor, lang }: Walk): Promise<void> {
  await beginBatch(editor, typedIn(lang, 2))
  await upload(editor, rowsOf(2))
  await decideAlike(editor)
  await editor.page.locator('.import-parts a').nth(2).click()
  await shoot(editor, 'changes')
}

async function walk(office: Office, lang: Lang): Promise<void> {
  const editor = await seatOf(office, said[lang].editor, 'law-editor', { lang })
  const approver = await seatOf(office, said[lang].approver, 'law-approver', { lang })
  const on = { office, lang, editor, approver }
  const draft = await toImport(on)
  await toRule(on, draft)
  await toAnswer(on)
  await toSecond(on)
}

mkdirSync(folder, { recursive: true })
const languages = (process.argv[4] === undefined ? ['zh-CN', 'en'] : [process.argv[4]]) as Lang[]
for (const lang of languages) {
  const office = await openOffice(lang)
  try {
    await walk(office, lang)
  } finally {
    await office.close()
  }
}
process.exit()
