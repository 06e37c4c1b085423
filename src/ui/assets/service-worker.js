// SPDX-License-Identifier: Apache-2.0
// Keeps the shell of the page and the law that was looked at, so that the finder answers without a network.
// Only addresses that say nothing about a person are kept: the pages without a question or words, files named by their content.
const shell = [] /* shell */
const shellCache = `shell ${shell.join(' ')}`
const lawCache = 'law'
const plainPages = ['/', '/search']
const pages = ['/?lang=en', '/?lang=zh-CN', '/search?lang=en', '/search?lang=zh-CN']

self.addEventListener('install', (event) => {
  event.waitUntil(fillShell().then(() => self.skipWaiting()))
})

async function fillShell() {
  const cache = await caches.open(shellCache)
  await cache.addAll(shell)
  // Without cookies: the reader's own choice of language stays as it is.
  for (const page of pages) await cache.put(page, await fetch(page, { credentials: 'omit' }))
  const law = await caches.open(lawCache)
  await law.put('/bundles/index.json', await fetch('/bundles/index.json'))
}

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()))
})

async function dropOld() {
  for (const name of await caches.keys()) if (name !== shellCache && name !== lawCache) await caches.delete(name)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (['/bundles/index.json', '/names/index.json'].includes(url.pathname)) event.respondWith(freshFirst(lawCache, url.pathname, request))
  else if (/^[/](bundles|names)[/]/.test(url.pathname)) event.respondWith(keptFirst(lawCache, request, url.pathname))
  else if (shell.includes(url.pathname)) event.respondWith(keptFirst(shellCache, request, url.pathname))
  else if (plainPages.includes(url.pathname) && url.search === '') event.respondWith(freshFirst(shellCache, url.pathname, request))
  else if (pages.includes(url.pathname + url.search)) event.respondWith(orKept(request, url.pathname + url.search))
})

async function keptFirst(name, request, key) {
  const cache = await caches.open(name)
  const kept = await cache.match(key)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    if (name === lawCache) await dropOlder(cache, key)
    await cache.put(key, answer.clone())
  }
  return answer
}

/** The law of a country is kept once: `/bundles/CN.….json` takes the place of the one before. */
async function dropOlder(cache, key) {
  const stem = key.slice(0, key.indexOf('.') + 1)
  for (const { url } of await cache.keys()) {
    if (new URL(url).pathname.startsWith(stem) && !url.endsWith('/index.json')) await cache.delete(url)
  }
}

async function freshFirst(name, key, request) {
  const cache = await caches.open(name)
  try {
    const answer = await fetch(request)
    // A page that names its reader is not kept.
    if (answer.ok && answer.headers.get('cache-control') !== 'no-store') await cache.put(key, answer.clone())
    return answer
  } catch (error) {
    const kept = (await cache.match(key)) ?? (plainPages.includes(key) ? await cache.match(pageForReader(key)) : undefined)
    if (kept === undefined) throw error
    return kept
  }
}

const pageForReader = (path) => `${path}?lang=${/^zh\b/i.test(self.navigator.language) ? 'zh-CN' : 'en'}`

async function orKept(request, key) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(shellCache)).match(key)
    if (kept === undefined) throw error
    return kept
  }
}
