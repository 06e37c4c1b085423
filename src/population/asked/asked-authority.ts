// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { listAuthorities } from '../../organisations/index.ts'

/** @throws {Problem} `invalid-input` for an authority that nobody knows */
export async function expectAuthority(db: Db, authority: string): Promise<void> {
  const found = await listAuthorities(db, { id: authority }, { limit: 1, after: null })
  if (found.length === 0) throw new Problem('invalid-input', `there is no authority '${authority}'`)
}
