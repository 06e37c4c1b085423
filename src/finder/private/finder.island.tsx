// SPDX-License-Identifier: Apache-2.0
// Takes the finder over from the server: from here on what a person enters stays on their device.
import { chooseLanguage, type Words, wordsIn } from '../../ui/index.ts'
import type { FormState } from '../interview/answer-form.model.ts'
import { type Fields, readForm } from '../interview/answer-form.model.ts'
import { lawFor, wholeLaw } from './device-law.island.tsx'
import { fieldsOf, sayThatItStays, tell } from './device-page.island.tsx'
import { leaveFor } from './hand-over.island.tsx'
import { captureLists, fetchLists, type Lists, takeFrame } from './page-lists.island.tsx'
import { fileOf, type Screens, showScreen } from './screens.island.tsx'
import {
  readSaved,
  type Snapshot,
  withAnswer,
  withMore,
  withPicked,
  withQuestion,
  writeSaved,
} from './session.model.ts'

const main = document.querySelector<HTMLElement>('#main > .wrap')
const empty: FormState = readForm({ purpose: 'title' })

let words: Words = wordsIn(chooseLanguage(document.documentElement.lang))
let lists: Lists | null = null
let at = 0
const snapshots: Snapshot[] = [firstSnapshot()]
/** Every answer ever given here, so that going back and forth loses none. */
let remembered: FormState['answers'] = {}
const found = new Map<string, string>()

/** What the server has shown: an answer whose form carries the question, or the question. */
function firstSnapshot(): Snapshot {
  const answers = document.querySelector<HTMLFormElement>('form#answers')
  if (answers !== null) return { screen: 'answer', state: readForm(fieldsOf(answers)), passed: [] }
  const ask = document.querySelector<HTMLFormElement>('form#ask')
  return { screen: 'ask', state: ask === null ? empty : readForm(fieldsOf(ask)), passed: [] }
}

const current = (): Snapshot => snapshots[at] ?? { screen: 'ask', state: empty, passed: [] }

function go(snapshot: Snapshot): Promise<void> {
  remembered = { ...remembered, ...snapshot.state.answers }
  snapshots.splice(at + 1, snapshots.length, snapshot)
  at += 1
  history.pushState({ at }, '', '/')
  return show()
}

async function show(): Promise<void> {
  if (main === null) return
  const { screen, state } = current()
  main.setAttribute('aria-busy', 'true')
  try {
    lists ??= await fetchLists()
    const law = screen === 'ask' ? null : screen === 'compare' ? await wholeLaw() : await lawFor(state.place)
    const screens: Screens = { main, words, lists, law, remembered, found }
    showScreen(screens, current(), (snapshot) => {
      snapshots[at] = snapshot
    })
  } catch {
    tell(main, words.t('private.no-law'))
  } finally {
    main.removeAttribute('aria-busy')
  }
}

const small = matchMedia('(max-width: 40rem)')

function submitted(form: HTMLFormElement, by: HTMLElement | null): void {
  const { state, passed } = current()
  const fields = fieldsOf(form)
  const pressed = by?.getAttribute('name')
  if (form.id === 'interview') {
    const key = form.dataset['key'] ?? ''
    const answered = pressed === 'pass' ? withAnswer(state, key, {}) : withAnswer(state, key, fields)
    const said = JSON.stringify(answered.answers) !== JSON.stringify(withAnswer(state, key, {}).answers)
    void go({ screen: 'question', state: answered, passed: said ? passed : [...passed, key] })
    return
  }
  if (pressed === 'change') {
    acts['change']?.()
    return
  }
  const typed = readForm(fields)
  if (form.id === 'compared') {
    void go({ screen: 'answer', state: { ...typed, place: by?.getAttribute('value') ?? '' }, passed: [] })
    return
  }
  const elsewhere = by?.getAttribute('formaction') ?? null
  if (elsewhere !== null) {
    takeAway(elsewhere, typed, by?.getAttribute('value') ?? '')
    return
  }
  if (form.id === 'answers') {
    snapshots[at] = { screen: 'answer', state, passed }
    void go({ screen: 'answer', state: typed, passed: [] })
    return
  }
  const next = withQuestion({ ...state, answers: { ...remembered, ...state.answers } }, typed)
  snapshots[at] = { screen: 'ask', state: next, passed: [] }
  if (pressed === 'more') void go({ screen: 'ask', state: withMore(next), passed: [] })
  else void go({ screen: small.matches ? 'question' : 'answer', state: next, passed: [] })
}

/** What the server would make of an answer is made here; a report names the rule and where it holds, not the person's place. */
function takeAway(address: string, state: FormState, rule: string): void {
  if (address === '/compare') void go({ screen: 'compare', state, passed: [] })
  else if (address === '/answer.json') void saveAnswer(state)
  else if (address === '/pathway') {
    leaveFor({ state, to: rule, by: 'time' })
    location.assign(address)
  } else if (address === '/report') void report(address, rule, state.place)
  else location.assign(address)
}

async function report(address: string, rule: string, place: string): Promise<void> {
  const named = (await lawFor(place)).rule(rule)?.places[0] ?? ''
  location.assign(`${address}?${new URLSearchParams({ rule, in: named })}`)
}

async function saveAnswer(state: FormState): Promise<void> {
  const text = fileOf({ words }, await lawFor(state.place), state)
  if (text !== null) save('passerelle-answer.json', text)
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (form instanceof HTMLFormElement && form.matches('.search-box')) {
    event.preventDefault()
    location.assign(`/search#${new URLSearchParams({ q: String(fieldsOf(form)['q'] ?? '') })}`)
    return
  }
  if (!(form instanceof HTMLFormElement) || !['ask', 'answers', 'interview', 'compared'].includes(form.id)) return
  // An answer on the law as it was known on an earlier day is the server's: a device keeps only what is known now.
  if (form.elements.namedItem('knownOn') !== null) return
  const by = event.submitter
  // Its label says that it sends.
  if (by?.hasAttribute('data-sends')) return
  event.preventDefault()
  const change = by?.getAttribute('name') ?? ''
  if (change === 'lang' || change === 'theme') void turn({ [change]: by?.getAttribute('value') ?? '' })
  else submitted(form, by)
})

const acts: Record<string, () => void> = {
  interview: () => void go({ ...current(), screen: 'question', passed: [] }),
  answer: () => void go({ ...current(), screen: 'answer' }),
  change: () => void go({ ...current(), screen: 'ask' }),
  restart: () => {
    remembered = {}
    void go({ screen: 'ask', state: empty, passed: [] })
  },
  back: () => history.back(),
  save: () => save('passerelle.json', writeSaved(current().state)),
  open: () => open(),
}

function save(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function open(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'application/json,.json'
  input.addEventListener('change', async () => {
    const state = readSaved((await input.files?.[0]?.text()) ?? '')
    if (state === null) tell(main, words.t('private.open.failed'))
    else await go({ screen: state.place === '' ? 'ask' : 'answer', state, passed: [] })
  })
  input.click()
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return
  const act = event.target.closest<HTMLElement>('[data-act]')
  const link = event.target.closest<HTMLAnchorElement>('a[href^="/?"]')
  if (act !== null) {
    event.preventDefault()
    acts[act.dataset['act'] ?? '']?.()
  } else if (link !== null && followed(new URL(link.href).searchParams)) event.preventDefault()
})

/** A link within the finder that this device can follow by itself. */
function followed(query: URLSearchParams): boolean {
  if (query.has('knownOn')) return false
  const lang = query.get('lang')
  const theme = query.get('theme')
  if (lang !== null || theme !== null) {
    void turn({ ...(lang === null ? {} : { lang }), ...(theme === null ? {} : { theme }) })
    return true
  }
  if (!query.has('in')) return false
  const fields: Fields = {}
  for (const name of new Set(query.keys())) fields[name] = query.getAll(name)
  const state = readForm(fields)
  void go({ screen: query.has('change') ? 'ask' : 'answer', state, passed: [] })
  return true
}

/** Another language or other colours, without losing what was entered. */
async function turn(change: { lang?: string; theme?: string }): Promise<void> {
  const turned = at === 0 ? firstSnapshot() : null
  const page = await takeFrame('/', change)
  if (page !== null) lists = captureLists(page)
  words = wordsIn(chooseLanguage(change.lang, words.lang))
  if (turned !== null && turned.state.place === '' && current().screen === 'ask') snapshots[0] = turned
  await show()
}

/** Something found by the search box goes into the form, beside what was typed into it already. */
function pick(result: string): void {
  const form = document.querySelector<HTMLFormElement>('form#ask')
  const { state } = current()
  const typed = form === null ? state : withQuestion({ ...state, answers: remembered }, readForm(fieldsOf(form)))
  snapshots[at] = { screen: 'ask', state: typed, passed: [] }
  const fields = new URLSearchParams(result)
  const hold = fields.get('hold')
  if (hold !== null) found.set(hold, fields.get('name') ?? hold)
  const next = withPicked(typed, { hold, place: fields.get('in') })
  const field = hold === null ? 'in' : `hold-${next.holds.findIndex(({ value }) => value === hold)}`
  void go({ screen: 'ask', state: next, passed: [] }).then(() => document.getElementById(field)?.focus())
}

document.addEventListener('passerelle:pick', (event) => {
  if (event instanceof CustomEvent && typeof event.detail === 'string') pick(event.detail)
})

let searches = false

/** The search has a script of its own, which comes when the box is first used. */
async function loadSearch(): Promise<void> {
  const answer = await fetch('/names/index.json', { credentials: 'omit' })
  const { script } = (await answer.json()) as { script: string }
  const tag = document.createElement('script')
  tag.src = script
  document.head.append(tag)
}

document.addEventListener('focusin', (event) => {
  if (!(event.target instanceof Element) || event.target.closest('.search-box') === null) return
  if (searches) return
  searches = true
  loadSearch().catch(() => {
    searches = false
  })
})

addEventListener('popstate', (event) => {
  const to: unknown = event.state === null ? undefined : Reflect.get(event.state, 'at')
  if (typeof to !== 'number' || snapshots[to] === undefined) return
  at = to
  void show()
})

if (main !== null && document.querySelector('form#ask, form#answers') !== null) {
  const picked = /^#((hold|in)=.+)$/.exec(location.hash)?.[1]
  history.replaceState({ at: 0 }, '', picked === undefined ? undefined : '/')
  if (new URLSearchParams(location.search).get('in') === null) lists = captureLists(document)
  sayThatItStays(document, words)
  if (picked !== undefined) pick(picked)
  document.documentElement.dataset['device'] = 'ready'
}
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/service-worker.js').catch(() => {})
