// SPDX-License-Identifier: Apache-2.0
import { test } from 'node:test'
import { seededRandom } from '../support/random.ts'
import { duringFilling } from './fill-rounds.ts'
import { scenes } from './kill-rounds.ts'
import { duringChangesOfPeople } from './people-rounds.ts'
import { duringReevaluation } from './population-rounds.ts'
import { duringPublication } from './publication-rounds.ts'
import { duringRegister } from './register-rounds.ts'

const rounds = 3

for (const scene of [
  ...scenes,
  duringChangesOfPeople,
  duringPublication,
  duringRegister,
  duringFilling,
  duringReevaluation,
]) {
  test(`kill -9 during ${scene.name}: nothing acknowledged is lost, the next start is clean`, async (context) => {
    const random = seededRandom(20261122)
    for (let round = 0; round < rounds; round++) {
      context.diagnostic(await scene.round(random, round % 2 === 1))
    }
  })
}
