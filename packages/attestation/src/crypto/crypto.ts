// SPDX-License-Identifier: Apache-2.0
import { nodeCrypto } from '../bytes/platform.ts'
import type { CryptoProvider } from './crypto-provider.ts'
import { nodeProvider } from './node-provider.ts'
import { webProvider } from './web-provider.ts'

/** The cryptographic library of the platform: `node:crypto` where there is one, otherwise WebCrypto. */
export const platformCrypto: CryptoProvider = nodeCrypto ? nodeProvider(nodeCrypto) : webProvider(globalThis.crypto)
