// SPDX-License-Identifier: Apache-2.0
import { Run, VerdictIcon, type VerdictShape, type Words } from '../../ui/index.ts'

export interface NestedRuleProps {
  title: string
  verdict: VerdictShape
  verdictWord: string
  reasons: readonly string[]
}

export interface NestedLineProps {
  kind: string
  text: string
  because: { href: string; text: string; sign: string } | null
  why: string | null
}

export interface NestedLevelProps {
  place: string
  instruments: readonly {
    href: string
    title: string
    number: string | null
    lines: readonly NestedLineProps[]
    rules: readonly NestedRuleProps[]
    lost: readonly NestedRuleProps[]
  }[]
}

/** The rules that speak of a person from the widest place to the narrowest, and what each lower text does to those above. */
export function NestingView({ words, levels }: { words: Words; levels: readonly NestedLevelProps[] }) {
  return (
    <section class="section" aria-labelledby="section-nesting">
      <h2 id="section-nesting">{words.t('nesting.heading')}</h2>
      <p class="section-lead">{words.t('nesting.lead')}</p>
      <ol class="nesting">
        {levels.map(({ place, instruments }) => (
          <li>
            <p class="level">{place}</p>
            {instruments.map((one) => (
              <Instrument words={words} one={one} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Instrument({ words, one }: { words: Words; one: NestedLevelProps['instruments'][number] }) {
  return (
    <div class="nested">
      <h3>
        <a href={one.href}>
          <Run text={one.title} lang={words.lang} />
        </a>
        {one.number === null ? null : (
          <span class="muted">
            <Run text={one.number} lang={words.lang} />
          </span>
        )}
      </h3>
      {one.lines.map((line) => (
        <Line words={words} line={line} />
      ))}
      <Rules words={words} rules={one.rules} />
      {one.lost.length === 0 ? null : (
        <details>
          <summary>{words.t('nesting.lost', { n: one.lost.length })}</summary>
          <Rules words={words} rules={one.lost} />
        </details>
      )}
    </div>
  )
}

function Line({ words, line }: { words: Words; line: NestedLineProps }) {
  const { kind, text, because, why } = line
  return (
    <p class={`relation ${kind}`}>
      <Run text={text} lang={words.lang} />
      {because === null ? null : (
        <span class="because">
          {words.t('nesting.because')}{' '}
          <a href={because.href}>
            <Run text={because.text} lang={words.lang} />
          </a>{' '}
          <span class="muted">· {because.sign}</span>
        </span>
      )}
      {why === null ? null : <span class="because">{why}</span>}
    </p>
  )
}

function Rules({ words, rules }: { words: Words; rules: readonly NestedRuleProps[] }) {
  return (
    <ul>
      {rules.map(({ title, verdict, verdictWord, reasons }) => (
        <li class={verdict}>
          <span class="verdict">
            <VerdictIcon verdict={verdict} />
            {verdictWord}
          </span>{' '}
          <Run text={title} lang={words.lang} />
          {reasons.map((reason) => (
            <p class="small muted">{reason}</p>
          ))}
        </li>
      ))}
    </ul>
  )
}
