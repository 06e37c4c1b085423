// SPDX-License-Identifier: Apache-2.0
import { FormField, Notice, type Words } from '../../ui/index.ts'
import type { KeepReason, OwnPasskey, PasskeyRefusal } from './passkeys.model.ts'
import { PasskeyNeed, type PasskeyNeedProps, UsePasskey } from './use-passkey.view.tsx'

export interface PasskeysSectionProps extends PasskeyNeedProps {
  words: Words
  passkeys: readonly OwnPasskey[]
  /** A day, as it is written. */
  day: (at: Date) => string
  /** What a new one is called, if its owner does not mind. */
  suggested: string
  /** Just done. */
  done?: 'added' | 'renamed' | 'removed' | undefined
  /** Not done, and why. */
  refused?: PasskeyRefusal | KeepReason | 'not-found' | 'name' | undefined
  /** Whether the section says what it is; on a page of its own that does. */
  titled?: boolean
  /** Whether one can be added in this session. */
  addable: boolean
}

export const longestPasskeyName = 100

/** The passkeys of an account: which there are, a new one, another name, an end. */
export function PasskeysSection(props: PasskeysSectionProps) {
  const { words, passkeys, done, refused, addable, here, titled = false } = props
  return (
    <section aria-labelledby={titled ? 'passkeys' : undefined}>
      {titled ? <h2 id="passkeys">{words.t('passkey.title')}</h2> : null}
      {titled ? <p>{words.t('passkey.what')}</p> : null}
      {done === undefined ? null : <Notice kind="done">{words.t(`passkey.done.${done}`)}</Notice>}
      {refused === undefined ? null : (
        <div class="error-summary" role="alert" tabIndex={-1} data-focus>
          <p>{words.t(`passkey.refused.${refused}`)}</p>
        </div>
      )}
      {passkeys.length === 0 ? (
        <p class="hint">{words.t('passkey.empty')}</p>
      ) : (
        <ul class="entries">
          {passkeys.map((passkey) => (
            <Entry {...props} passkey={passkey} />
          ))}
        </ul>
      )}
      {addable ? (
        <>
          {here ? <NewPasskey {...props} /> : null}
          <PasskeyNeed {...props} />
        </>
      ) : (
        <Notice kind="heed">{words.t('passkey.refused.weak')}</Notice>
      )}
    </section>
  )
}

function NewPasskey({ words, suggested }: PasskeysSectionProps) {
  return (
    <UsePasskey
      words={words}
      way="add"
      action="/account/passkeys"
      options="/account/passkeys/options"
      label={words.t('passkey.add')}
    >
      <FormField
        name="name"
        label={words.t('passkey.name')}
        hint={words.t('passkey.name.hint')}
        value={suggested}
        maxLength={longestPasskeyName}
        required
      />
    </UsePasskey>
  )
}

function Entry({ words, passkey, day }: PasskeysSectionProps & { passkey: OwnPasskey }) {
  const { id, name, synced, createdAt, usedAt } = passkey
  const action = `/account/passkeys/${id}`
  const used = usedAt === null ? words.t('passkey.never-used') : words.t('passkey.used', { day: day(usedAt) })
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p class="hint">
          {words.t(synced ? 'passkey.synced' : 'passkey.one-device')}{' '}
          {words.t('passkey.since', { day: day(createdAt) })} {used}
        </p>
      </div>
      <details>
        <summary>{words.t('passkey.rename')}</summary>
        <form method="post" action={action}>
          <FormField
            name={`name-${id}`}
            label={words.t('passkey.name')}
            value={name}
            maxLength={longestPasskeyName}
            required
          />
          <button type="submit" name="do" value="rename" class="button quiet">
            {words.t('passkey.rename.do')}
          </button>
        </form>
      </details>
      <details>
        <summary>{words.t('passkey.remove')}</summary>
        <form method="post" action={action}>
          <p>{words.t('passkey.remove.means', { name })}</p>
          <button type="submit" name="do" value="remove" class="button quiet">
            {words.t('passkey.remove.do')}
          </button>
        </form>
      </details>
    </li>
  )
}
