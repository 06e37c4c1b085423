// SPDX-License-Identifier: Apache-2.0
import { type BasisProps, LegalBasis, Run, VerdictIcon, type Words } from '../../ui/index.ts'

export interface ExemptionProps {
  id: string
  title: string
  summary: string
  parts: readonly {
    title: string
    kind: string
    state: 'exempt' | 'open' | 'left'
    stateWord: string
    by: readonly { text: string; href: string }[]
  }[]
  basis: BasisProps
}

const shapes = { exempt: 'met', open: 'unknown', left: null } as const

/** What need not be done of an examination or a programme, what is left to do, and where both are written. */
export function Exemptions({ words, exemptions }: { words: Words; exemptions: readonly ExemptionProps[] }) {
  if (exemptions.length === 0) return null
  return (
    <section class="section" aria-labelledby="section-exemptions">
      <h2 id="section-exemptions">{words.t('exemption.section')}</h2>
      {exemptions.map((one) => (
        <article class="finding exemption">
          <div>
            <h3>
              <Run text={one.title} lang={words.lang} />
            </h3>
            <p>{one.summary}</p>
            <ul class="parts">
              {one.parts.map((part) => (
                <Part words={words} part={part} />
              ))}
            </ul>
          </div>
          <LegalBasis words={words} basis={one.basis} />
        </article>
      ))}
    </section>
  )
}

function Part({ words, part }: { words: Words; part: ExemptionProps['parts'][number] }) {
  const shape = shapes[part.state]
  return (
    <li class={part.state}>
      <span class={shape === null ? 'sign' : `sign verdict ${shape}`}>
        {shape === null ? null : <VerdictIcon verdict={shape} />}
      </span>
      <div>
        <p>
          <strong>
            <Run text={part.title} lang={words.lang} />
          </strong>{' '}
          <span class="muted small">{part.kind}</span>
        </p>
        <p>{part.stateWord}</p>
        {part.by.map(({ text, href }) => (
          <p class="small">
            <a href={href}>
              <Run text={text} lang={words.lang} />
            </a>
          </p>
        ))}
      </div>
    </li>
  )
}
