// SPDX-License-Identifier: Apache-2.0
import { SignIcon } from '../icon/icon.tsx'
import { Kept } from '../kept/kept.tsx'
import type { Words } from '../messages/words.ts'
import { Run } from '../text-run/text-run.tsx'

export interface BasisProps {
  /** Ids: of the page that shows it in full, and of the place there. */
  instrument?: string
  clause?: string | null
  title: string
  number: string | null
  article: string | null
  summary: string | null
  issuer: string | null
  dates: readonly string[]
  kind: string
  status: string
  url: string | null
  sign: string
  signWord: string
  signMeans: string
  wording: string | null
  note: string | null
}

/** Where it is written: the note in the margin. The seal's red stands only where the authority itself has published it. */
export function LegalBasis({ words, basis, brief }: { words: Words; basis: BasisProps; brief?: boolean }) {
  if (brief === true) return <Note words={words} basis={basis} brief />
  return <Kept of={basis} class="kept" render={() => <Note words={words} basis={basis} />} />
}

interface NoteProps {
  words: Words
  basis: BasisProps
  brief?: boolean
}

function Note({ words, basis, brief }: NoteProps) {
  return (
    <div class="basis">
      {brief === true ? null : (
        <>
          <h4>{words.t('basis.title')}</h4>
          <p class="instrument">
            <Title words={words} basis={basis} />
          </p>
        </>
      )}
      <Lines words={words} lines={[basis.number, basis.article]} />
      {brief === true || basis.summary === null ? null : (
        <p class="said">
          <Run text={basis.summary} lang={words.lang} />
        </p>
      )}
      <Lines words={words} lines={[`${basis.kind} · ${basis.status}`, basis.issuer, ...basis.dates]} />
      <Sign basis={basis} />
      <Lines words={words} lines={[basis.wording]} />
      <Lines words={words} lines={[basis.note]} />
      <Source words={words} basis={basis} />
    </div>
  )
}

/** It leads to the clause on the page of its instrument. */
function Title({ words, basis }: NoteProps) {
  const title = <Run text={basis.title} lang={words.lang} />
  if (basis.instrument === undefined) return title
  const place = basis.clause ? `#${basis.clause}` : ''
  return <a href={`/law/${basis.instrument}${place}`}>{title}</a>
}

/** What is known, each in its line. */
function Lines({ words, lines }: { words: Words; lines: readonly (string | null)[] }) {
  const known = lines.filter((line) => line !== null)
  if (known.length === 0) return null
  return (
    <p>
      {known.map((line, index) => (
        <>
          {index === 0 ? null : <br />}
          <Run text={line} lang={words.lang} />
        </>
      ))}
    </p>
  )
}

function Sign({ basis }: { basis: BasisProps }) {
  const said = basis.sign === 'official' || basis.sign === 'official-copy'
  return (
    <p class="sign" title={basis.signMeans}>
      <span class={said ? 'sealed' : undefined}>
        <SignIcon sign={basis.sign} />
      </span>
      <span>
        {basis.signWord}
        <span class="hidden">: {basis.signMeans}</span>
      </span>
    </p>
  )
}

function Source({ words, basis }: NoteProps) {
  if (basis.url === null) return <p>{words.t('basis.no-source')}</p>
  return (
    <a href={basis.url} rel="noreferrer">
      {words.t('basis.source')}
      <span class="hidden">: {basis.title}</span>
    </a>
  )
}
