// SPDX-License-Identifier: Apache-2.0

/** Floors, lowest first: a room may import the doors of lower floors only. Rooms of one floor do not know each other. */
export const floors: string[][] = [
  ['kernel'],
  ['organisations'],
  ['access'],
  ['register'],
  ['instruments'],
  ['finder'],
  ['publishing', 'casework', 'programmes'],
  ['population', 'credentials', 'federation'],
  ['observatory'],
]

/** Folders of `src` beside the floors: the database handle, the component library, the shells. */
export const annexes: string[] = ['db', 'ui', 'http', 'jobs', 'cli']
