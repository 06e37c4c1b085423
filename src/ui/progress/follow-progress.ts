// SPDX-License-Identifier: Apache-2.0
import { PassThrough, type Readable } from 'node:stream'
import { languageTag, type Words, wordsIn } from '../messages/words.ts'
import { preferencesOf } from '../shell/preferences.ts'
import type { ProgressDesk, WorkState } from './progress-desk.ts'

/** Where progress is asked for, and where it is told: as the web server hands them to a page. */
interface Asked {
  headers: { cookie?: string | undefined; 'accept-language'?: string | undefined }
  query: unknown
}
interface Sent<Reply> {
  header(name: string, value: string): Sent<Reply>
  type(contentType: string): Sent<Reply>
  send(stream: Readable): Reply
}

export interface Followed<State extends WorkState> {
  desk: ProgressDesk
  person: string
  /** What is followed, by a name of its own. */
  of: string
  /** As it is now, read as this person. */
  now: State
  /** As it is later; null: they may not see it any longer. */
  read(): Promise<State | null>
  /** What the page says of it, by the names of its places; `left`: seconds. */
  say(words: Words, state: State, left: number | null): Record<string, string>
}

/** Proxies cut connections on which nothing is heard. */
const everyBeat = 15_000
/** A stream ends after five minutes; the browser comes back, and is asked again who it is. */
const longest = 5 * 60_000
/** What a route that tells progress says of itself beside who may come in: the server gives up on answers that take long. */
export const ofProgress = { produces: ['text/event-stream'], longest: longest + 2 * everyBeat }
/** Milliseconds after which the browser comes back. */
const retry = 2000

/**
 * Tells a page how far some work is, by server-sent events (HTML, section 9.2): each message says the share and what stands in the places
 * of the page, `over` is the last.
 */
export function followProgress<State extends WorkState, Reply>(
  request: Asked,
  reply: Sent<Reply>,
  { desk, person, of, now, read, say }: Followed<State>,
): Reply {
  const words = wordsFor(request)
  const stream = new PassThrough()
  let said = ''
  const tell = (state: State, left: number | null) => {
    const { step, share } = state
    const event = state.over
      ? 'event: over\ndata: {}'
      : `data: ${JSON.stringify({ step, share, said: say(words, state, left) })}`
    if (event !== said && stream.writable) stream.write(`${event}\n\n`)
    said = event
  }
  const closed = Promise.withResolvers<void>()
  const end = () => {
    stream.end()
    return closed.promise
  }
  stream.write(`retry: ${retry}\n\n`)
  tell(now, null)
  const leave = now.over ? null : desk.look({ of, person, read, tell, end })
  if (now.over) stream.end()
  const beat = setInterval(() => stream.writable && stream.write(': goes on\n\n'), everyBeat).unref()
  const enough = setTimeout(() => stream.end(), longest).unref()
  stream.once('close', () => {
    clearInterval(beat)
    clearTimeout(enough)
    leave?.()
    closed.resolve()
  })
  return reply
    .header('cache-control', 'no-store')
    .header('content-language', languageTag(words.lang))
    .header('x-accel-buffering', 'no')
    .type('text/event-stream; charset=utf-8')
    .send(stream)
}

function wordsFor({ headers, query }: Asked): Words {
  const lang = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined
  return wordsIn(preferencesOf({ headers, lang, secure: true }).lang)
}

/** What is said of the time that some work still takes, behind something else; `seconds`, null: nothing. */
export const andLeft = (words: Words, seconds: number | null): string =>
  seconds === null ? '' : ` · ${words.t('progress.left', { left: Math.ceil(seconds / 60) })}`
