// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../db/index.ts'
import { Problem, type Settings } from '../../kernel/index.ts'
import { noteKey } from './secret-keys.store.ts'
import { Secrets } from './secrets.ts'

export const keyFile = 'secret.key'

/** The secrets of this installation. Refused where the database's were locked with another key. As the owner, at the start. */
export async function openSecrets(
  owner: Db,
  { secretKey, dataDirectory }: Pick<Settings, 'secretKey' | 'dataDirectory'>,
): Promise<Secrets> {
  const path = join(dataDirectory, keyFile)
  const secrets = new Secrets(secretKey ?? takeKeyFile(dataDirectory, path))
  if (await noteKey(owner, secrets.fingerprint)) return secrets
  const source = secretKey === null ? path : 'PASSERELLE_SECRET_KEY'
  throw new Problem(
    'settings',
    `${source} is not the key with which this database's secrets are locked. Set PASSERELLE_SECRET_KEY to that key, or put its ${keyFile} ` +
      'into the data directory. If it is lost: passerelle secrets forget --yes removes what it had locked',
  )
}

/** The key in the file, which is made when it is first needed. It appears whole or not at all, for its user only. */
function takeKeyFile(directory: string, path: string): string {
  return readKeyFile(path) ?? makeKeyFile(directory, path)
}

function makeKeyFile(directory: string, path: string): string {
  const key = randomBytes(32).toString('base64')
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = openSync(temporary, 'wx', 0o600)
  try {
    writeSync(file, `${key}\n`)
    fsyncSync(file)
    linkSync(temporary, path)
  } catch (error) {
    // Another process was faster: its key counts.
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    closeSync(file)
    unlinkSync(temporary)
  }
  return readKeyFile(path) ?? key
}

function readKeyFile(path: string): string | null {
  try {
    const key = readFileSync(path, 'utf8').trim()
    if (key.length < 32) throw new Problem('settings', `${path} holds no key: expected at least 32 characters`)
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw new Problem('settings', `${path} can be read by others: chmod 600 ${path}`)
    return key
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
