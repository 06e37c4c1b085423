// SPDX-License-Identifier: Apache-2.0
// People who visit a whole site in a test, and what they send.
import { sql } from 'kysely'
import { type Role, roles, SessionDesk } from '../../src/access/index.ts'
import type { Db } from '../../src/db/index.ts'
import { type App, systemClock } from '../../src/kernel/index.ts'

export interface Visitor {
  person: string
  cookie: string
}

/** Somebody with a role, and the one of a holder as everyone has, who has signed in with a second factor; `weak`: with a password alone; `part`: for that place of their authority alone. */
export async function newVisitor(
  site: { db: Db; appDb: Db },
  name: string,
  role: Role = 'holder',
  { authority = 'xa-authority-north', weak = false, part }: { authority?: string; weak?: boolean; part?: string } = {},
): Promise<Visitor> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(site.db)
  const person = rows[0]?.id ?? ''
  for (const held of new Set<Role>(['holder', role])) {
    const where = roles[held] === 'authority' ? authority : null
    await sql`insert into memberships (person, role, authority, jurisdiction)
      values (${person}, ${held}, ${where}, ${where === null ? null : (part ?? null)})`.execute(site.db)
  }
  return { person, cookie: await newSession(site, person, weak) }
}

/** The cookie of another session of somebody. */
export async function newSession({ appDb }: { appDb: Db }, person: string, weak = false): Promise<string> {
  const from = { network: '203.0.113.0/24', program: 'Firefox · Linux' }
  const token = await new SessionDesk(appDb, systemClock).start(person, weak ? 'password' : 'second-factor', from)
  return `passerelle-session=${token}`
}

export const getAs = (site: { app: App }, { cookie }: Visitor, url: string) =>
  site.app.inject({ url, headers: { cookie } })

/** A form of ours, as a browser sends it. */
export const postAs = (site: { app: App }, { cookie }: Visitor, url: string, fields: Record<string, string> = {}) =>
  site.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })
