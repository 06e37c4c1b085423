// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../../kernel/problem.ts'
import { handOver, type Identity } from './choose-identity.ts'

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing zero included: unix(7). */
const longestPath = process.platform === 'linux' ? 107 : 103

const socketName = '.s.PGSQL.5432'

/** The cluster's own folder, or, where its path is too long for a socket, a short private one for the same folder. */
export function socketDirectory(cluster: string, identity: Identity): string {
  if (Buffer.byteLength(join(cluster, socketName)) <= longestPath) return cluster
  const name = createHash('sha256').update(realpathSync(cluster)).digest('hex').slice(0, 16)
  const directory = [tmpdir(), '/tmp']
    .map((parent) => join(parent, `passerelle-${name}`))
    .find((path) => Buffer.byteLength(join(path, socketName)) <= longestPath)
  if (directory === undefined) {
    throw new Problem(
      'settings',
      `The path ${cluster} is too long for a unix socket; set PASSERELLE_DATA to a shorter one.`,
    )
  }
  mkdirSync(directory, { mode: 0o700, recursive: true })
  refuseForeign(directory, identity)
  handOver(identity, directory)
  chmodSync(directory, 0o700)
  return directory
}

/** In a folder that all may write, somebody else may have made it first to listen to us. */
function refuseForeign(directory: string, identity: Identity): void {
  const found = lstatSync(directory)
  const mine = [process.getuid?.(), identity.owner?.uid]
  if (found.isDirectory() && mine.includes(found.uid)) return
  throw new Problem(
    'unavailable',
    `${directory} belongs to somebody else; remove it or set PASSERELLE_DATA to a shorter path.`,
  )
}
