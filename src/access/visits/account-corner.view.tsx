// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { AreaPlace } from './area.model.ts'

/** Who has signed in, and the ways that are open to them. A `details` opens without a script. */
export function AccountMenu({ words, name, places }: { words: Words; name: string; places: readonly AreaPlace[] }) {
  return (
    <details data-menu>
      <summary>
        <span>{name}</span>
      </summary>
      <div>
        <ul>
          {places.map((place) => (
            <li>
              <a href={place.path}>{words.t(`area.${place.name}`)}</a>
            </li>
          ))}
        </ul>
        <form method="post" action="/sign-out">
          <button type="submit">{words.t('corner.sign-out')}</button>
        </form>
      </div>
    </details>
  )
}
