// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import type { Words } from '../messages/words.ts'

export interface ProgressProps {
  words: Words
  title: string
  /** Per cent; null: not to be said. */
  share: number | null
  /** How far it is, in words. */
  text: string
  /** The address of this page; how far it is, is told at `/progress` below. */
  address: string
  /** What else can be done meanwhile. */
  children?: ComponentChildren
}

/**
 * How far some work is. With `progress.js` the page hears of it, and shows what came of it by itself; places of the page that change
 * are named by `data-told`. Without it, there is a link.
 */
export function Progress({ words, title, share, text, address, children }: ProgressProps) {
  return (
    <section
      aria-labelledby="progress-title"
      data-progress={`${address}/progress?lang=${words.lang}`}
      data-over={words.t('progress.over')}
    >
      <h2 id="progress-title" data-told="title">
        {title}
      </h2>
      <progress max={100} value={share ?? undefined} aria-labelledby="progress-title" />
      <p data-told="text">{text}</p>
      <div class="button-row">
        <a class="button quiet" href={address} data-again>
          {words.t('progress.again')}
        </a>
        {children}
      </div>
    </section>
  )
}
