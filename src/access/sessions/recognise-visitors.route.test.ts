// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type TestShell, testShell } from '../../../test/http/shell.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { systemClock } from '../../kernel/index.ts'
import { recogniseVisitors, sessionCookie } from './recognise-visitors.route.ts'
import { SessionDesk } from './session-desk.ts'

interface Visit {
  shell: TestShell
  token: string
  desk: SessionDesk
}

const withVisitor = (fn: (visit: Visit) => Promise<void>) =>
  withTestDatabase(async (db) => {
    const { rows } = await sql<{ id: string }>`insert into people (name) values ('Ольга') returning id`.execute(db)
    const desk = new SessionDesk(db, systemClock)
    const token = await desk.start(rows[0]?.id ?? '', 'password', { network: null, program: null })
    const shell = await testShell()
    recogniseVisitors(shell.app, { desk, baseUrl: 'http://127.0.0.1:3000' })
    shell.app.get('/me', async ({ signedIn }) => ({ name: signedIn?.name ?? null }))
    shell.app.post('/act', async ({ signedIn }) => ({ name: signedIn?.name ?? null }))
    await fn({ shell, token, desk })
    await shell.app.close()
  })

const name = 'passerelle-session'

test('the cookie of a session says who asks', () =>
  withVisitor(async ({ shell, token, desk }) => {
    const asked = async (cookie?: string) =>
      (await shell.app.inject({ url: '/me', ...(cookie === undefined ? {} : { headers: { cookie } }) })).json().name
    assert.equal(await asked(`lang=en; ${name}=${token}`), 'Ольга')
    for (const cookie of [
      undefined,
      `${name}=`,
      `${name}=${token}x`,
      `other=${token}`,
      `${name}=${token}; ${name}=${token}`,
    ]) {
      assert.equal(await asked(cookie), null, cookie)
    }
    await desk.end(token)
    assert.equal(await asked(`${name}=${token}`), null)
  }))

test('what changes something must come from a page of ours', () =>
  withVisitor(async ({ shell, token }) => {
    const sent = async (headers: Record<string, string>) =>
      (await shell.app.inject({ method: 'POST', url: '/act', headers: { cookie: `${name}=${token}`, ...headers } }))
        .statusCode
    assert.equal(await sent({ 'sec-fetch-site': 'same-origin' }), 200)
    assert.equal(await sent({ origin: 'http://127.0.0.1:3000' }), 200)
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3000' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:3001' },
      { origin: 'https://evil.example' },
    ]) {
      assert.equal(await sent(headers), 403, JSON.stringify(headers))
    }
    const nobody = await shell.app.inject({ method: 'POST', url: '/act', headers: { origin: 'https://evil.example' } })
    assert.deepEqual(nobody.json(), { name: null })
  }))

test('over https the cookie is bound to the host', () => {
  assert.deepEqual(sessionCookie('https://pass.example'), {
    name: '__Host-passerelle-session',
    attributes: 'Path=/; HttpOnly; SameSite=Lax; Secure',
  })
})
