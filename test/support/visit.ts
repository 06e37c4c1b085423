// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../src/access/index.ts'

/** One look at a page. */
export interface Visit {
  path: string
  /** Fields of a form, where the page answers one. */
  sends?: Readonly<Record<string, string>>
  /** Who visits: somebody who has signed in with this role. Nobody, where nothing is said. */
  as?: Role
  /** They have come with a password alone. */
  weak?: boolean
  /** A cookie that they bring: `name=value`. */
  cookie?: string
}

export const get = (path: string): Visit => ({ path })
export const getAs = (role: Role, path: string): Visit => ({ path, as: role })
