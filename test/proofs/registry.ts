// SPDX-License-Identifier: Apache-2.0
import { engineDifferentialProof } from './engine-differential.ts'
import { foreignWalkProof } from './foreign-walk.ts'
import { killPeopleProof, killPopulationProof, killProof, killPublicationProof, killRegisterProof } from './kill.ts'
import { lawAnalysisProof } from './law-analysis.ts'
import { linkedDataProof } from './linked-data.ts'
import { populationProof } from './population.ts'
import type { Proof } from './proof.ts'

/** Every proof, by the name that `npm run proof -- NAME` takes. */
export const proofs: Proof[] = [
  engineDifferentialProof,
  killProof,
  killPeopleProof,
  killPublicationProof,
  killRegisterProof,
  killPopulationProof,
  foreignWalkProof,
  lawAnalysisProof,
  linkedDataProof,
  populationProof,
]
