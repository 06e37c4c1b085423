// SPDX-License-Identifier: Apache-2.0
import { render, type VNode } from 'preact'
import type { Words } from '../../ui/index.ts'
import type { Fields } from '../interview/answer-form.model.ts'

export interface Shown {
  title: string
  body: VNode
}

export function fieldsOf(form: HTMLFormElement): Fields {
  const data = new FormData(form)
  const fields: Fields = {}
  for (const name of new Set(data.keys())) fields[name] = data.getAll(name).filter((one) => typeof one === 'string')
  return fields
}

/** Says above every form that nothing is sent. */
export function sayThatItStays(root: ParentNode, words: Words): void {
  for (const note of root.querySelectorAll('.sends')) note.textContent = words.t('private.stays')
  for (const note of root.querySelectorAll('.search-note')) note.textContent = words.t('search.stays')
}

/** Drawn anew: fields hold what is given, whatever was typed since. */
export function draw(main: HTMLElement, words: Words, { title, body }: Shown): void {
  render(null, main)
  main.replaceChildren()
  render(body, main)
  sayThatItStays(main, words)
  document.title = `${title} · Passerelle`
  document.dispatchEvent(new Event('passerelle:drawn'))
  main.parentElement?.focus({ preventScroll: true })
  scrollTo(0, 0)
}

/** Something went wrong: said above what is on the screen, which stays as it is. */
export function tell(main: HTMLElement | null, text: string): void {
  document.querySelector('.device-error')?.remove()
  const note = document.createElement('p')
  note.className = 'note device-error'
  note.setAttribute('role', 'alert')
  note.textContent = text
  main?.prepend(note)
  note.scrollIntoView({ block: 'center' })
}
