// SPDX-License-Identifier: Apache-2.0
// The work of an editor of law without a mouse: a condition is added, put into a group, moved and removed, a person is tried, the rule is saved.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import '../support/database.ts'
import { knownDrafts } from '../support/law-desk/known-law.ts'
import { wholeSite } from '../support/whole-site.ts'
import { violations } from './axe.ts'
import { type Look, noBrowser, openBrowser, plain, visit } from './browser.ts'
import { type Keys, keysOn } from './keys.ts'

/** What keys do does not hang on the version of the database. */
const skip =
  noBrowser ||
  (process.env['PASSERELLE_TEST_DATABASE_URL'] !== undefined && 'walked in the round on the embedded database')

const looks: Record<string, { look: Look; draft: string }> = {
  'in English at a desk': { look: plain, draft: knownDrafts.list },
  'in Chinese on a phone': { look: { ...plain, lang: 'zh-CN', size: 'phone' }, draft: knownDrafts.returned },
}

/** Everything on the page is reached, seen and named, and axe has nothing to say. */
async function pageIsGood({ page, walk }: Keys): Promise<void> {
  assert.deepEqual([...(await walk()), ...(await violations(page))], [], page.url())
}

/** Presses a button of the form; the page that comes leads to what has changed, where the keys go on. */
async function act(keys: Keys, act: string): Promise<void> {
  const { page } = keys
  const turned = page.waitForEvent('load')
  await keys.enter(`button[value="${act}"]`)
  await turned
  await keys.enter('.notice a')
}

const named = (name: string) => `[id="${name}"]`

async function editRule(keys: Keys): Promise<void> {
  await keys.enter('details.node-wrap > summary')
  await act(keys, 'wrap-all:when')
  await keys.choose(named('new:when.all'), 'age')
  await act(keys, 'add:when.all')
  await keys.choose(named('new:when.all.1.age'), 'atLeast')
  await act(keys, 'add:when.all.1.age')
  // The way leads onto the field itself.
  assert.equal(await keys.page.evaluate(() => document.activeElement?.id), 'when.all.1.age.atLeast')
  await keys.page.keyboard.type('18')
  await act(keys, 'up:when.all.1')
  assert.equal(await keys.page.locator(named('when.all.0.age.atLeast')).inputValue(), '18')
  await act(keys, 'remove:when.all.1')
}

/** The rule as it stands in the form is tried before it is saved. */
async function trySomebody(keys: Keys): Promise<void> {
  const { page } = keys
  await keys.type('[name="try-holds"]', 'us-abt-diplomate')
  const turned = page.waitForEvent('load')
  await keys.enter('button[value="try"]')
  await turned
  assert.equal(await page.locator('#try .conditions').count(), 1)
}

test('an editor needs no mouse', { skip }, async (context) => {
  const site = await wholeSite({ named: true })
  const address = await site.listen()
  const browser = await openBrowser()
  context.after(async () => {
    await browser.close()
    await site.close()
  })
  for (const [where, { look, draft }] of Object.entries(looks)) {
    const rule = `/drafts/${draft}/rules/listed`
    await context.test(where, async () => {
      const { page, context: seat } = await visit(browser, look)
      const [name = '', value = ''] = (await site.signIn('law-editor')).split('=')
      await seat.addCookies([{ name, value, url: address }])
      const keys = await keysOn(page)
      await page.goto(address + rule)
      await pageIsGood(keys)
      await page.reload()
      await editRule(keys)
      await trySomebody(keys)
      await page.goto(`${address}/drafts/${draft}/rules`)
      await pageIsGood(keys)
      await page.goto(address + rule)
      await editRule(keys)
      const turned = page.waitForURL(/done=saved/)
      await keys.enter('.submit button[value="save"]')
      await turned
      const { rows } = await sql<{ text: string }>`
        select text from law_draft_files where draft = ${draft} and path = 'rules.yaml' and until is null`.execute(
        site.db,
      )
      assert.match(rows[0]?.text ?? '', /age: \{ atLeast: 18 \}/)
      assert.doesNotMatch(rows[0]?.text ?? '', /held/)
      await seat.close()
    })
  }
})
