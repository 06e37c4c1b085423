// SPDX-License-Identifier: Apache-2.0
// Puts an answer of Passerelle into a page of another site: a frame of its own, which that page cannot reach into nor it into the page.
;(() => {
  const script = document.currentScript
  if (!script) return
  const { origin } = new URL(script.src)
  const { place, hold, purpose, lang, theme, title } = script.dataset
  const query = new URLSearchParams()
  for (const one of (hold || '').split(/[\s,]+/)) if (one) query.append('hold', one)
  const rest = { in: place, purpose, lang: lang || document.documentElement.lang, theme }
  for (const name in rest) if (rest[name]) query.set(name, rest[name])

  const frame = document.createElement('iframe')
  frame.src = `${origin}/widget?${query}`
  frame.title = title || (/^zh/i.test(rest.lang) ? '资格认可查询' : 'What is my qualification worth there?')
  frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox')
  frame.referrerPolicy = 'no-referrer'
  frame.loading = 'lazy'
  const set = (element, styles) => {
    for (const name in styles) element.style.setProperty(name, styles[name], 'important')
  }
  set(frame, { display: 'block', width: '100%', height: '320px', border: '0', 'color-scheme': 'normal' })

  // In a closed shadow the styles of the page do not reach the frame; on its host they lose to these.
  const host = document.createElement('div')
  set(host, { all: 'initial', display: 'block', 'max-width': '640px', width: '100%' })
  host.attachShadow({ mode: 'closed' }).append(frame)
  const put = () => {
    if (script.isConnected && document.body.contains(script)) script.after(host)
    else document.body.append(host)
  }
  if (document.body) put()
  else addEventListener('DOMContentLoaded', put)

  addEventListener('message', (event) => {
    // The frame is sandboxed, so its origin is none: that it is this very window says who speaks.
    if (event.source !== frame.contentWindow || event.origin !== 'null') return
    const { data } = event
    const height = data && data.type === 'passerelle:height' ? data.height : 0
    if (Number.isInteger(height) && height > 0 && height <= 4000) set(frame, { height: `${height}px` })
  })
})()
