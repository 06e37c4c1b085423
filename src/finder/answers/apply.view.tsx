// SPDX-License-Identifier: Apache-2.0
import { Kept, Run, type Words } from '../../ui/index.ts'

export interface ApplyProps {
  where: string | null
  url: string | null
  documents: readonly string[]
  fee: string | null
  time: string | null
  unknown: string | null
  limits: readonly { title: string; lines: readonly string[] }[]
}

/** Where and how to apply. Where nothing is met yet, only what is known: `quiet`. */
export function Apply({ words, apply, quiet }: { words: Words; apply: ApplyProps; quiet: boolean }) {
  const rows = [
    ['where', apply.where],
    ['documents', apply.documents.length === 0 ? null : words.and(apply.documents)],
    ['fee', apply.fee],
    ['time', apply.time],
  ] as const
  const known = apply.url !== null || apply.limits.length > 0 || rows.some(([, text]) => text !== null)
  if (quiet && !known) return null
  return <Kept of={apply} class="part" render={() => <Lines words={words} apply={apply} rows={rows} />} />
}

type Rows = readonly (readonly [string, string | null])[]

function Lines({ words, apply, rows }: { words: Words; apply: ApplyProps; rows: Rows }) {
  return (
    <>
      <h4>{words.t('answer.apply')}</h4>
      {rows.map(([name, text]) => (text === null ? null : <Row words={words} name={name} text={text} />))}
      {apply.url === null ? null : (
        <p>
          <a href={apply.url} rel="noreferrer">
            {words.t('answer.apply.link')}
          </a>
        </p>
      )}
      {apply.limits.map(({ title, lines }) => (
        <p>
          <span class="muted">
            <Run text={title} lang={words.lang} />:{' '}
          </span>
          <Run text={lines.join(' · ')} lang={words.lang} />
        </p>
      ))}
      {apply.unknown === null ? null : (
        <p class="muted">
          <Run text={apply.unknown} lang={words.lang} />
        </p>
      )}
    </>
  )
}

function Row({ words, name, text }: { words: Words; name: string; text: string }) {
  return (
    <p>
      <span class="muted">{words.t(`answer.apply.${name}`)}: </span>
      <Run text={text} lang={words.lang} />
    </p>
  )
}
