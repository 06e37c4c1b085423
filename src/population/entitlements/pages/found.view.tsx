// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormField, Run, type Words } from '../../../ui/index.ts'
import type { ShownEntitlement, ShownMissing, ShownObjection } from './shown-found.model.ts'

interface Props {
  words: Words
  standing: readonly ShownEntitlement[]
  ended: readonly ShownEntitlement[]
  missing: readonly ShownMissing[]
  objections: readonly ShownObjection[]
  errors: readonly FormError[]
  /** Where objections are sent. */
  action: string
}

/** What a register found for the reader, what they have said against it, and a way to do so. */
export function Found({ words, standing, ended, missing, objections, errors, action }: Props) {
  return (
    <>
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
      <Objecting words={words} of={[...standing, ...ended]} missing={missing} errors={errors} action={action} />
      {objections.length === 0 ? null : <Objections words={words} objections={objections} />}
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
  missing,
  errors,
  action,
}: Pick<Props, 'words' | 'missing' | 'errors' | 'action'> & { of: readonly ShownEntitlement[] }) {
  return (
    <section class="area-part" aria-labelledby="object">
      <h2 id="object">{words.t('entitlement.object')}</h2>
      <p>{words.t('entitlement.object.lead')}</p>
      <form method="post" action={action}>
        <div class="form-field">
          <label for="about">{words.t('entitlement.object.which')}</label>
          <select id="about" name="about">
            {missing.map(({ about, text }) => (
              <option value={about}>{text}</option>
            ))}
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
