// SPDX-License-Identifier: Apache-2.0
// Takes the page of ways over from the server: what a person holds, and the ways from there, stay on their device.
import { chooseLanguage, type Words, wordsIn } from '../../ui/index.ts'
import { answerFields, type FormError } from '../interview/answer-form.model.ts'
import { knownToRegister } from '../interview/holdings.model.ts'
import { type AskedPathway, readAsked, showPathways } from '../pathways/ask-pathway.model.ts'
import { goalOf } from '../pathways/find-pathways.model.ts'
import { type GoalOption, PathwayForm, PathwayPage } from '../pathways/find-pathways.view.tsx'
import { DeviceNote } from './device-bar.view.tsx'
import { lawFor, wholeLaw } from './device-law.island.tsx'
import { draw, fieldsOf, type Shown, sayThatItStays, tell } from './device-page.island.tsx'
import { takeLeft } from './hand-over.island.tsx'
import { optionsOf, takeFrame } from './page-lists.island.tsx'

interface Snapshot {
  screen: 'ask' | 'ways'
  asked: AskedPathway
}

interface PathwayLists {
  options: { holdings: string; places: string }
  goals: GoalOption[]
}

const id = 'pathway'
const clock = { now: () => new Date() }
const main = document.querySelector<HTMLElement>('#main > .wrap')
const kinds: readonly GoalOption['kind'][] = ['level', 'qualification', 'code', 'benefit']

let words: Words = wordsIn(chooseLanguage(document.documentElement.lang))
let lists: PathwayLists = listsOf(document)
let at = 0
const snapshots: Snapshot[] = []

/** What can be picked, as the server sends it to everyone. */
function listsOf(page: Document): PathwayLists {
  const groups = [...page.querySelectorAll('#to optgroup')]
  const goals = groups.flatMap((group) => {
    const kind = kinds.find((one) => one === group.getAttribute('data-kind')) ?? 'level'
    return [...group.querySelectorAll('option')].map(({ value, text }) => ({ value, kind, label: text }))
  })
  return { options: { holdings: optionsOf(page, 'hold-0'), places: optionsOf(page, 'in') }, goals }
}

const formOf = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>(`form#${id}`)
const current = (): Snapshot | undefined => snapshots[at]

function go(snapshot: Snapshot): Promise<void> {
  snapshots.splice(at + 1, snapshots.length, snapshot)
  at += 1
  history.pushState({ at }, '', '/pathway')
  return show()
}

async function show(): Promise<void> {
  const snapshot = current()
  if (main === null || snapshot === undefined) return
  main.setAttribute('aria-busy', 'true')
  try {
    draw(main, words, snapshot.screen === 'ask' ? form(snapshot.asked, []) : await ways(snapshot.asked))
  } catch {
    tell(main, words.t('private.no-law'))
  } finally {
    main.removeAttribute('aria-busy')
  }
}

function formWith({ state, to, by }: AskedPathway, errors: readonly FormError[], again: boolean) {
  return (
    <PathwayForm
      words={words}
      asked={{ ...state, to, by }}
      {...lists}
      errors={errors.map(({ field, message, value }) => ({ field, text: words.t(message, { value }) }))}
      again={again}
      id={id}
      carried={answerFields(state)}
    />
  )
}

const form = (asked: AskedPathway, errors: readonly FormError[]): Shown => ({
  title: words.t('pathway.name'),
  body: formWith(asked, errors, false),
})

async function ways(asked: AskedPathway): Promise<Shown> {
  const own = await lawFor(asked.state.place)
  // What no rule of this country leads to is known to the law of all.
  const law = goalOf(asked.to, own) === null ? await wholeLaw() : own
  const shown = showPathways(law, clock, asked, words, knownToRegister(law.bundle))
  if ('errors' in shown) return form(asked, shown.errors)
  const body = (
    <>
      <PathwayPage words={words} view={shown.view} form={formWith(asked, [], true)} />
      <DeviceNote words={words} lawSeen={law.seen === null ? null : words.date(law.seen)} />
    </>
  )
  return { title: shown.view.title, body }
}

/** What was typed into the first form is there again on the way back; below an answer the form stands for a new question. */
function keepTyped(typed: HTMLFormElement | null): void {
  if (typed !== null && current()?.screen === 'ask')
    snapshots[at] = { screen: 'ask', asked: readAsked(fieldsOf(typed)) }
}

/** Another language or other colours, without losing what was entered. */
async function turn(change: { lang?: string; theme?: string }): Promise<void> {
  keepTyped(formOf())
  const page = await takeFrame('/pathway', change)
  if (page !== null) lists = listsOf(page)
  words = wordsIn(chooseLanguage(change.lang, words.lang))
  await show()
}

document.addEventListener('submit', (event) => {
  const sent = event.target
  if (!(sent instanceof HTMLFormElement) || sent.id !== id) return
  event.preventDefault()
  const by = event.submitter
  const name = by?.getAttribute('name') ?? ''
  const value = by?.getAttribute('value') ?? ''
  if (name === 'lang' || name === 'theme') {
    void turn({ [name]: value })
    return
  }
  const fields = fieldsOf(sent)
  keepTyped(sent)
  if (name === 'more') void go({ screen: 'ask', asked: readAsked({ ...fields, more: '1' }) })
  else void go({ screen: 'ways', asked: readAsked(fields) })
})

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return
  const link = event.target.closest<HTMLAnchorElement>('.switches a[href^="/pathway?"]')
  if (link === null) return
  const query = new URL(link.href).searchParams
  const change = ['lang', 'theme'].flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? '']] : []))
  event.preventDefault()
  void turn(Object.fromEntries(change))
})

addEventListener('popstate', (event) => {
  const to: unknown = event.state === null ? undefined : Reflect.get(event.state, 'at')
  if (typeof to !== 'number' || snapshots[to] === undefined) return
  at = to
  void show()
})

/** What the server has shown, or what another page of this tab has left. */
function begin(sent: HTMLFormElement): void {
  const left = takeLeft()
  const asked = left ?? readAsked(fieldsOf(sent))
  const screen = left === null ? (sent.closest('details') === null ? 'ask' : 'ways') : left.to === '' ? 'ask' : 'ways'
  snapshots[0] = { screen, asked }
  history.replaceState({ at: 0 }, '')
  if (left === null) sayThatItStays(document, words)
  else void show()
  document.documentElement.dataset['device'] = 'ready'
}

const sent = formOf()
if (main !== null && sent !== null) begin(sent)
