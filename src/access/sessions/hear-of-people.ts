// SPDX-License-Identifier: Apache-2.0
import type { SessionDesk } from './session-desk.ts'

/** On which channel the database says that somebody's sessions, roles or name have changed (migrations/0016). */
export const peopleChannel = 'passerelle_person'

/** A desk that hears of it forgets what it had in hand; after a gap, everything. */
export const hearOfPeople = (desk: SessionDesk) => ({
  heard: (person: string) => desk.forget(person),
  missed: () => desk.forgetAll(),
})
