// SPDX-License-Identifier: Apache-2.0

export interface Decoding {
  encoding: string
  /** Nothing else can be meant. */
  certain: boolean
  text: string
}

/**
 * The ways in which bytes can be text, likeliest first: a byte order mark and UTF-8 settle it; else the encodings in which
 * Chinese offices write (GB 18030, which has GBK and GB 2312 within it; Big5), and last UTF-8 with what is broken in it marked.
 */
export function* decodings(bytes: Uint8Array): Iterable<Decoding> {
  const marked = byMark(bytes)
  if (marked !== null) {
    yield { encoding: marked, certain: true, text: new TextDecoder(marked).decode(bytes) }
    return
  }
  const wide = withoutMark(bytes)
  if (wide !== null) {
    yield { encoding: wide, certain: true, text: new TextDecoder(wide).decode(bytes) }
    return
  }
  const utf8 = strictly('utf-8', bytes)
  if (utf8 !== null) {
    yield { encoding: 'utf-8', certain: true, text: utf8 }
    return
  }
  // A file in UTF-8 with a few broken bytes is rather that than anything else.
  const mended = new TextDecoder('utf-8').decode(bytes)
  const broken = mended.split('\uFFFD').length - 1
  const wideCharacters = mended.replaceAll(/[\0-\x7F\uFFFD]/g, '').length
  if (broken * 20 < wideCharacters) {
    yield { encoding: 'utf-8', certain: true, text: mended }
    return
  }
  for (const encoding of ['gb18030', 'big5']) {
    const text = strictly(encoding, bytes)
    if (text !== null) yield { encoding, certain: false, text }
  }
  // One broken character does not make it another encoding.
  yield { encoding: 'gb18030', certain: false, text: new TextDecoder('gb18030').decode(bytes) }
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 has a zero byte beside every plain letter, always on the same side; a table has enough of these in its separators. */
function withoutMark(bytes: Uint8Array): string | null {
  const looked = Math.min(bytes.length, 4000)
  let [even, odd] = [0, 0]
  for (let at = 0; at < looked; at++) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (odd > looked / 20 && even === 0) return 'utf-16le'
  if (even > looked / 20 && odd === 0) return 'utf-16be'
  return null
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
