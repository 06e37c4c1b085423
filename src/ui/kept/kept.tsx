// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

const written = new WeakMap<object, Map<string, string>>()

export interface KeptProps {
  /** What is shown. As long as it is the same object it is rendered once, whoever asks. */
  of: object
  /** What else it depends on. */
  variant?: string
  class?: string
  /** The element that holds it; `div` where nothing is said. */
  as?: 'div' | 'ul' | 'h3' | 'summary'
  render: () => VNode
}

/** A part of a page that is the same for everyone: the margin note of a clause, the background of a place. */
export function Kept({ of, variant = '', class: name, as: Element = 'div', render }: KeptProps) {
  let variants = written.get(of)
  if (variants === undefined) {
    variants = new Map()
    written.set(of, variants)
  }
  let html = variants.get(variant)
  if (html === undefined) {
    html = flat(renderToString(render()))
    variants.set(variant, html)
  }
  return <Element class={name} dangerouslySetInnerHTML={{ __html: html }} />
}

/** A text put together piece by piece is gone through piece by piece whenever it is copied; searching it makes it one. */
function flat(text: string): string {
  text.indexOf('\u0000')
  return text
}
