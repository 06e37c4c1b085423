// SPDX-License-Identifier: Apache-2.0
// Runs a Node command with PASSERELLE_TEST_DATABASE_URL set to a throw-away server of the oldest PostgreSQL, 15 at
// least, that this machine has. Without one it says so and ends well.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseIdentity, letThrough } from '../../src/db/embedded/choose-identity.ts'
import { systemBinaries } from '../../src/db/embedded/find-binaries.ts'
import { startPostmaster } from '../../src/db/embedded/postmaster.ts'
import { clusterUser, prepareCluster } from '../../src/db/embedded/prepare-cluster.ts'
import { socketDirectory } from '../../src/db/embedded/socket-directory.ts'

const binaries = systemBinaries().at(-1)
if (binaries === undefined) {
  console.log('The second round of tests is skipped: no PostgreSQL 15 or newer is installed on this machine.')
} else {
  console.log(`\n== database tests again, on PostgreSQL ${binaries.version} in ${binaries.directory}`)
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-server-'))
  const identity = chooseIdentity(binaries)
  letThrough(identity, directory)
  const cluster = join(directory, 'postgres')
  await prepareCluster(cluster, binaries, identity)
  const sockets = socketDirectory(cluster, identity)
  const logFile = join(directory, 'postgres.log')
  const postmaster = await startPostmaster({ cluster, sockets, logFile, binaries, identity, durable: false })
  const url = `postgresql://${clusterUser}@${encodeURIComponent(sockets)}:5432/postgres`
  process.exitCode = await run(process.argv.slice(2), url)
  await postmaster.stop()
  rmSync(directory, { recursive: true, force: true })
}

function run(args: string[], url: string): Promise<number> {
  const env = { ...process.env, PASSERELLE_TEST_DATABASE_URL: url }
  const child = spawn(process.execPath, [...process.execArgv, ...args], { stdio: 'inherit', env })
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGTERM', forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
