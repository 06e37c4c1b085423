// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import type { Words } from '../../ui/index.ts'

/** The ways in by authorities' own sign-ins: links, so that they work without a script. */
export function ProviderWays({
  words,
  providers,
  next,
}: {
  words: Words
  providers: readonly { id: string; names: Localized }[]
  next: string
}) {
  if (providers.length === 0) return null
  const query = next === '' ? '' : `?next=${encodeURIComponent(next)}`
  return (
    <section aria-labelledby="provider-ways">
      <h2 id="provider-ways">{words.t('provider.ways')}</h2>
      <ul class="provider-ways">
        {providers.map(({ id, names }) => (
          <li>
            <a class="button quiet" href={`/sign-in/provider/${id}${query}`} rel="nofollow">
              {words.pick(names)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
