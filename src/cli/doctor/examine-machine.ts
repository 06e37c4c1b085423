// SPDX-License-Identifier: Apache-2.0
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { knownVariables, strangeVariables } from '../../kernel/known-environment.ts'
import type { Environment, Settings } from '../../kernel/settings.ts'
import { type Finding, missing, ok, problem } from './finding.ts'

const gigabyte = 1_000_000_000

export function examineMachine(settings: Settings, env: Environment): Finding[] {
  return [
    examineNode(),
    examineSettings(settings, env),
    ...strangeVariables(env).map((line) => problem('settings', line, 'Correct its name, or take it away.')),
    examineDirectory(settings),
    examineDisk(settings),
    examineBrowser(env),
  ]
}

function examineNode(): Finding {
  return ok('node', `Node.js ${process.versions.node} on ${process.platform}-${process.arch} (${process.execPath})`)
}

/** Names of what is set; values only where they cannot hold a password. */
function examineSettings(settings: Settings, env: Environment): Finding {
  const names = [...knownVariables, 'DATABASE_URL']
  const set = names.filter((name) => (env[name] ?? '') !== '')
  const known = set.length === 0 ? 'all by default' : `${set.join(', ')} set`
  return ok('settings', `${known}; the server answers at ${settings.baseUrl}`)
}

function examineDirectory({ dataDirectory, databaseUrl }: Settings): Finding {
  if (databaseUrl !== null) return ok('data directory', 'not used, because DATABASE_URL is set')
  if (!existsSync(dataDirectory)) return ok('data directory', `${dataDirectory}, made at the first start`)
  const mode = statSync(dataDirectory).mode & 0o777
  try {
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return problem(
      'data directory',
      `${dataDirectory} may not be written by this user`,
      'Give it to this user, or set PASSERELLE_DATA.',
    )
  }
  if ((mode & 0o066) !== 0) {
    const text = `${dataDirectory} may be read by others (mode ${mode.toString(8)})`
    return problem('data directory', text, `chmod 700 ${dataDirectory}`)
  }
  return ok('data directory', dataDirectory)
}

function examineDisk({ dataDirectory }: Settings): Finding {
  let place = dataDirectory
  while (!existsSync(place)) place = dirname(place)
  const { bavail, bsize } = statfsSync(place)
  const free = (bavail * bsize) / gigabyte
  const text = `${free.toFixed(1)} GB free at ${place}`
  if (free >= 2) return ok('disk', text)
  return problem('disk', text, 'Make room: 2 GB are needed for the database with ESCO and O*NET and one backup.')
}

function examineBrowser(env: Environment): Finding {
  const folders = (env.PATH ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const found = [env.PASSERELLE_CHROMIUM ?? '', ...names.flatMap((name) => folders.map((folder) => join(folder, name)))]
  const path = found.find((candidate) => candidate !== '' && existsSync(candidate))
  if (path !== undefined) return ok('browser', `${path}, for the tests`)
  return missing(
    'browser',
    'no Chromium; only the tests need one',
    'apt-get install chromium, or set PASSERELLE_CHROMIUM.',
  )
}
