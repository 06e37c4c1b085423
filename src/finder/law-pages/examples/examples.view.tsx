// SPDX-License-Identifier: Apache-2.0

import { Run, VerdictIcon, type Words } from '../../../ui/index.ts'
import { Anchor } from '../library/law-parts.view.tsx'
import type { ExampleWords } from '../library/law-views.model.ts'

interface ExamplesProps {
  words: Words
  examples: readonly ExampleWords[]
}

const kinds = ['met', 'unmet', 'undecided'] as const

/** The cases beside a rule, folded; each opens in the finder with this very question. */
export function Examples({ words, examples }: ExamplesProps) {
  if (examples.length === 0) return null
  const counts = kinds.flatMap((kind) => {
    const n = examples.filter((one) => one.kind === kind).length
    return n === 0 ? [] : [words.t(`law.examples.${kind}`, { n })]
  })
  return (
    <details class="cases">
      <summary>{words.t('law.examples', { counts: counts.join(' · ') })}</summary>
      <p class="small muted">{words.t('law.examples.lead')}</p>
      <ul>
        {kinds.flatMap((kind) =>
          examples.filter((one) => one.kind === kind).map((one) => <Example words={words} example={one} />),
        )}
      </ul>
    </details>
  )
}

/** `absent` and `unmet` share a sign, as `unknown` and `discretion` do: the words say which. */
const signs: Record<ExampleWords['kind'], 'met' | 'unmet' | 'unknown'> = {
  met: 'met',
  unmet: 'unmet',
  undecided: 'unknown',
}

function Example({ words, example }: { words: Words; example: ExampleWords }) {
  const { anchor, kind, title, holds, facts, asked, answer } = example
  return (
    <li id={anchor} class={signs[kind]}>
      <h5>
        <Run text={title} lang={words.lang} />
        <Anchor words={words} id={anchor} name={title} />
      </h5>
      <dl class="facts">
        <dt>{words.t('law.example.person')}</dt>
        <dd>
          {holds.length === 0 ? words.t('law.example.nothing') : null}
          {holds.map((held) => (
            <p>
              <Run text={held} lang={words.lang} />
            </p>
          ))}
        </dd>
        {facts.map(({ fact, value }) => (
          <>
            <dt>
              <Run text={fact} lang={words.lang} />
            </dt>
            <dd>
              <Run text={value} lang={words.lang} />
            </dd>
          </>
        ))}
        <dt>{words.t('law.example.question')}</dt>
        <dd>{asked}</dd>
        <dt>{words.t('law.example.answer')}</dt>
        <dd class="verdict">
          <VerdictIcon verdict={signs[kind]} />
          <Run text={answer} lang={words.lang} />
        </dd>
      </dl>
      <Ask words={words} example={example} />
    </li>
  )
}

function Ask({ words, example: { ask, title } }: { words: Words; example: ExampleWords }) {
  const text = (
    <>
      {words.t('law.example.ask')}
      <span class="hidden">: {title}</span>
    </>
  )
  if (ask === null) return <p class="small muted no-print">{words.t('law.example.ask.none')}</p>
  if ('href' in ask) {
    return (
      <p class="no-print">
        <a class="act" href={ask.href}>
          {text}
        </a>
      </p>
    )
  }
  return (
    <form method="post" action="/" class="no-print">
      {ask.fields.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="as-link">
        {text}
      </button>
    </form>
  )
}
