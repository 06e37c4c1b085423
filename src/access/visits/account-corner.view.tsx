// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { AreaPlace } from './area.model.ts'

/** Who has signed in, and the ways that are open to them. A `details` opens without a script. */
export function AccountMenu(props: {
  words: Words
  visitor: { name: string; unread: number }
  places: readonly AreaPlace[]
}) {
  const { words, visitor, places } = props
  const { name, unread } = visitor
  return (
    <details data-menu>
      <summary>
        <span>{name}</span>
        {unread > 0 ? <Count words={words} unread={unread} /> : null}
      </summary>
      <div>
        <ul>
          {places.map((place, at) => (
            <li class={at > 0 && place.part !== places[at - 1]?.part ? 'apart' : undefined}>
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

/** A number beside the name; read out with what it counts. */
function Count({ words, unread }: { words: Words; unread: number }) {
  return (
    <span class="count" role="img" aria-label={words.t('corner.unread', { n: unread })}>
      {unread > 99 ? '99+' : words.number(unread)}
    </span>
  )
}
