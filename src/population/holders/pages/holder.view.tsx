// SPDX-License-Identifier: Apache-2.0
import { FormErrors, FormField, Notice, type Words } from '../../../ui/index.ts'

interface ShownHolder {
  id: string
  data: {
    birthDate: string | null
    sex: string | null
    district: string | null
    origin: string | null
    occupation: string | null
  }
  names: readonly { name: string; kind: string }[]
  documents: readonly { kind: string; country: string }[]
  contact: { email?: string; phone?: string }
  credentials: readonly { qualification: string | null; level: string | null; issued: string | null }[]
  jobs: readonly {
    started: string | null
    ended: string | null
    place: string | null
    occupation: readonly string[] | null
  }[]
  consents: readonly { purpose: string; given: string; until: string | null; withdrawn: string | null }[]
  purposes: readonly string[]
}

export interface HolderProps {
  words: Words
  authority: string
  holder: ShownHolder
  /** They have an account here that is known to be theirs. */
  linked: boolean
  done: string | undefined
}

export function HolderView(props: HolderProps) {
  const { words, authority, holder, linked, done } = props
  return (
    <>
      {done === undefined ? null : (
        <Notice kind={done === 'held' || done === 'not-linked' ? 'heed' : 'done'}>
          {words.t(`workforce.holder.done.${done}`)}
        </Notice>
      )}
      <Person {...props} />
      <Held words={words} holder={holder} />
      <Consents {...props} />
      <section aria-labelledby="account">
        <h2 id="account">{words.t('workforce.holder.account')}</h2>
        {linked ? (
          <p>{words.t('workforce.holder.linked')}</p>
        ) : (
          <>
            <p>{words.t('workforce.holder.link.means')}</p>
            <Act words={words} authority={authority} id={holder.id} act="link" />
          </>
        )}
      </section>
      <details>
        <summary>{words.t('workforce.holder.erase')}</summary>
        <p>{words.t('workforce.holder.erase.means')}</p>
        <Act words={words} authority={authority} id={holder.id} act="erase" />
      </details>
      <p>
        <a href={`/workforce?authority=${authority}`}>{words.t('workforce.to-workforce')}</a>
      </p>
    </>
  )
}

function Act({
  words,
  authority,
  id,
  act,
  purpose,
}: {
  words: Words
  authority: string
  id: string
  act: string
  purpose?: string
}) {
  return (
    <form method="post" action={`/workforce/holders/${id}`}>
      <input type="hidden" name="authority" value={authority} />
      <input type="hidden" name="do" value={act} />
      {purpose === undefined ? null : <input type="hidden" name="purpose" value={purpose} />}
      <button
        class="button quiet"
        type="submit"
        aria-label={
          purpose === undefined
            ? undefined
            : words.t('workforce.holder.withdraw.this', { purpose: words.t(`workforce.purpose.${purpose}`) })
        }
      >
        {words.t(`workforce.holder.${act}.do`)}
      </button>
    </form>
  )
}

function Person({ words, holder }: HolderProps) {
  const { data, names, documents, contact } = holder
  const lines: [string, string][] = [
    ['names', words.and(names.map(({ name }) => name))],
    ['born', data.birthDate === null ? '' : words.date(data.birthDate)],
    ['sex', data.sex === null ? '' : words.t(`workforce.sex.${data.sex}`)],
    ['district', data.district ?? ''],
    ['origin', data.origin ?? ''],
    ['occupation', data.occupation ?? ''],
    [
      'documents',
      words.and(documents.map(({ kind, country }) => `${words.t(`workforce.document.${kind}`)} ${country}`.trim())),
    ],
    ['contact', words.and(Object.values(contact).filter((one) => one !== undefined))],
  ]
  return (
    <dl class="facts">
      {lines
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div>
            <dt>{words.t(`workforce.side.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Held({ words, holder: { credentials, jobs } }: { words: Words; holder: ShownHolder }) {
  const day = (date: string | null) => (date === null ? '' : words.date(date))
  return (
    <>
      <section aria-labelledby="credentials">
        <h2 id="credentials">{words.t('workforce.side.credentials')}</h2>
        {credentials.length === 0 ? <p>{words.t('workforce.holder.none')}</p> : null}
        <ul>
          {credentials.map(({ qualification, level, issued }) => (
            <li>{[qualification, level, day(issued)].filter((one) => one !== null && one !== '').join(' · ')}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="jobs">
        <h2 id="jobs">{words.t('workforce.side.jobs')}</h2>
        {jobs.length === 0 ? <p>{words.t('workforce.holder.none')}</p> : null}
        <ul>
          {jobs.map(({ started, ended, place, occupation }) => (
            <li>
              {[`${day(started)} – ${day(ended)}`, place, occupation?.join(' ')]
                .filter((one) => one !== null && one !== undefined)
                .join(' · ')}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Consents({ words, authority, holder }: HolderProps) {
  const { consents, purposes, id } = holder
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">{words.t('workforce.holder.consents')}</h2>
      {consents.length === 0 ? <p>{words.t('workforce.holder.none')}</p> : null}
      <ul class="entries">
        {consents.map(({ purpose, given, until, withdrawn }) => (
          <li>
            <div>
              {words.t(`workforce.purpose.${purpose}`)}
              <p class="hint">
                {words.t('workforce.holder.since', { day: words.date(given) })}
                {until === null ? '' : ` · ${words.t('workforce.holder.until', { day: words.date(until) })}`}
                {withdrawn === null
                  ? ''
                  : ` · ${words.t('workforce.holder.withdrawn', { day: words.date(withdrawn) })}`}
              </p>
            </div>
            {withdrawn === null && purposes.includes(purpose) ? (
              <Act words={words} authority={authority} id={id} act="withdraw" purpose={purpose} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Nobody has this number. */
export function FindHolderView({ words, authority }: { words: Words; authority: string }) {
  const errors = [{ field: 'number', text: words.t('workforce.find.nobody') }]
  return (
    <>
      <FormErrors title={words.t('workforce.find')} errors={errors} />
      <form method="post" action="/workforce/holders">
        <input type="hidden" name="authority" value={authority} />
        <FormField
          name="number"
          label={words.t('workforce.find.number')}
          hint={words.t('workforce.find.hint')}
          autocomplete="off"
          maxLength={100}
          required
          errors={errors}
        />
        <FormField
          name="country"
          label={words.t('workforce.find.country')}
          hint={words.t('workforce.find.country.hint')}
          maxLength={2}
        />
        <button class="button" type="submit">
          {words.t('workforce.find.do')}
        </button>
      </form>
      <p>
        <a href={`/workforce?authority=${authority}`}>{words.t('workforce.to-workforce')}</a>
      </p>
    </>
  )
}
