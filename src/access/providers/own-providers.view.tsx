// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import { Notice, type Words } from '../../ui/index.ts'

export interface OwnProvidersProps {
  words: Words
  links: readonly { id: string; names: Localized; disabled: boolean; createdAt: Date; usedAt: Date | null }[]
  offered: readonly { id: string; names: Localized }[]
  day: (at: Date) => string
  done?: 'linked' | 'unlinked' | undefined
  /** Why something was not done: the message `provider.refused.NAME`. */
  refused?: string | undefined
  /** Whether the section says what it is; on a page of its own that does. */
  titled?: boolean
}

/** The accounts that somebody has at authorities' own sign-ins: which are linked, which could be. */
export function OwnProvidersSection({ words, links, offered, day, done, refused, titled = false }: OwnProvidersProps) {
  return (
    <section aria-labelledby={titled ? 'own-providers' : undefined}>
      {titled ? <h2 id="own-providers">{words.t('provider.own.title')}</h2> : null}
      {titled ? <p>{words.t('provider.own.what')}</p> : null}
      {done === undefined ? null : <Notice kind="done">{words.t(`provider.done.${done}`)}</Notice>}
      {refused === undefined ? null : (
        <div class="error-summary" role="alert" tabIndex={-1} data-focus>
          <p>{words.t(`provider.refused.${refused}`)}</p>
        </div>
      )}
      {links.length === 0 ? <p class="hint">{words.t('provider.own.empty')}</p> : null}
      {links.length + offered.length === 0 ? null : (
        <ul class="entries">
          {links.map(({ id, names, disabled, createdAt, usedAt }) => (
            <li>
              <div>
                <strong>{words.pick(names)}</strong>
                <p class="hint">
                  {disabled ? `${words.t('provider.state.disabled')} ` : null}
                  {words.t('provider.own.since', { day: day(createdAt) })}{' '}
                  {usedAt === null ? null : words.t('provider.own.used', { day: day(usedAt) })}
                </p>
              </div>
              <details>
                <summary>{words.t('provider.own.unlink')}</summary>
                <form method="post" action={`/account/providers/${id}/unlink`}>
                  <p>{words.t('provider.own.unlink.means')}</p>
                  <button type="submit" class="button quiet">
                    {words.t('provider.own.unlink.do')}
                  </button>
                </form>
              </details>
            </li>
          ))}
          {offered.map(({ id, names }) => (
            <li>
              <div>
                <strong>{words.pick(names)}</strong>
                <p class="hint">{words.t('provider.own.not-linked')}</p>
              </div>
              <form method="post" action={`/account/providers/${id}/link`}>
                <button type="submit" class="button quiet">
                  {words.t('provider.own.link')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
