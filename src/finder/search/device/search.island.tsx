// SPDX-License-Identifier: Apache-2.0
// Takes the search boxes of a page over: what is typed is looked up here, among names that are the same for everyone.
import { chooseLanguage, type Words, wordsIn } from '../../../ui/index.ts'
import { closeOptions, optionKey, showOptions } from './combobox.island.tsx'
import { loadNames, names } from './device-names.island.tsx'
import { foundKey, isResultsPage, servedWords, showFound, wordsInAddress } from './found-list.island.tsx'

const words = (): Words => wordsIn(chooseLanguage(document.documentElement.lang))

/** The field of a search box that something happens in. */
function fieldOf(target: EventTarget | null): HTMLInputElement | null {
  if (!(target instanceof Element)) return null
  return target.closest('.search-box')?.querySelector<HTMLInputElement>('input[type=search]') ?? null
}

/** The field that is typed in last: what comes in later is shown under it. */
let current: HTMLInputElement | null = null

function show(): void {
  if (current === null || !current.isConnected) return
  if (!isResultsPage) showOptions(current, words())
  else if (!servedWords() || current.value !== current.defaultValue) showFound(current.value, words())
}

function begin(field: HTMLInputElement): void {
  current = field
  void loadNames(show).then(() => {
    if (names.complete) document.documentElement.dataset['search'] = 'complete'
  })
}

document.addEventListener('focusin', ({ target }) => {
  const field = fieldOf(target)
  if (field !== null) begin(field)
})

let waiting = false
document.addEventListener('input', ({ target }) => {
  const field = fieldOf(target)
  if (field === null || target !== field) return
  begin(field)
  if (waiting) return
  waiting = true
  requestAnimationFrame(() => {
    waiting = false
    show()
  })
})

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  const field = fieldOf(target)
  if (field !== null && !(relatedTarget instanceof Element && relatedTarget.closest('.search-box'))) closeOptions()
})

document.addEventListener('keydown', (event) => {
  // What an input method takes is not ours.
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return
  const field = fieldOf(event.target)
  const done = isResultsPage
    ? foundKey(event.key, event.target)
    : event.target === field && optionKey(event.key, field, words())
  if (done) event.preventDefault()
})

if (isResultsPage) {
  const field = document.querySelector<HTMLInputElement>('.search-box input[type=search]')
  const fromAddress = (): void => {
    const written = wordsInAddress()
    if (field === null || written === null) return
    field.value = written
    begin(field)
    showFound(written, words())
  }
  // The finder does this on its page, before this script is there.
  document.addEventListener('submit', (event) => {
    if (fieldOf(event.target) === null) return
    event.preventDefault()
    if (field === null) return
    begin(field)
    showFound(field.value, words())
  })
  for (const note of document.querySelectorAll('.search-note')) note.textContent = words().t('search.stays')
  addEventListener('hashchange', fromAddress)
  if (wordsInAddress() === null && !servedWords()) showFound('', words())
  fromAddress()
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/service-worker.js').catch(() => {})
}

const focused = fieldOf(document.activeElement)
if (focused !== null) begin(focused)
document.documentElement.dataset['search'] ??= 'ready'
