// SPDX-License-Identifier: Apache-2.0
// Brings a form and the authenticator of the browser together. Loaded on the pages that need it only; without it they say what is needed.
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'

/** A challenge is good for five minutes: one that waits in the field of a form is renewed before. */
const renewed = 4 * 60_000

const forms = document.querySelectorAll<HTMLFormElement>('form[data-passkey]')
if (browserSupportsWebAuthn()) {
  for (const note of document.querySelectorAll<HTMLElement>('[data-passkey-needs]')) note.hidden = true
  for (const form of forms) enhance(form)
}

function enhance(form: HTMLFormElement): void {
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask(form)
  })
  if (form.dataset['passkey'] === 'enter') void offerInField(form)
}

/** Asks the authenticator, and sends on what it answers. */
async function ask(form: HTMLFormElement): Promise<void> {
  if (!takeOver(form)) return
  const button = form.querySelector('button')
  if (button !== null) button.disabled = true
  say(form, 'asking')
  try {
    const optionsJSON = await optionsFor(form)
    const start = form.dataset['passkey'] === 'add' ? startRegistration : startAuthentication
    send(form, await start({ optionsJSON }))
  } catch (error) {
    say(form, reasonOf(error))
    if (button !== null) button.disabled = false
    if (form.dataset['passkey'] === 'enter') void offerInField(form)
  }
}

/** Takes over what was typed in fields of the page beside the form; false: something is missing there, and the browser says so. */
function takeOver(form: HTMLFormElement): boolean {
  for (const field of form.querySelectorAll<HTMLInputElement>('input[data-from]')) {
    const source = document.getElementById(field.dataset['from'] ?? '')
    if (!(source instanceof HTMLInputElement) || !source.reportValidity()) return false
    field.value = source.value
  }
  return true
}

/** Where the browser can, it offers the passkey in the field for the name, beside what it would fill in there. */
async function offerInField(form: HTMLFormElement): Promise<void> {
  const field = document.querySelector('input[autocomplete$="webauthn"]')
  if (field === null || !(await browserSupportsWebAuthnAutofill())) return
  const again = setTimeout(() => void offerInField(form), renewed)
  try {
    send(form, await startAuthentication({ optionsJSON: await optionsFor(form), useBrowserAutofill: true }))
  } catch {
    // Nobody took the offer, or the button or the next offer took its place.
  }
  form.addEventListener('submit', () => clearTimeout(again), { once: true })
}

async function optionsFor(form: HTMLFormElement) {
  const response = await fetch(form.dataset['options'] ?? '', { method: 'POST' })
  // What is no question is refused by the library, like anything else that goes wrong.
  return response.ok ? response.json() : {}
}

function send(form: HTMLFormElement, answer: unknown): void {
  const field = form.querySelector<HTMLInputElement>('input[name=response]')
  if (field === null) return
  field.value = JSON.stringify(answer)
  form.submit()
}

function reasonOf(error: unknown): string {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'known'
  const name = error instanceof Error ? error.name : ''
  return name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : 'failed'
}

/** The page holds what can be said, in the language of its reader. */
function say(form: HTMLFormElement, what: string): void {
  const place = form.querySelector<HTMLElement>('[data-said]')
  if (place !== null) place.textContent = place.dataset[what] ?? ''
}
