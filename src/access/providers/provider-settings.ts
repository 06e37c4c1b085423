// SPDX-License-Identifier: Apache-2.0
import { type Environment, Problem } from '../../kernel/index.ts'
import { isNetwork } from './public-address.ts'

/** Networks beside the public internet where identity providers may stand. Read once at start, with an error that names the variable. */
export function readProviderNetworks(env: Environment): string[] {
  const text = env['PASSERELLE_PROVIDER_NETWORKS']?.trim() ?? ''
  if (text === '') return []
  const networks = text.split(',').map((one) => one.trim())
  const wrong = networks.filter((one) => one !== 'loopback' && !isNetwork(one))
  if (wrong.length === 0) return networks
  const expected = 'networks such as loopback,10.0.0.0/8,fd00::/8'
  const message = `'${wrong.join(', ')}' is not ${expected}`
  const errors = [{ path: 'PASSERELLE_PROVIDER_NETWORKS', message, expected }]
  throw new Problem('settings', `PASSERELLE_PROVIDER_NETWORKS: ${message}`, { errors })
}
