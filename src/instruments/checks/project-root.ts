// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url'

/** Where reference/, law/ and docs/ of this installation stand, whatever the working directory. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))
