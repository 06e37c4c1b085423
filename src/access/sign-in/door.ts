// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../../kernel/index.ts'
import { GuessDesk } from '../guesses/guess-desk.ts'
import { ProviderDesk } from '../providers/provider-desk.ts'
import { providerReach } from '../providers/public-address.ts'
import { FactorDesk } from '../second-factor/factor-desk.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Entrance } from '../sessions/enter.ts'
import { CodeDesk } from '../sign-up/code-desk.ts'

/** What is needed to let somebody in, and to keep others out. */
export interface Door extends Entrance {
  guesses: GuessDesk
  factors: FactorDesk
  codes: CodeDesk
  /** Speaks with the identity providers of authorities. */
  providers: ProviderDesk
  secrets: Secrets
  clock: Clock
  /** How the outside world reaches this server: links in letters begin with it. */
  baseUrl: string
  /** Whether messages to phones leave the house. */
  phones: boolean
}

export interface DoorSettings extends Entrance, Pick<Door, 'clock' | 'baseUrl' | 'phones' | 'secrets'> {
  /** Networks beside the public internet where identity providers may stand. */
  providerNetworks?: readonly string[] | undefined
}

export function openDoor({ providerNetworks = [], ...given }: DoorSettings): Door {
  const { clock, baseUrl, secrets } = given
  const reach = providerReach(baseUrl, providerNetworks)
  const providers = new ProviderDesk({ baseUrl, reach, clock })
  return {
    ...given,
    providers,
    guesses: new GuessDesk(secrets),
    factors: new FactorDesk(secrets, clock),
    codes: new CodeDesk(secrets),
  }
}
