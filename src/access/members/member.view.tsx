// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'
import { RoleFields } from '../invitations/invite.view.tsx'
import type { Part } from './shown-member.model.ts'

export interface MemberProps {
  words: Words
  id: string
  /** What the entry of the list says. */
  lines: readonly string[]
  /** An absence that is running or to come. */
  away: { id: string; text: string } | null
  deputies: readonly { person: string; name: string }[]
  /** Null: the reader may not change the role. */
  change: { roles: readonly string[]; parts: readonly Part[] } | null
  form: { role: string; part: string; until: string; reason: string; from: string; to: string; deputy: string }
  errors: readonly FormError[]
  /** Which form was sent and has errors. */
  opened: 'change' | 'absence' | 'end' | null
  back: string
}

/** One membership, and what can be done with it. */
export function MemberView(props: MemberProps) {
  const { words, id, lines, away, deputies, change, form, errors, opened, back } = props
  const { t } = words
  return (
    <>
      <FormErrors title={t('members.form.wrong')} errors={errors} />
      {lines.map((line) => (
        <p>{line}</p>
      ))}
      {change === null ? null : (
        <details open={opened === 'change'}>
          <summary>{t('members.change.title')}</summary>
          <form method="post" action={`/members/${id}/change`} noValidate>
            <p>{t('members.change.means')}</p>
            <RoleFields words={words} roles={change.roles} parts={change.parts} form={form} errors={errors} />
            <button class="button" type="submit">
              {t('members.change.do')}
            </button>
          </form>
        </details>
      )}
      <AbsencePart {...{ words, id, away, deputies, form, errors, back }} open={opened === 'absence'} />
      {change === null ? null : (
        <details open={opened === 'end'}>
          <summary>{t('members.end.title')}</summary>
          <form method="post" action={`/members/${id}/end`} noValidate>
            <p>{t('members.end.means')}</p>
            <FormField
              name="reason"
              label={t('members.end.reason')}
              hint={t('members.end.reason.hint')}
              value={form.reason}
              rows={2}
              maxLength={500}
              errors={errors}
              required
            />
            <button class="button" type="submit">
              {t('members.end.do')}
            </button>
          </form>
        </details>
      )}
      <p>
        <a href={back}>{t('members.back')}</a>
      </p>
    </>
  )
}

type AbsenceProps = Pick<MemberProps, 'words' | 'id' | 'away' | 'deputies' | 'form' | 'errors' | 'back'>

/** When they are away: said, or taken back. */
export function AbsencePart({ words, id, away, deputies, form, errors, back, open }: AbsenceProps & { open: boolean }) {
  const { t } = words
  if (away !== null) {
    return (
      <form method="post" action={`/members/absences/${away.id}/end`}>
        <input type="hidden" name="back" value={back} />
        <p>{away.text}</p>
        <button class="button quiet" type="submit">
          {t('members.away.end')}
        </button>
      </form>
    )
  }
  return (
    <details open={open}>
      <summary>{t('members.away.title')}</summary>
      <form method="post" action={`/members/${id}/absence`} noValidate>
        <input type="hidden" name="back" value={back} />
        <FormField name="from" type="date" label={t('members.away.from')} value={form.from} errors={errors} required />
        <FormField name="to" type="date" label={t('members.away.to')} value={form.to} errors={errors} required />
        <ChoiceField
          name="deputy"
          label={t('members.away.deputy-field')}
          hint={t('members.away.deputy-hint')}
          options={[
            { value: '', label: t('members.away.nobody') },
            ...deputies.map(({ person, name }) => ({ value: person, label: name })),
          ]}
          value={form.deputy}
          errors={errors}
        />
        <button class="button" type="submit">
          {t('members.away.do')}
        </button>
      </form>
    </details>
  )
}
