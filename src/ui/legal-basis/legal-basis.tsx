// SPDX-License-Identifier: Apache-2.0
import { SignIcon } from '../icon/icon.tsx'
import { Kept } from '../kept/kept.tsx'
import type { Words } from '../messages/words.ts'
import { Run } from '../text-run/text-run.tsx'

export interface BasisProps {
  title: string
  number: string | null
  article: string | null
  summary: string | null
  issuer: string | null
  dates: readonly string[]
  kind: string
  status: string
  inForce: boolean
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

function Note({ words, basis, brief }: { words: Words; basis: BasisProps; brief?: boolean }) {
  const { lang } = words
  return (
    <div class="basis">
      {brief === true ? null : (
        <>
          <h4>{words.t('basis.title')}</h4>
          <p class="instrument">
            <Run text={basis.title} lang={lang} />
          </p>
        </>
      )}
      {basis.number === null && basis.article === null ? null : (
        <p>
          {basis.number === null ? null : (
            <>
              <Run text={basis.number} lang={lang} />
              <br />
            </>
          )}
          {basis.article === null ? null : <Run text={basis.article} lang={lang} />}
        </p>
      )}
      {brief === true || basis.summary === null ? null : (
        <p class="said">
          <Run text={basis.summary} lang={lang} />
        </p>
      )}
      <p>
        {basis.kind} · <span class={basis.inForce ? '' : 'said'}>{basis.status}</span>
        {basis.issuer === null ? null : (
          <>
            <br />
            {basis.issuer}
          </>
        )}
        {basis.dates.map((date) => (
          <>
            <br />
            {date}
          </>
        ))}
      </p>
      <p class="sign" title={basis.signMeans}>
        <span class={basis.sign === 'official' || basis.sign === 'official-copy' ? 'sealed' : undefined}>
          <SignIcon sign={basis.sign} />
        </span>
        <span>
          {basis.signWord}
          <span class="hidden">: {basis.signMeans}</span>
        </span>
      </p>
      {basis.wording === null ? null : <p>{basis.wording}</p>}
      {basis.note === null ? null : (
        <p>
          <Run text={basis.note} lang={lang} />
        </p>
      )}
      {basis.url === null ? (
        <p>{words.t('basis.no-source')}</p>
      ) : (
        <a href={basis.url} rel="noreferrer">
          {words.t('basis.source')}
          <span class="hidden">: {basis.title}</span>
        </a>
      )}
    </div>
  )
}
