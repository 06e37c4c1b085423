// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'
import { AbsencePart } from '../members/member.view.tsx'

export interface OwnRole {
  id: string
  role: string
  means: string
  /** For whom. */
  body: string | null
  lines: readonly string[]
  /** It waits for a second factor. */
  withheld: boolean
  mayLeave: boolean
  mayBeAway: boolean
  away: { id: string; text: string } | null
  deputies: readonly { person: string; name: string }[]
}

/** What somebody is here, since when and by whom; what they can say or give back. */
export function OwnRolesView({ words, roles, done }: { words: Words; roles: readonly OwnRole[]; done: string | null }) {
  const { t } = words
  return (
    <>
      {done === null ? null : <Notice kind="done">{t(`members.own.done.${done}`)}</Notice>}
      <ul class="entries">
        {roles.map((role) => (
          <li>
            <div>
              <h2>{role.body === null ? role.role : t('members.own.for', { role: role.role, body: role.body })}</h2>
              <p>{role.means}</p>
              {role.lines.map((line) => (
                <p class="hint">{line}</p>
              ))}
              {role.withheld ? (
                <Notice kind="heed">
                  {t('members.own.withheld')} <a href="/account/security">{t('members.own.withheld.do')}</a>
                </Notice>
              ) : null}
              {role.mayBeAway ? (
                <AbsencePart
                  words={words}
                  id={role.id}
                  away={role.away}
                  deputies={role.deputies}
                  form={emptyForm}
                  errors={[]}
                  back="/account/roles"
                  open={false}
                />
              ) : null}
              {role.mayLeave ? (
                <details>
                  <summary>{t('members.leave.title')}</summary>
                  <form method="post" action={`/account/roles/${role.id}/leave`}>
                    <p>{t('members.leave.sure')}</p>
                    <button class="button" type="submit">
                      {t('members.leave.do')}
                    </button>
                  </form>
                </details>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      <p>
        <a href="/permissions">{t('members.own.permissions')}</a>
      </p>
    </>
  )
}

const emptyForm = { role: '', part: '', until: '', reason: '', from: '', to: '', deputy: '' }
