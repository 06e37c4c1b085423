// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'

const han =
  /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+(?:[\p{Script=Han}\u3000-\u303f\uff00-\uffef\d〔〕]*[\p{Script=Han}\u3000-\u303f\uff00-\uffef])*/gu

/** Text of law in a page of another language: Chinese in an English page is marked as such, so that it is read and set as Chinese. */
export function Run({ text, lang }: { text: string; lang: string }): VNode | string {
  if (lang.startsWith('zh') || !/\p{Script=Han}/u.test(text)) return text
  const parts: (VNode | string)[] = []
  let end = 0
  for (const match of text.matchAll(han)) {
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(<span lang="zh-CN">{match[0]}</span>)
    end = match.index + match[0].length
  }
  parts.push(text.slice(end))
  return <>{parts}</>
}
