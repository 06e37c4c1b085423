// SPDX-License-Identifier: Apache-2.0
import { type KillScene, scenes } from '../kill/kill-rounds.ts'
import { duringChangesOfPeople } from '../kill/people-rounds.ts'
import { duringReevaluation } from '../kill/population-rounds.ts'
import { duringPublication } from '../kill/publication-rounds.ts'
import { duringRegister } from '../kill/register-rounds.ts'
import { seededRandom } from '../support/random.ts'
import type { Proof } from './proof.ts'

const proofOf = (name: string, summary: string, size: number, played: readonly KillScene[]): Proof => ({
  name,
  summary,
  unit: 'rounds of each scene',
  size,
  async run({ seed, size: rounds, done, progress }) {
    for (let round = done; round < rounds; round++) {
      for (const [index, scene] of played.entries()) {
        const when = await scene.round(seededRandom(seed * 1000 + round * 10 + index), round % 2 === 1)
        console.log(`round ${round + 1} of ${rounds}, ${scene.name}: killed ${when}, held`)
      }
      progress(round + 1)
    }
    return `${rounds} rounds each of ${played.map((scene) => scene.name).join(', ')}; nothing lost, every next start clean`
  },
})

export const killProof = proofOf(
  'kill',
  'kill -9 at random moments, every other round with PostgreSQL: nothing acknowledged lost, next start clean',
  20,
  scenes,
)

export const killPeopleProof = proofOf(
  'kill-people',
  'kill -9 during sign-up, invitations and changes of roles, every other round with PostgreSQL: nothing half done',
  50,
  [duringChangesOfPeople],
)

export const killPublicationProof = proofOf(
  'kill-publication',
  'kill -9 while law is published and corrected, every other round with PostgreSQL: a batch is in force whole or not at all',
  50,
  [duringPublication],
)

export const killRegisterProof = proofOf(
  'kill-register',
  'kill -9 while a register of holders goes in, every other round with PostgreSQL: every good row is there once, every bad one told once',
  50,
  [duringRegister],
)

export const killPopulationProof = proofOf(
  'kill-population',
  'kill -9 of workers while holders are evaluated again, every other round with PostgreSQL: the result is that of an undisturbed run, everybody is told once',
  50,
  [duringReevaluation],
)
