// SPDX-License-Identifier: Apache-2.0
import { type Command, exitCode } from '../../kernel/index.ts'
import { forgetLocked } from './forget-secrets.ts'

/** `passerelle secrets forget`: for whoever has lost the key. */
export const forgetSecretsCommand: Command = {
  name: 'secrets forget',
  summary: 'Remove what a lost key had locked, so that the server starts with another',
  usage: '--yes',
  description:
    'For whoever runs the server, and with the server stopped. Second factors, recovery codes and the client secrets of identity providers are removed: everybody sets up a second factor anew, and staff can do nothing as staff until they have. Passwords, passkeys and everything else stay.',
  options: [{ flag: '--yes', summary: 'Do it: it cannot be undone' }],
  examples: ['passerelle secrets forget --yes'],
  run: async ({ database, stdout, stderr }, { values }) => {
    if (values['yes'] !== true) {
      stderr(
        'Nothing was removed. With --yes second factors, recovery codes and client secrets are removed for good.\n',
      )
      return exitCode.usage
    }
    const { factors, providers } = await forgetLocked(await database())
    stdout(
      `${factors} second factors and ${providers} client secrets were removed. The next start takes its key as the new one.\n`,
    )
    return exitCode.ok
  },
}
