// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises'
import type { App } from '../../kernel/index.ts'
import { ProgressDesk } from './progress-desk.ts'

/** Where pages that wait for some work are told how far it is, as long as the server runs: whoever waits does not hold its stop up. */
export function keepProgress(app: App): ProgressDesk {
  const desk = new ProgressDesk()
  app.addHook('preClose', async () => {
    await desk.close()
    // The last of it leaves before connections are cut.
    await setImmediate()
  })
  return desk
}
