// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../../kernel/index.ts'
import { GuessDesk } from '../guesses/guess-desk.ts'
import { FactorDesk } from '../second-factor/factor-desk.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Entrance } from '../sessions/enter.ts'
import { CodeDesk } from '../sign-up/code-desk.ts'

/** What is needed to let somebody in, and to keep others out. */
export interface Door extends Entrance {
  guesses: GuessDesk
  factors: FactorDesk
  codes: CodeDesk
  clock: Clock
  /** How the outside world reaches this server: links in letters begin with it. */
  baseUrl: string
  /** Whether messages to phones leave the house. */
  phones: boolean
}

export function openDoor(given: Entrance & { clock: Clock; baseUrl: string; phones: boolean; secrets: Secrets }): Door {
  const { db, desk, clock, baseUrl, phones, secrets } = given
  return {
    ...{ db, desk, clock, baseUrl, phones },
    guesses: new GuessDesk(secrets),
    factors: new FactorDesk(secrets, clock),
    codes: new CodeDesk(secrets),
  }
}
