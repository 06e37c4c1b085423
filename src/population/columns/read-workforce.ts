// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'
import { unreadable } from '../asked/asked-file.ts'
import { PopulationError } from '../population-error.ts'
import { readSnapshot } from './read-snapshot.ts'

/** The file of a workforce that somebody names. @throws {Problem} `invalid-input` where it cannot be read */
export function readWorkforce(file: string): ReturnType<typeof readSnapshot> {
  return readSnapshot(file).catch((error: unknown) => {
    if (error instanceof PopulationError) throw new Problem('invalid-input', error.message, { cause: error })
    return unreadable(file)(error as NodeJS.ErrnoException)
  })
}
