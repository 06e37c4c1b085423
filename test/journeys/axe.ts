// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Which of these elements, named by an expression, have no name for who hears the page; each as it is written. */
export async function nameless(page: Page, elements: string): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(`(() => {
    // What is folded away is read out by nobody.
    const folds = [...document.querySelectorAll('details:not([open])')]
    for (const fold of folds) fold.open = true
    axe.setup(document)
    const found = [...${elements}].filter((node) => axe.commons.text.accessibleText(node).trim() === '')
    axe.teardown()
    for (const fold of folds) fold.open = false
    return found.map((node) => node.outerHTML.slice(0, 200))
  })()`)
}

/** What axe finds wrong with a page as it stands: the rule and the element. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (tags) => {
    const run = Reflect.get(window, 'axe') as {
      run(node: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
    }
    const { violations: found } = await run.run(document, { runOnly: tags })
    return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))
  }, rules)
}
