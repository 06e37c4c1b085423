// SPDX-License-Identifier: Apache-2.0
import { type BundledScript, bundledScriptPath, bundleScript } from '../../ui/index.ts'

const source = {
  name: 'passkeys',
  entry: 'src/access/passkeys/passkeys.island.ts',
  sources: ['src/access/passkeys/passkeys.island.ts'],
}

export const passkeysScript = (): Promise<BundledScript> => bundleScript(source)

/** Its address for a page; null where it cannot be built: then the page works without it. */
export const passkeysScriptPath = (): Promise<string | null> => bundledScriptPath(source)
