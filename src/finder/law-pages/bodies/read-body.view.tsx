// SPDX-License-Identifier: Apache-2.0

import { Run, type Words } from '../../../ui/index.ts'
import { Origin } from '../library/law-parts.view.tsx'
import type { LinkWords } from '../library/law-views.model.ts'

interface BodyProps {
  words: Words
  title: string
  others: readonly string[]
  country: LinkWords | null
  url: string | null
  source: string | null
  note: string | null
  former: readonly { text: string; dates: string | null }[]
  recognitions: readonly { place: LinkWords; status: string; dates: string | null }[]
  qualifications: readonly string[]
}

export function BodyView({ words, title, others, country, url, source, note, ...lists }: BodyProps) {
  const { former, recognitions, qualifications } = lists
  return (
    <>
      <p class="over-line">{words.t('body.title')}</p>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="law-facts">
        {others.map((name) => (
          <span>
            <Run text={name} lang={words.lang} />
          </span>
        ))}
        {country === null ? null : (
          <a href={country.href} title={words.t('body.country')}>
            {country.text}
          </a>
        )}
        {url === null ? null : (
          <a href={url} rel="noreferrer">
            {words.t('body.site')}
          </a>
        )}
        {source === null ? null : <Origin words={words} source={source} />}
      </p>
      {note === null ? null : (
        <p>
          <Run text={note} lang={words.lang} />
        </p>
      )}
      <section>
        <h2>{words.t('body.recognition')}</h2>
        {recognitions.length === 0 ? <p class="note">{words.t('body.recognition.none')}</p> : null}
        <ul class="links">
          {recognitions.map(({ place, status, dates }) => (
            <li>
              <a href={place.href}>{place.text}</a> · {status}
              {dates === null ? '' : ` · ${dates}`}
            </li>
          ))}
        </ul>
      </section>
      <Section
        words={words}
        name="former"
        lines={former.map(({ text, dates }) => (dates === null ? text : `${text} · ${dates}`))}
      />
      <Section words={words} name="qualifications" lines={qualifications} />
    </>
  )
}

function Section({
  words,
  name,
  lines,
}: {
  words: Words
  name: 'former' | 'qualifications'
  lines: readonly string[]
}) {
  return (
    <section>
      <h2>{words.t(`body.${name}`)}</h2>
      {lines.length === 0 ? <p class="muted">{words.t(`body.${name}.none`)}</p> : null}
      <ul class="links">
        {lines.map((line) => (
          <li>
            <Run text={line} lang={words.lang} />
          </li>
        ))}
      </ul>
    </section>
  )
}
