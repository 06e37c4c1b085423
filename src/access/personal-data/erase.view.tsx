// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, Notice, type Words } from '../../ui/index.ts'
import { ErasureAsked, Held } from './data.view.tsx'
import type { ShownErasure } from './shown-data.model.ts'

export interface EraseProps {
  words: Words
  days: number
  /** The reader has proved who they are a moment ago. */
  proved: boolean
  erasure: ShownErasure
  errors: readonly FormError[]
}

export function EraseView({ words, days, proved, erasure, errors }: EraseProps) {
  const { due, handOver, held } = erasure
  return (
    <>
      <FormErrors title={words.t('data.erase.wrong')} errors={errors} />
      <h2>{words.t('data.erase.goes')}</h2>
      <ul class="plain">
        {['roles', 'ways-in', 'log', 'rest'].map((what) => (
          <li>{words.t(`data.erase.goes.${what}`)}</li>
        ))}
      </ul>
      <h2>{words.t('data.erase.stays')}</h2>
      <p>{words.t('data.erase.stays.lead')}</p>
      {held ? <Held words={words} erasure={erasure} /> : null}
      {due === null ? null : <ErasureAsked words={words} erasure={erasure} due={due} />}
      {due === null && handOver.length > 0 ? (
        <Notice kind="heed">{words.t('data.erase.hand-over', { list: words.and(handOver) })}</Notice>
      ) : null}
      {due === null && handOver.length === 0 ? (
        <Confirm words={words} days={days} proved={proved} errors={errors} />
      ) : null}
      <p>
        <a href="/account/data">{words.t('data.back')}</a>
      </p>
    </>
  )
}

function Confirm({ words, days, proved, errors }: Omit<EraseProps, 'erasure'>) {
  if (!proved)
    return (
      <Notice kind="heed">
        <p>{words.t('data.erase.prove')}</p>
        <a class="button" href="/account/prove?next=%2Faccount%2Fdata%2Ferase">
          {words.t('data.erase.prove.go')}
        </a>
      </Notice>
    )
  const [error] = errors
  return (
    <form method="post" action="/account/data/erase">
      <p>{words.t('data.erase.wait', { n: days })}</p>
      {error === undefined ? null : (
        <p class="field-error" id="sure-error">
          {error.text}
        </p>
      )}
      <label class="choice">
        <input
          type="checkbox"
          id="sure"
          name="sure"
          value="yes"
          aria-describedby={error === undefined ? undefined : 'sure-error'}
        />
        <span>{words.t('data.erase.sure')}</span>
      </label>
      <div class="submit acts">
        <button class="button" type="submit">
          {words.t('data.erase.do')}
        </button>
      </div>
    </form>
  )
}
