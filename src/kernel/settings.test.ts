// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { Problem } from './problem.ts'
import { readSettings } from './settings.ts'

test('without variables the server is local, embedded and talks at info', () => {
  assert.deepEqual(readSettings({}), {
    host: '127.0.0.1',
    port: 3000,
    dataDirectory: join(import.meta.dirname, '..', '..', '.data'),
    databaseUrl: null,
    baseUrl: 'http://127.0.0.1:3000',
    logLevel: 'info',
    secretKey: null,
    demonstration: false,
    worker: true,
  })
})

test('every variable is read; empty ones count as not set', () => {
  const settings = readSettings({
    PASSERELLE_HOST: '::1',
    PASSERELLE_PORT: '0',
    PASSERELLE_DATA: '/srv/passerelle',
    DATABASE_URL: 'postgresql://app:secret@db/passerelle',
    PASSERELLE_BASE_URL: ' https://passerelle.example/recognition/ ',
    PASSERELLE_LOG_LEVEL: '',
    PASSERELLE_SECRET_KEY: 'k7Qw0u3dJ5vT8yXzB1nM4pRsL6aHfGcE',
    PASSERELLE_DEMO: '1',
    PASSERELLE_WORKER: '0',
  })
  assert.deepEqual(settings, {
    host: '::1',
    port: 0,
    dataDirectory: '/srv/passerelle',
    databaseUrl: 'postgresql://app:secret@db/passerelle',
    baseUrl: 'https://passerelle.example/recognition',
    logLevel: 'info',
    secretKey: 'k7Qw0u3dJ5vT8yXzB1nM4pRsL6aHfGcE',
    demonstration: true,
    worker: false,
  })
})

test('everything wrong is named at once, and a password is not repeated', () => {
  const wrong = {
    PASSERELLE_HOST: 'http://here',
    PASSERELLE_PORT: '70000',
    DATABASE_URL: 'mysql://app:secret@db/passerelle',
    PASSERELLE_BASE_URL: 'passerelle.example',
    PASSERELLE_LOG_LEVEL: 'loud',
    PASSERELLE_SECRET_KEY: 'geheim',
    PASSERELLE_DEMO: 'yes',
  }
  const message = [
    "PASSERELLE_HOST: 'http://here' is not a host name or an IP address without scheme and port, such as 127.0.0.1 or 0.0.0.0",
    "PASSERELLE_PORT: '70000' is not a whole number from 0 to 65535 (0: any free port)",
    'DATABASE_URL: is not a URL that begins with postgres:// or postgresql://',
    'PASSERELLE_BASE_URL: is not a URL that begins with http:// or https://',
    "PASSERELLE_LOG_LEVEL: 'loud' is not one of trace, debug, info, warn, error, fatal, silent",
    'PASSERELLE_SECRET_KEY: is too short, expected at least 32 characters of chance, as `openssl rand -base64 32` makes them',
    "PASSERELLE_DEMO: 'yes' is not 1 (on) or 0 (off)",
  ].join('\n')
  assert.throws(
    () => readSettings(wrong),
    (error) => error instanceof Problem && error.code === 'settings' && error.message === message,
  )
})

test('a demonstration has a directory of its own, where none is named', () => {
  const usual = readSettings({}).dataDirectory
  assert.equal(readSettings({ PASSERELLE_DEMO: '1' }).dataDirectory, `${usual}-demo`)
  assert.equal(readSettings({ PASSERELLE_DEMO: '1', PASSERELLE_DATA: '/srv/demo' }).dataDirectory, '/srv/demo')
})
