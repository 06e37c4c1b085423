// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { systemClock } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { acts, type Role, recordAct, roles, SessionDesk } from '../index.ts'
import { doorActs, serverActs } from '../permissions/matrix.model.ts'
import { csvLine } from './audit-entry.model.ts'
import { actInWords } from './present-audit.ts'

const north = 'xa-authority-north'
const south = 'xa-authority-south'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

interface Someone {
  person: string
  cookie: string
}

async function someone(name: string, role: Role, authority = north): Promise<Someone> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(site.db)
  const person = rows[0]?.id ?? ''
  const where = roles[role] === 'authority' ? authority : null
  await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${where})`.execute(site.db)
  const from = { network: null, program: null }
  const token = await new SessionDesk(site.appDb, systemClock).start(person, 'second-factor', from)
  return { person, cookie: `passerelle-session=${token}` }
}

const get = ({ cookie }: Someone, url: string) => site.app.inject({ url, headers: { cookie } })
const post = ({ cookie }: Someone, url: string, fields: Record<string, string>) =>
  site.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })

/** The administrator gives the holder a role. */
const grant = (boss: Someone, holder: Someone, authority = north, reason = 'new colleague') =>
  actingAs(site.appDb, boss, (acting) =>
    recordAct(acting, {
      act: 'grant:caseworker',
      authority,
      object: { kind: 'membership', id: '77' },
      actor: boss.person,
      person: holder.person,
      from: '203.0.113.0/24',
      changed: { role: 'caseworker', reason },
    }),
  )

test('an administrator reads the log of the own authority, in words of both languages', async () => {
  const [boss, holder] = [await someone('Bo Boss', 'authority-administrator'), await someone('Ho Holder', 'holder')]
  const seq = await grant(boss, holder)
  const page = (await get(boss, '/audit')).body
  for (const text of [
    'Gave a role: Caseworker',
    'Bo Boss',
    'Ho Holder',
    '203.0.113.0/24',
    'Reason: new colleague',
    `no. ${seq} ·`,
  ])
    assert.ok(page.includes(text), text)
  assert.match((await get(boss, '/audit?lang=zh-CN')).body, /授予角色：经办人/)
  assert.match((await get(boss, `/audit/${seq}`)).body, /[0-9a-f]{64}/)
})

test('the administrator of another authority finds nothing of it, by no filter and no address', async () => {
  const [boss, holder] = [await someone('Bo Boss', 'authority-administrator'), await someone('Uma Unique', 'holder')]
  const seq = await grant(boss, holder)
  const stranger = await someone('Stranger', 'authority-administrator', south)
  for (const query of [
    '',
    `?authority=${north}`,
    `?who=${holder.person}`,
    '?who=Uma+Unique',
    '?object=membership+77',
  ]) {
    const page = await get(stranger, `/audit${query}`)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /Gave a role|<h3>/, query)
    const file = await post(stranger, '/audit/export', Object.fromEntries(new URLSearchParams(query)) as never)
    assert.equal(file.statusCode, 400)
  }
  assert.equal((await get(stranger, `/audit/${seq}`)).statusCode, 404)
  assert.equal((await get(holder, '/audit')).statusCode, 403)
  const file = await post(stranger, '/audit/export', { format: 'jsonl', authority: north })
  assert.doesNotMatch(file.body, /caseworker/)
})

test('the log is searched by act, person, authority, object and day, page by page', async () => {
  const [boss, holder] = [await someone('Boss', 'authority-administrator'), await someone('Seeked Person', 'holder')]
  const auditor = await someone('Auditor', 'auditor')
  await sql`insert into identifiers (person, kind, value, folded, verified_at)
    values (${holder.person}, 'email', 'Seek@example.org', 'seek@example.org', now())`.execute(site.db)
  await grant(boss, holder)
  const count = async (query: string) => {
    const { body } = await get(auditor, `/audit?${query}`)
    return [...body.matchAll(/<h3>/g)].length
  }
  assert.equal(await count('who=Seeked+Person'), 1)
  assert.equal(await count('who=seek@EXAMPLE.org'), 1)
  assert.equal(await count(`who=${holder.person}&act=grant:caseworker&authority=${north}&object=membership+77`), 1)
  assert.equal(await count(`who=${holder.person}&act=grant:expert`), 0)
  assert.equal(await count(`who=${holder.person}&object=membership+78`), 0)
  assert.equal(await count(`who=${holder.person}&from=2000-01-01&until=2000-12-31`), 0)
  const today = new Date().toISOString().slice(0, 10)
  assert.equal(await count(`who=${holder.person}&from=${today}&until=${today}`), 1)
  assert.equal((await get(auditor, '/audit?from=yesterday')).statusCode, 400)
  const busy = await someone('Busy Person', 'holder')
  for (let index = 0; index < 55; index++) await grant(boss, busy)
  assert.equal(await count(`who=${busy.person}`), 50)
  const older = /before=(\d+)/.exec((await get(auditor, `/audit?who=${busy.person}`)).body)?.[1]
  assert.equal(await count(`who=${busy.person}&before=${older}`), 5)
})

test('whoever is looked up, read or exported sees by whom and why', async () => {
  const [boss, holder] = [await someone('Boss', 'authority-administrator'), await someone('Looked At', 'holder')]
  const auditor = await someone('Aud Itor', 'auditor')
  await grant(boss, holder)
  await get(auditor, '/audit?who=Looked+At')
  await get(auditor, '/audit?who=Looked+At')
  const page = (await get(holder, '/account/activity')).body
  assert.match(page, /Aud Itor/)
  assert.equal([...page.matchAll(/Looked you up by name or address\. Why: Read the log of acts/g)].length, 1)
  assert.match(page, /Gave a role: Caseworker/)
  assert.doesNotMatch(page, /203\.0\.113\.0/)
})

test('an export holds what the filter shows, and is recorded', async () => {
  const [boss, holder] = [await someone('Boss', 'authority-administrator'), await someone('=cmd()', 'holder')]
  const auditor = await someone('Auditor', 'auditor')
  const seq = await grant(boss, holder, north, 'said "so", twice')
  const csv = await post(auditor, '/audit/export', { format: 'csv', who: holder.person })
  assert.match(String(csv.headers['content-disposition']), /log-of-acts\.csv/)
  const lines = csv.body.split('\r\n').filter((line) => line !== '')
  assert.equal(lines.length, 2)
  assert.ok(lines[1]?.includes(`,'=cmd(),`))
  assert.ok(lines[1]?.includes('said \\""so\\"", twice'))
  const json = await post(auditor, '/audit/export', { format: 'jsonl', who: holder.person })
  const [entry] = json.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    [entry.seq, entry.act, entry.changed],
    [seq, 'grant:caseworker', { role: 'caseworker', reason: 'said "so", twice' }],
  )
  assert.match((await get(auditor, '/audit?act=export-audit')).body, /Took entries of the log out as a file/)
  assert.equal((await post(auditor, '/audit/export', { format: 'xml' })).statusCode, 400)
})

test('the auditor goes through the chain; nobody else may', async () => {
  const [auditor, boss] = [await someone('Auditor', 'auditor'), await someone('Boss', 'authority-administrator')]
  assert.equal((await post(boss, '/audit/check', {})).statusCode, 403)
  assert.equal((await post(auditor, '/audit/check', {})).statusCode, 303)
  const settled = async (): Promise<string> => {
    const { body } = await get(auditor, '/audit')
    return /The chain (holds|does not hold)/.test(body) ? body : settled()
  }
  assert.match(await settled(), /The chain holds/)
  assert.match((await get(boss, '/audit')).body, /The chain holds/)
})

test('every act has words in both languages, and every act that is recorded is known', () => {
  const known = new Set([...acts, ...doorActs, ...serverActs])
  for (const lang of ['en', 'zh-CN']) {
    const words = wordsIn(lang)
    for (const act of known) assert.notEqual(actInWords(words, act), act, `act.${act}`)
  }
  const root = join(import.meta.dirname, '..', '..')
  const recorded = globSync('**/*.{ts,tsx}', { cwd: root }).flatMap((file) => {
    const text = file.includes('.test.') ? '' : readFileSync(join(root, file), 'utf8')
    if (!text.includes('recordAct(')) return []
    return [...text.matchAll(/\bact: '([a-z][\w:-]*)'/g)].map((match) => ({ file, act: match[1] ?? '' }))
  })
  assert.ok(recorded.length >= 2)
  assert.deepEqual(
    recorded.filter(({ act }) => !known.has(act)),
    [],
  )
})

test('no cell is a formula', () => {
  assert.equal(csvLine(['=1+1', '+86', '-1', '@x', 'a,b', 5, null]), "'=1+1,'+86,'-1,'@x,\"a,b\",5,\r\n")
})
