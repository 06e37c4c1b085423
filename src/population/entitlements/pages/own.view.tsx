// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, Run, type Words } from '../../../ui/index.ts'
import { Consents, type ShownConsent } from './consents.view.tsx'

export interface ShownEntitlement {
  id: string
  what: string
  basis: string
  since: string
  next: string
  discretion: string | null
  ended: string | null
  /** Where the answer with its reasons stands. */
  answer: string
}

export interface ShownObjection {
  text: string
  at: string
  answer: { text: string; at: string } | null
}

interface Props {
  words: Words
  /** Some register knows the reader. */
  known: boolean
  done: 'objected' | 'withdrawn' | undefined
  standing: readonly ShownEntitlement[]
  ended: readonly ShownEntitlement[]
  objections: readonly ShownObjection[]
  consents: readonly ShownConsent[]
  errors: readonly FormError[]
  /** What was to be withdrawn did not hold. */
  notWithdrawn: boolean
}

export function OwnView(props: Props) {
  const { words, known, done, standing, ended, objections, consents, errors, notWithdrawn } = props
  if (!known) return <p class="note">{words.t('entitlement.unknown')}</p>
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`entitlement.done.${done}`)}</Notice>}
      {notWithdrawn ? <Notice kind="heed">{words.t('entitlement.consents.wrong')}</Notice> : null}
      <FormErrors title={words.t('entitlement.object.errors')} errors={errors} />
      {standing.length === 0 ? (
        <p class="note">{words.t('entitlement.none')}</p>
      ) : (
        <ul class="entries">
          {standing.map((one) => (
            <Entry words={words} one={one} />
          ))}
        </ul>
      )}
      {ended.length === 0 ? null : (
        <section class="area-part" aria-labelledby="ended">
          <h2 id="ended">{words.t('entitlement.past')}</h2>
          <ul class="entries">
            {ended.map((one) => (
              <Entry words={words} one={one} />
            ))}
          </ul>
        </section>
      )}
      <Objecting words={words} of={[...standing, ...ended]} errors={errors} />
      {objections.length === 0 ? null : <Objections words={words} objections={objections} />}
      <Consents words={words} consents={consents} />
    </>
  )
}

function Entry({ words, one }: { words: Words; one: ShownEntitlement }) {
  const { what, basis, since, next, discretion, ended, answer } = one
  return (
    <li>
      <div>
        <p>
          <strong>
            <Run text={what} lang={words.lang} />
          </strong>
        </p>
        <p>
          <Run text={basis} lang={words.lang} />
        </p>
        {discretion === null ? null : <p>{discretion}</p>}
        <p>{ended === null ? next : ended}</p>
        <p class="hint">
          {since} · <a href={answer}>{words.t('entitlement.answer')}</a>
        </p>
      </div>
    </li>
  )
}

function Objecting({
  words,
  of,
  errors,
}: {
  words: Words
  of: readonly ShownEntitlement[]
  errors: readonly FormError[]
}) {
  return (
    <section class="area-part" aria-labelledby="object">
      <h2 id="object">{words.t('entitlement.object')}</h2>
      <p>{words.t('entitlement.object.lead')}</p>
      <form method="post" action="/entitlements">
        <div class="form-field">
          <label for="entitlement">{words.t('entitlement.object.which')}</label>
          <select id="entitlement" name="entitlement">
            <option value="">{words.t('entitlement.object.missing')}</option>
            {of.map(({ id, what, since }) => (
              <option value={id}>{`${what} · ${since}`}</option>
            ))}
          </select>
        </div>
        <FormField
          name="text"
          label={words.t('entitlement.object.text')}
          rows={5}
          maxLength={4000}
          required
          errors={errors}
        />
        <div class="submit">
          <button class="button" type="submit">
            {words.t('entitlement.object.send')}
          </button>
        </div>
      </form>
    </section>
  )
}

function Objections({ words, objections }: { words: Words; objections: readonly ShownObjection[] }) {
  return (
    <section class="area-part" aria-labelledby="objections">
      <h2 id="objections">{words.t('entitlement.objections')}</h2>
      <ul class="entries">
        {objections.map(({ text, at, answer }) => (
          <li>
            <div>
              <p>
                <Run text={text} lang={words.lang} />
              </p>
              <p class="hint">{at}</p>
              {answer === null ? (
                <p>{words.t('entitlement.objection.waits')}</p>
              ) : (
                <>
                  <p>
                    {words.t('entitlement.objection.answer')} <Run text={answer.text} lang={words.lang} />
                  </p>
                  <p class="hint">{answer.at}</p>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
