// SPDX-License-Identifier: Apache-2.0
// Somebody who has a keyboard and no mouse: nothing here clicks, and nothing is focused but by keys.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { nameless } from './axe.ts'

export interface Keys {
  page: Page
  /** Tab until the focus is on what the selector names. */
  tabTo(selector: string): Promise<void>
  /** Tab there, and Enter. */
  enter(selector: string): Promise<void>
  /** Tab to a field, and type into it. */
  type(selector: string, text: string): Promise<void>
  /** Tab to a list, and go down to a value. */
  choose(selector: string, value: string): Promise<void>
  /** Once through everything on the page. Answers what is wrong with it, stop by stop. */
  walk(): Promise<string[]>
}

/** More stops than any page has: whoever is not through by then is caught. */
const mostStops = 500
/** A field for a date has a stop for each of its parts. */
const mostParts = 6

export async function keysOn(page: Page): Promise<Keys> {
  await page.addInitScript(watch)
  const press = (key: string) => page.keyboard.press(key)
  const tabTo = async (selector: string) => {
    for (let stop = 0; stop < mostStops; stop++) {
      await press('Tab')
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return
    }
    assert.fail(`${page.url()}: no Tab leads to ${selector}`)
  }
  return {
    page,
    tabTo,
    async enter(selector) {
      await tabTo(selector)
      await press('Enter')
    },
    async type(selector, text) {
      await tabTo(selector)
      await page.keyboard.type(text)
    },
    async choose(selector, value) {
      await tabTo(selector)
      const at = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value)
      let last: string | null = null
      for (let now = await at(); now !== value; now = await at()) {
        assert.notEqual(now, last, `${page.url()}: ${selector} has no ${value}`)
        last = now
        await press('ArrowDown')
      }
    },
    walk: () => walk(page),
  }
}

/** From where the focus is once around, unfolding what is folded. */
async function walk(page: Page): Promise<string[]> {
  const wrong: string[] = []
  const look = () => page.evaluate(() => (Reflect.get(window, 'keys') as Watch).look())
  await page.evaluate(() => (Reflect.get(window, 'keys') as Watch).begin())
  let [stops, parts] = [0, 0]
  for (; stops < mostStops && parts < mostParts; stops++) {
    await page.keyboard.press('Tab')
    const { state, what, faults, folded } = await look()
    parts = state === 'same' ? parts + 1 : 0
    if (state === 'around') break
    if (state !== 'new') continue
    wrong.push(...faults.map((fault) => `${what} ${fault}`))
    if (folded) await page.keyboard.press('Enter')
  }
  if (stops === mostStops || parts === mostParts) wrong.push(`${(await look()).what} lets nobody go on`)
  const unreached = await page.evaluate(() => (Reflect.get(window, 'keys') as Watch).end())
  const unnamed = (await nameless(page, 'keys.reached')).map((what) => `${what} has no name`)
  return [...wrong, ...unreached, ...unnamed]
}

interface Seen {
  /** new: another control; same: a part of the same one; past: between the end and the beginning; around: where it began. */
  state: 'new' | 'same' | 'past' | 'around'
  what: string
  faults: string[]
  /** It opens something that is closed. */
  folded: boolean
}

interface Watch {
  reached: Iterable<Element>
  begin(): void
  look(): Seen
  end(): string[]
}

/** What looks at the page from within. */
function watch(): void {
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]'
  const [expected, reached] = [new Set<Element>(), new Set<Element>()]
  let from: Element | null = null
  let last: { node: Element; look: string } | null = null

  /** What shows that something has the focus may stand on what is beside it. */
  const shows = (node: Element): string =>
    [node, node.nextElementSibling, node.closest('label')]
      .map((one) => (one === null ? null : getComputedStyle(one)))
      .map((style) => (style === null ? '' : [style.outline, style.boxShadow, style.borderColor].join()))
      .join(' / ')
  const brief = (node: Element) => node.outerHTML.replace(/\s+/g, ' ').slice(0, 110)

  function expect(): void {
    for (const node of document.querySelectorAll<HTMLElement>(controls)) {
      const open = node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
      const off = node.matches(':disabled, [tabindex="-1"], [type=radio]:not(:checked)')
      if (open && !off) expected.add(node)
    }
  }

  /** What is to be seen of a control: a choice is seen by its label. */
  const seenOf = (node: Element) => (node.matches('.choice input') ? (node.closest('label') ?? node) : node)

  function faultsOf(node: Element): string[] {
    const seen = seenOf(node)
    const box = seen.getClientRects()[0]
    if (box === undefined) return ['is nowhere']
    const faults: string[] = []
    const within = box.left >= -1 && box.right <= innerWidth + 1
    // A long text is entered where it begins.
    const least = box.height > innerHeight / 3 ? 44 : box.height - 2
    const seenHeight = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)
    if (!within || seenHeight < least)
      faults.push(`is outside of the window: ${[box.left, box.top, box.right, box.bottom].join()}`)
    const at = document.elementFromPoint(
      (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
      (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2,
    )
    if (at !== null && !seen.contains(at) && !at.contains(node)) faults.push(`is covered by ${brief(at)}`)
    const cut = cutBy(seen, box)
    if (cut !== null) faults.push(`has a mark that is cut by ${brief(cut)}`)
    return faults
  }

  /** What cuts off the outline. */
  function cutBy(node: Element, box: DOMRect): Element | null {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(node)
    const beyond = outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset)
    for (let around = node.parentElement; around !== null && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflow === 'visible') continue
      const edge = around.getBoundingClientRect()
      const [x, y] = [
        Math.min(box.left - edge.left, edge.right - box.right),
        Math.min(box.top - edge.top, edge.bottom - box.bottom),
      ]
      if (Math.min(x, y) < beyond - 1) return around
    }
    return null
  }

  function look(): Seen {
    const node = document.activeElement ?? document.body
    const nowhere = { what: brief(node), faults: [], folded: false }
    if (node === last?.node) return { ...nowhere, state: 'same' }
    const faults: string[] = []
    if (last !== null && shows(last.node) === last.look && last.node.isConnected)
      faults.push(`comes after ${brief(last.node)}, which looks the same with the focus`)
    last = node === document.body ? null : { node, look: shows(node) }
    if (reached.has(node) || (node === from && node === document.body)) return { ...nowhere, faults, state: 'around' }
    if (node === document.body) return { ...nowhere, faults, state: 'past' }
    reached.add(node)
    expect()
    const folded = node.matches('details:not([open]) > summary')
    return { state: 'new', what: brief(node), faults: [...faults, ...faultsOf(node)], folded }
  }

  Object.assign(window, {
    keys: {
      begin() {
        from = document.activeElement
        expected.clear()
        reached.clear()
        last = null
        expect()
      },
      look,
      reached,
      end: () =>
        [...expected]
          .filter((node) => !reached.has(node) && node.isConnected)
          .map((node) => `${brief(node)} is reached by no Tab`),
    },
  })
}
