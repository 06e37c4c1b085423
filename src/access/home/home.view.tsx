// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

/** What somebody is here, and what that is for. */
export function HomeView({ words, roles }: { words: Words; roles: readonly string[] }) {
  return (
    <ul class="entries">
      {roles.map((role) => (
        <li>
          <div>
            <h2>{words.t(`role.${role}`)}</h2>
            <p>{words.t(`role.${role}.means`)}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
