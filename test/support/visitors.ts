// SPDX-License-Identifier: Apache-2.0
// People who visit a whole site in a test, and what they send.
import { sql } from 'kysely'
import { type Role, roles, SessionDesk } from '../../src/access/index.ts'
import { systemClock } from '../../src/kernel/index.ts'
import type { WholeSite } from './whole-site.ts'

export interface Visitor {
  person: string
  cookie: string
}

/** Somebody with a role who has signed in with a second factor. */
export async function newVisitor(
  site: WholeSite,
  name: string,
  role: Role = 'holder',
  authority = 'xa-authority-north',
): Promise<Visitor> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(site.db)
  const person = rows[0]?.id ?? ''
  const where = roles[role] === 'authority' ? authority : null
  await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${where})`.execute(site.db)
  const from = { network: null, program: null }
  const token = await new SessionDesk(site.appDb, systemClock).start(person, 'second-factor', from)
  return { person, cookie: `passerelle-session=${token}` }
}

export const getAs = (site: WholeSite, { cookie }: Visitor, url: string) =>
  site.app.inject({ url, headers: { cookie } })

/** A form of ours, as a browser sends it. */
export const postAs = (site: WholeSite, { cookie }: Visitor, url: string, fields: Record<string, string> = {}) =>
  site.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })
