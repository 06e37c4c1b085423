// SPDX-License-Identifier: Apache-2.0
// A page that waits for some work hears how far it is, and puts in its place what came of it. Without this script it has a link.
const main = document.getElementById('main')
// Beside what is replaced, so that what is said last is heard.
const status = document.createElement('p')
status.className = 'hidden'
status.setAttribute('role', 'status')
main.append(status)

/** Milliseconds after which somebody who listens is told of the same step again. */
const pause = 20_000

function follow(box) {
  const link = box.querySelector('[data-again]')
  const bar = box.querySelector('progress')
  let heard = { step: '', at: 0 }
  let events = null

  const tell = ({ step, share, said }) => {
    if (share === null) bar.removeAttribute('value')
    else bar.value = share
    for (const [name, text] of Object.entries(said)) {
      for (const place of main.querySelectorAll(`[data-told="${name}"]`)) place.textContent = text
    }
    if (step === heard.step && Date.now() - heard.at < pause) return
    heard = { step, at: Date.now() }
    status.textContent = said.text
  }
  // The link is there again where nothing more is heard; it never goes from under the focus.
  const offer = (needed) => {
    link.hidden = !needed && link !== document.activeElement
  }
  const listen = () => {
    events = new EventSource(box.dataset.progress)
    events.addEventListener('open', () => offer(false))
    events.addEventListener('message', ({ data }) => tell(JSON.parse(data)))
    events.addEventListener('over', () => {
      leave()
      document.removeEventListener('visibilitychange', turn)
      replace(box).catch(() => offer(true))
    })
    events.addEventListener('error', () => offer(true))
  }
  const leave = () => {
    events?.close()
    events = null
  }
  // A page that nobody sees keeps no connection: a browser has few of them.
  const turn = () => {
    leave()
    if (!document.hidden) listen()
  }
  document.addEventListener('visibilitychange', turn)
  turn()
}

/** Puts the page as it is now in the place of this one; whoever reads stays where they are. */
async function replace(box) {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  // Signed out, or not to be seen any more: that is a page of its own.
  if (!answer.ok || answer.redirected) return location.reload()
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const before = main.querySelector('.wrap')
  const focused = before.contains(document.activeElement)
  before.replaceWith(page.querySelector('#main > .wrap'))
  document.title = page.title
  if (focused) main.focus({ preventScroll: true })
  status.textContent = box.dataset.over
  document.dispatchEvent(new Event('passerelle:drawn'))
  begin()
}

function begin() {
  const box = main.querySelector('[data-progress]')
  if (box !== null) follow(box)
}
begin()
