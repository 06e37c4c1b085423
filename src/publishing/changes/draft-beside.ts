// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, lawBeside } from '../../finder/index.ts'
import type { LawFolder } from '../../instruments/index.ts'
import { versionOfFolder } from './law-versions.ts'

/** The law in force with a draft in the place of the instrument that it replaces, so that persons can be tried against it before it is law. */
export function draftBeside(db: Db, folder: LawFolder, replaces: string | null): Promise<LoadedLaw> {
  const { state, qualifications = [], names = new Map() } = versionOfFolder(folder)
  return lawBeside(db, {
    states: [state],
    without: replaces === null ? [] : [replaces],
    qualifications,
    names: { qualification: names, awardingBody: names },
  })
}
