// SPDX-License-Identifier: Apache-2.0

/** What can be picked on the first page, taken from the page as the server sends it to everyone. */
export interface Lists {
  options: { holdings: string; places: string; placesWithLaw: string }
  examples: { href: string; label: string; note: string }[]
}

const firstOption = /^<option value="">[^<]*<\/option>/

/** The entries of a list, without the first that asks to choose, and with none chosen. */
export function optionsOf(page: Document, id: string): string {
  return (page.getElementById(id)?.innerHTML ?? '').replace(firstOption, '').replaceAll(' selected=""', '')
}

export function captureLists(page: Document): Lists {
  const examples = [...page.querySelectorAll('.examples a')].map((link) => ({
    href: link.getAttribute('href') ?? '',
    label: link.firstChild?.textContent ?? '',
    note: link.querySelector('span')?.textContent ?? '',
  }))
  return {
    options: {
      holdings: optionsOf(page, 'hold-0'),
      places: optionsOf(page, 'in'),
      placesWithLaw: optionsOf(page, 'workPlace'),
    },
    examples,
  }
}

async function readPage(address: string): Promise<Document> {
  const answer = await fetch(address)
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

export async function fetchLists(): Promise<Lists> {
  return captureLists(await readPage('/'))
}

/** Asks for the page without a question in another language or other colours, and takes its frame; null where there is no network. */
export async function takeFrame(path: string, change: { lang?: string; theme?: string }): Promise<Document | null> {
  const root = document.documentElement
  if (change.theme === 'auto') delete root.dataset['theme']
  else if (change.theme !== undefined) root.dataset['theme'] = change.theme
  let page: Document | null = null
  try {
    page = await readPage(`${path}?${new URLSearchParams(change)}`)
  } catch {
    // Without a network the frame stays, and what lies on this device is said in the other language.
  }
  // Not before: until then the page is in the language that it was in, and is read aloud in it.
  if (change.lang !== undefined) root.lang = change.lang
  if (page === null) return null
  for (const part of ['header.site-head', 'footer.site-foot', 'a.skip']) {
    const fresh = page.querySelector(part)
    if (fresh !== null) document.querySelector(part)?.replaceWith(fresh)
  }
  return page
}
