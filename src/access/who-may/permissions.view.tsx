// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface ShownAct {
  id: string
  title: string
  why: string
  /** Who, where and under which conditions. */
  lines: readonly string[]
}

export interface ShownStanding {
  title: string
  /** Since when, by whom, for which part. */
  lines: readonly string[]
  /** Whether the acts are those beside what everyone may. */
  besides: boolean
  acts: readonly string[]
}

export interface PermissionsProps {
  words: Words
  /** Of who is signed in; null: nobody is. */
  own: readonly ShownStanding[] | null
  acts: readonly ShownAct[]
  roles: readonly { role: string; name: string }[]
  role: string
}

/** Who may do what, and why; first what the reader may. */
export function PermissionsView({ words, own, acts, roles, role }: PermissionsProps) {
  const { t } = words
  return (
    <>
      {own === null ? null : <Own words={words} own={own} />}
      <section>
        <h2>{t('permissions.all')}</h2>
        <form method="get" action="/permissions">
          <div class="form-field">
            <label for="role">{t('permissions.role')}</label>
            <select id="role" name="role">
              <option value="">{t('permissions.role.every')}</option>
              {roles.map((one) => (
                <option value={one.role} selected={one.role === role}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
          <button class="button quiet" type="submit">
            {t('permissions.show')}
          </button>
        </form>
        <ul class="entries">
          {acts.map((act) => (
            <li id={act.id}>
              <div>
                <h3>{act.title}</h3>
                {act.lines.map((line) => (
                  <p>{line}</p>
                ))}
                <p class="hint">{act.why}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Own({ words, own }: { words: Words; own: readonly ShownStanding[] }) {
  return (
    <section>
      <h2>{words.t('permissions.own')}</h2>
      <ul class="entries">
        {own.map((standing) => (
          <li>
            <div>
              <h3>{standing.title}</h3>
              {standing.lines.map((line) => (
                <p class="hint">{line}</p>
              ))}
              <Acts words={words} standing={standing} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Acts({ words, standing: { besides, acts } }: { words: Words; standing: ShownStanding }) {
  if (acts.length === 0) return <p>{words.t('permissions.own.none')}</p>
  return (
    <>
      {besides ? <p>{words.t('permissions.own.besides')}</p> : null}
      <ul class="columns">
        {acts.map((act) => (
          <li>{act}</li>
        ))}
      </ul>
    </>
  )
}
