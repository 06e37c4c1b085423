// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import type { Words } from '../messages/words.ts'

export interface AreaProps {
  words: Words
  /** The places that this visitor may enter, in the order of the menu; their names are messages `area.NAME`. */
  places: readonly { path: string; name: string; part?: string }[]
  /** The place where the visitor is. */
  here: string
  title: string
  lead?: string | undefined
  children: ComponentChildren
}

/** A page behind the door: the way through the area beside it, its title, its content. */
export function Area({ words, places, here, title, lead, children }: AreaProps) {
  return (
    <div class="area">
      <nav class="area-nav" aria-label={words.t('area.places')}>
        <ul>
          {places.map(({ path, name, part }, at) => (
            <li class={at > 0 && part !== places[at - 1]?.part ? 'apart' : undefined}>
              <a href={path} aria-current={path === here ? 'page' : undefined}>
                {words.t(`area.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="area-body">
        <h1>{title}</h1>
        {lead === undefined ? null : <p class="lead">{lead}</p>}
        {children}
      </div>
    </div>
  )
}
