// SPDX-License-Identifier: Apache-2.0
import {
  ChoiceField,
  type FormError,
  FormErrors,
  FormField,
  languages,
  Notice,
  ownName,
  type Words,
} from '../../ui/index.ts'

type Configured = readonly { name: string; value: string; hint: string | null }[]

export interface SettingsProps {
  words: Words
  /** What is configured for all; null: not for this reader. */
  platform: Configured | null
  /** What is kept of people, and for how long. */
  kept: readonly { title: string; retention: string }[]
  q: string
  authorities: readonly { id: string; name: string; line: string; invite: string | null }[]
}

/** What is configured, and which authorities have whom to let people in. */
export function SettingsView({ words, platform, kept, q, authorities }: SettingsProps) {
  const { t } = words
  return (
    <>
      {platform === null ? null : <Platform words={words} platform={platform} kept={kept} />}
      <section>
        <h2>{t('settings.authorities')}</h2>
        {platform === null ? null : (
          <form method="get" action="/settings">
            <FormField name="q" type="search" label={t('members.search')} value={q} />
            <button class="button quiet" type="submit">
              {t('members.search.do')}
            </button>
          </form>
        )}
        {authorities.length === 0 ? <p>{t('members.no-authority', { q })}</p> : null}
        <ul class="entries">
          {authorities.map(({ id, name, line, invite }) => (
            <li>
              <div>
                <a href={`/settings/authority?authority=${encodeURIComponent(id)}`}>{name}</a>
                <p class="hint">{line}</p>
              </div>
              {invite === null ? null : (
                <a class="button quiet" href={invite} aria-label={t('settings.invite-first.this', { name })}>
                  {t('settings.invite-first')}
                </a>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** What holds for all authorities. */
function Platform({ words, platform, kept }: Pick<SettingsProps, 'words' | 'kept'> & { platform: Configured }) {
  const { t } = words
  return (
    <section>
      <h2>{t('settings.platform')}</h2>
      <p class="hint">{t('settings.platform.how')}</p>
      <ul class="entries">
        {platform.map(({ name, value, hint }) => (
          <li>
            <div>
              <h3>{name}</h3>
              <p>{value}</p>
              {hint === null ? null : <p class="hint">{hint}</p>}
            </div>
          </li>
        ))}
      </ul>
      {/* Long, and read seldom: what can be done here stands below it. */}
      <details>
        <summary>{t('settings.kept')}</summary>
        <p class="hint">
          {t('settings.kept.how')} <a href="/account/data#kept">{t('settings.kept.more')}</a>
        </p>
        <dl class="facts">
          {kept.map(({ title, retention }) => (
            <div>
              <dt>{title}</dt>
              <dd>{retention}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

export interface AuthorityFormProps {
  words: Words
  of: string
  registered: { en: string; zh: string }
  form: { en: string; zh: string; contact: string; lang: string }
  errors: readonly FormError[]
  done: boolean
}

/** What an authority says of itself. */
export function AuthorityForm({ words, of, registered, form, errors, done }: AuthorityFormProps) {
  const { t } = words
  return (
    <form method="post" action={`/settings/authority?authority=${encodeURIComponent(of)}`} noValidate>
      {done ? <Notice kind="done">{t('settings.saved')}</Notice> : null}
      <FormErrors title={t('members.form.wrong')} errors={errors} />
      <FormField
        name="zh"
        label={t('settings.name.zh')}
        hint={t('settings.name.hint', { name: registered.zh })}
        value={form.zh}
        maxLength={200}
        errors={errors}
      />
      <FormField
        name="en"
        label={t('settings.name.en')}
        hint={t('settings.name.hint', { name: registered.en })}
        value={form.en}
        maxLength={200}
        errors={errors}
      />
      <FormField
        name="contact"
        type="email"
        label={t('settings.contact')}
        hint={t('settings.contact.hint')}
        value={form.contact}
        maxLength={320}
        errors={errors}
      />
      <ChoiceField
        name="lang"
        label={t('settings.lang')}
        hint={t('settings.lang.hint')}
        options={[
          { value: '', label: t('settings.lang.none') },
          ...languages.map((lang) => ({ value: lang, label: ownName(lang) })),
        ]}
        value={form.lang}
      />
      <div class="submit">
        <button class="button" type="submit">
          {t('settings.save')}
        </button>
        <a href="/settings">{t('settings.back')}</a>
      </div>
    </form>
  )
}
