// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, type FormError, FormErrors, FormField, languages, ownName, type Words } from '../../ui/index.ts'
import type { Part } from '../members/shown-member.model.ts'

/** What was typed. */
export interface InviteForm {
  name: string
  address: string
  role: string
  part: string
  until: string
  lang: string
  note: string
}

export interface InviteProps {
  words: Words
  of: string
  form: InviteForm
  roles: readonly string[]
  parts: readonly Part[]
  errors: readonly FormError[]
}

/** Who is asked to become what. */
export function InviteView({ words, of, form, roles, parts, errors }: InviteProps) {
  const { t } = words
  return (
    <form method="post" action={`/members/invite?authority=${encodeURIComponent(of)}`} noValidate>
      <FormErrors title={t('members.form.wrong')} errors={errors} />
      <FormField name="name" label={t('invitation.name')} value={form.name} maxLength={200} errors={errors} required />
      <FormField
        name="address"
        type="email"
        label={t('invitation.address')}
        hint={t('invitation.address.hint')}
        value={form.address}
        maxLength={320}
        errors={errors}
        required
      />
      <RoleFields words={words} roles={roles} parts={parts} form={form} errors={errors} />
      <ChoiceField
        name="lang"
        label={t('invitation.lang')}
        options={languages.map((lang) => ({ value: lang, label: ownName(lang) }))}
        value={form.lang}
      />
      <FormField
        name="note"
        label={t('invitation.note')}
        hint={t('invitation.note.hint')}
        value={form.note}
        rows={3}
        maxLength={1000}
        errors={errors}
      />
      <div class="submit">
        <button class="button" type="submit">
          {t('invitation.send')}
        </button>
        <a href={`/members?authority=${encodeURIComponent(of)}`}>{t('members.back')}</a>
      </div>
    </form>
  )
}

export interface RoleFieldsProps {
  words: Words
  roles: readonly string[]
  parts: readonly Part[]
  form: { role: string; part: string; until: string }
  errors: readonly FormError[]
}

/** Which role, for which part of the reach, and until when. */
export function RoleFields({ words, roles, parts, form, errors }: RoleFieldsProps) {
  const { t } = words
  return (
    <>
      <ChoiceField
        name="role"
        label={t('invitation.role')}
        options={roles.map((role) => ({ value: role, label: `${t(`role.${role}`)}: ${t(`role.${role}.means`)}` }))}
        value={form.role}
        errors={errors}
      />
      {parts.length === 0 ? null : (
        <ChoiceField
          name="part"
          label={t('invitation.part')}
          hint={t('invitation.part.hint')}
          options={[
            { value: '', label: t('invitation.part.whole') },
            ...parts.map(({ code, names }) => ({ value: code, label: `${words.pick(names)} (${code})` })),
          ]}
          value={form.part}
          errors={errors}
        />
      )}
      <FormField
        name="until"
        type="date"
        label={t('invitation.until')}
        hint={t('invitation.until.hint')}
        value={form.until}
        errors={errors}
      />
    </>
  )
}
