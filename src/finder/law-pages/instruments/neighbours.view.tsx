// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../../ui/index.ts'

interface NeighbourProps {
  href: string
  title: string
  number: string | null
  place: string
  lines: readonly {
    kind: string
    text: string
    why: string | null
    rule: { href: string; text: string } | null
  }[]
}

export interface NeighboursProps {
  words: Words
  neighbours: { above: readonly NeighbourProps[]; below: readonly NeighbourProps[] }
}

/** Instruments of wider and narrower places that touch what this one speaks of, and how. */
export function NeighboursView({ words, neighbours: { above, below } }: NeighboursProps) {
  return (
    <section aria-labelledby="neighbours">
      <h2 id="neighbours">{words.t('nesting.law.heading')}</h2>
      <p class="muted">{words.t('nesting.law.lead')}</p>
      <Side words={words} title={words.t('nesting.law.above')} list={above} />
      <Side words={words} title={words.t('nesting.law.below')} list={below} />
    </section>
  )
}

function Side({ words, title, list }: { words: Words; title: string; list: readonly NeighbourProps[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3 class="side">{title}</h3>
      <ul class="neighbours">
        {list.map((one) => (
          <li>
            <h4>
              <a href={one.href}>
                <Run text={one.title} lang={words.lang} />
              </a>
              <span class="muted small">
                <Run text={one.number === null ? one.place : `${one.place} · ${one.number}`} lang={words.lang} />
              </span>
            </h4>
            {one.lines.map(({ kind, text, why, rule }) => (
              <p class={`relation ${kind}`}>
                <Run text={text} lang={words.lang} />
                {why === null && rule === null ? null : (
                  <span class="because">
                    {rule === null ? null : (
                      <>
                        {words.t('nesting.because')} <a href={rule.href}>{rule.text}</a>{' '}
                      </>
                    )}
                    {why}
                  </span>
                )}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}
