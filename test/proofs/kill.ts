// SPDX-License-Identifier: Apache-2.0
import { scenes } from '../kill/kill-rounds.ts'
import { seededRandom } from '../support/random.ts'
import type { Proof } from './proof.ts'

export const killProof: Proof = {
  name: 'kill',
  summary: 'kill -9 at random moments, every other round with PostgreSQL: nothing acknowledged lost, next start clean',
  unit: 'rounds of each scene',
  size: 20,
  async run({ seed, size, done, progress }) {
    for (let round = done; round < size; round++) {
      for (const [index, scene] of scenes.entries()) {
        const when = await scene.round(seededRandom(seed * 1000 + round * 10 + index), round % 2 === 1)
        console.log(`round ${round + 1} of ${size}, ${scene.name}: killed ${when}, held`)
      }
      progress(round + 1)
    }
    return `${size} rounds each of ${scenes.map(({ name }) => name).join(', ')}; nothing lost, every next start clean`
  },
}
