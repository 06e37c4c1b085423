// SPDX-License-Identifier: Apache-2.0
import { type InstrumentVersion, instrumentVersions } from '../../../instruments/index.ts'
import type { Words } from '../../../ui/index.ts'
import type { WithdrawnWords } from './law-views.model.ts'
import type { Library } from './open-library.ts'

/** An instrument as it stands; or, where it stands no more, as it was known when it was withdrawn. */
export interface Standing {
  library: Library
  versions: InstrumentVersion[]
  withdrawn: WithdrawnWords | null
}

/** Where an instrument can be read; null: it has never stood here, or not yet on that day. */
export async function whereItStands(library: Library, id: string): Promise<Standing | null> {
  const versions = await instrumentVersions(library.db, id)
  if (library.written.has(id)) return { library, versions, withdrawn: null }
  const { knownOn } = library
  const last = versions.find(({ recordedAt }) => knownOn === null || recordedAt.slice(0, 10) <= knownOn)
  if (last === undefined || last.supersededAt === null) return null
  const before = await library.asKnownAt(new Date(Date.parse(last.supersededAt) - 1))
  if (!before.written.has(id)) return null
  return { library: before, versions, withdrawn: inWords(library.words, id, last, last.supersededAt) }
}

function inWords(words: Words, id: string, { withdrawnBy }: InstrumentVersion, at: string): WithdrawnWords {
  const date = words.date(withdrawnBy?.on ?? at.slice(0, 10))
  const reason = withdrawnBy?.reason ?? null
  const said =
    reason === null
      ? words.t('law.withdrawn.gone', { date })
      : words.t('law.withdrawn', { date, reason: words.pick(reason) })
  return { said, history: `/law/${id}/history` }
}
