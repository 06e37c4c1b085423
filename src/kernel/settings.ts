// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FieldError, Problem } from './problem.ts'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export interface Settings {
  host: string
  port: number
  /** Absolute. Holds the embedded PostgreSQL and what must outlive a restart. */
  dataDirectory: string
  /** A PostgreSQL 15 or newer; null: the embedded one. */
  databaseUrl: string | null
  /** How the outside world reaches this server, without a slash at the end. */
  baseUrl: string
  logLevel: LogLevel
  /** Locks what must not be read from the database or a backup; null: a file in the data directory does. Never shown. */
  secretKey: string | null
  /** Labelled accounts that anybody may use, under a banner; only on a database without real people. */
  demonstration: boolean
  /** The server itself takes chunks of re-evaluations; else others do. */
  worker: boolean
}

/** In the project, wherever the command is called from. */
export const defaultDataDirectory = fileURLToPath(new URL('../../.data', import.meta.url))

/** Beside it, so that trying things out never meets real people. */
const demonstrationDirectory = `${defaultDataDirectory}-demo`

export type Environment = Record<string, string | undefined>

/** The settings, read once at start. Everything that is wrong is named at once: the variable, its value, the expected. */
export function readSettings(env: Environment): Settings {
  const errors: FieldError[] = []
  const host = readHost(env, errors)
  const port = readPort(env, errors)
  const databaseUrl = readUrl(env, errors, 'DATABASE_URL', ['postgres:', 'postgresql:'])
  const baseUrl = readUrl(env, errors, 'PASSERELLE_BASE_URL', ['http:', 'https:'])
  const logLevel = readLogLevel(env, errors)
  const secretKey = readSecretKey(env, errors)
  const demonstration = readSwitch(env, errors, 'PASSERELLE_DEMO')
  const worker = readSwitch(env, errors, 'PASSERELLE_WORKER', '1')
  const usual = demonstration ? demonstrationDirectory : defaultDataDirectory
  const dataDirectory = resolve(given(env, 'PASSERELLE_DATA') ?? usual)
  if (errors.length > 0) {
    throw new Problem('settings', errors.map((error) => `${error.path}: ${error.message}`).join('\n'), { errors })
  }
  return {
    host,
    port,
    dataDirectory,
    databaseUrl,
    baseUrl: (baseUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(/\/+$/, ''),
    logLevel,
    secretKey,
    demonstration,
    worker,
  }
}

/** An empty variable counts as one that is not set, as in `PASSERELLE_PORT= npm start`. */
function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

function readHost(env: Environment, errors: FieldError[]): string {
  const host = given(env, 'PASSERELLE_HOST') ?? '127.0.0.1'
  if (/^[A-Za-z0-9.:_-]+$/.test(host)) return host
  const expected = 'a host name or an IP address without scheme and port, such as 127.0.0.1 or 0.0.0.0'
  errors.push({ path: 'PASSERELLE_HOST', message: `'${host}' is not ${expected}`, expected })
  return host
}

function readPort(env: Environment, errors: FieldError[]): number {
  const text = given(env, 'PASSERELLE_PORT') ?? '3000'
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65535) return port
  const expected = 'a whole number from 0 to 65535 (0: any free port)'
  errors.push({ path: 'PASSERELLE_PORT', message: `'${text}' is not ${expected}`, expected })
  return 0
}

function readUrl(env: Environment, errors: FieldError[], name: string, protocols: string[]): string | null {
  const text = given(env, name)
  if (text === undefined) return null
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
  const expected = `a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`
  // The value may hold a password, so it is not repeated.
  errors.push({ path: name, message: `is not ${expected}`, expected })
  return null
}

function readSecretKey(env: Environment, errors: FieldError[]): string | null {
  const text = given(env, 'PASSERELLE_SECRET_KEY')
  if (text === undefined || text.length >= 32) return text ?? null
  const expected = 'at least 32 characters of chance, as `openssl rand -base64 32` makes them'
  // A secret is not repeated.
  errors.push({ path: 'PASSERELLE_SECRET_KEY', message: `is too short, expected ${expected}`, expected })
  return null
}

function readSwitch(env: Environment, errors: FieldError[], name: string, usual: '0' | '1' = '0'): boolean {
  const text = given(env, name) ?? usual
  if (text === '1' || text === '0') return text === '1'
  const expected = '1 (on) or 0 (off)'
  errors.push({ path: name, message: `'${text}' is not ${expected}`, expected })
  return false
}

function readLogLevel(env: Environment, errors: FieldError[]): LogLevel {
  const text = given(env, 'PASSERELLE_LOG_LEVEL') ?? 'info'
  const level = logLevels.find((known) => known === text)
  if (level !== undefined) return level
  const expected = `one of ${logLevels.join(', ')}`
  errors.push({ path: 'PASSERELLE_LOG_LEVEL', message: `'${text}' is not ${expected}`, expected })
  return 'info'
}
