// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

/** On every page, above everything: that nothing here is real. */
export function DemonstrationBanner({ words }: { words: Words }) {
  return (
    <aside class="demo-banner" aria-label={words.t('demo.banner.name')}>
      <p class="wrap">
        {words.t('demo.banner')} <a href="/demo">{words.t('demo.banner.do')}</a>
      </p>
    </aside>
  )
}

export interface DemonstrationGroup {
  title: string
  accounts: readonly { person: string; role: string; means: string }[]
}

/** One button for each account. */
export function DemonstrationView({ words, groups }: { words: Words; groups: readonly DemonstrationGroup[] }) {
  return (
    <>
      {groups.map(({ title, accounts }) => (
        <section>
          <h2>{title}</h2>
          <ul class="entries">
            {accounts.map(({ person, role, means }) => (
              <li>
                <p>{means}</p>
                <form method="post" action="/demo">
                  <input type="hidden" name="account" value={person} />
                  <button class="button quiet" type="submit">
                    {words.t('demo.enter', { role })}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
