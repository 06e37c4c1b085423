// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../../kernel/index.ts'
import type { Words } from '../../../ui/index.ts'

type Thing = 'instrument' | 'catalogue' | 'framework' | 'jurisdiction' | 'awarding-body'

/** What an address names and nobody has recorded here. */
export function notHere(words: Words, thing: Thing, id: string): Problem {
  const message = `there is no ${thing.replace('-', ' ')} '${id}'`
  return new Problem('not-found', message, { told: words.t(`law.unknown.${thing}`, { id }) })
}
