// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { verifyAudit } from '../../src/access/audit/verify-audit.ts'
import { migrate, type OpenDatabase } from '../../src/db/index.ts'
import { inDirectory, type KillScene, withDatabase } from './kill-rounds.ts'
import { kill, startVictim } from './victim.ts'

const steps = ['account', 'invited', 'accepted', 'changed', 'left'] as const
type Step = (typeof steps)[number]

/** Accounts are set up, people invited, roles changed and left: each step is there whole, with its letter and its entry in the log. */
export const duringChangesOfPeople: KillScene = {
  name: 'sign-up and changes of roles',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const victim = startVictim('test/kill/programs/change-people.ts', [], directory)
      assert.ok(await victim.says('ready\n'), victim.output())
      const ended = await Promise.race([delay(random() * 2500, false), victim.ended.then(() => true)])
      assert.equal(ended, false, victim.output())
      await kill(victim, directory, withPostgres)
      const named = acknowledged(victim.output())
      await withDatabase(directory, async (database) => {
        assert.deepEqual(await migrate(database.db), [])
        await holds(database, named)
      })
      const last = [...named.entries()].at(-1)
      return last === undefined ? 'before the first account' : `after person ${last[0]} was ${last[1]}`
    }),
}

/** The last step of each person that was said to be done. */
function acknowledged(output: string): Map<number, Step> {
  const lines = output.slice(0, output.lastIndexOf('\n') + 1).split('\n')
  const named = new Map<number, Step>()
  for (const line of lines) {
    const [word, number] = line.split(' ')
    const step = steps.find((one) => one === word)
    if (step !== undefined) named.set(Number(number), step)
  }
  return named
}

interface Found {
  number: number
  passwords: number
  holders: number
  signUps: number
  invited: number
  letters: number
  asked: number
  accepted: number
  answers: number
  current: string | null
  given: number
  changes: number
  leaves: number
}

async function holds({ db }: OpenDatabase, named: Map<number, Step>): Promise<void> {
  const found = new Map((await people(db)).map((person) => [person.number, person]))
  for (const person of found.values()) assert.deepEqual(faultsOf(person), [], JSON.stringify(person))
  for (const [number, step] of named) {
    const person = found.get(number)
    assert.ok(person !== undefined, `person ${number} is gone`)
    assert.ok(steps.indexOf(reached(person)) >= steps.indexOf(step), `person ${number}: ${step} is gone`)
  }
  assert.ok(found.size <= named.size + 1, `${named.size} people were named, ${found.size} are there`)
  const { rows } = await sql<{ used: number }>`
    select count(*) as used from tickets where purpose = 'set-up' and used_at is not null`.execute(db)
  assert.equal(rows[0]?.used, found.size)
  assert.deepEqual((await verifyAudit(db)).faults, [])
}

function reached({ invited, accepted, current, changes, leaves }: Found): Step {
  if (leaves > 0) return 'left'
  if (changes > 0 && current === 'expert') return 'changed'
  if (accepted > 0) return 'accepted'
  return invited > 0 ? 'invited' : 'account'
}

/** What is half done. */
function faultsOf(person: Found): string[] {
  const { passwords, holders, signUps, invited, letters, asked, accepted, answers, current, given, changes, leaves } =
    person
  const wholes: Record<string, boolean> = {
    'an account has a password, a role and an entry': passwords === 1 && holders === 1 && signUps === 1,
    'an invitation has a letter and an entry': invited === letters && invited === asked,
    'who accepted has a role and an entry': accepted === answers && accepted === Math.min(given, 1),
    'a changed role is one new one for one old one': given === accepted + changes,
    'a role is held once, until it is left': (current === null) === (accepted === 0 || leaves === 1),
  }
  return Object.keys(wholes).filter((name) => !wholes[name])
}

/** Everything about each person who has an address, as the owner counts it. */
async function people(db: OpenDatabase['db']): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select substring(i.value from 'person-(\\d+)@')::integer as number,
      (select count(*) from passwords w where w.person = i.person) as passwords,
      (select count(*) from memberships m where m.person = i.person and m.role = 'holder') as holders,
      (select count(*) from audit_entries e join audit_payloads p on p.entry = e.seq
        where e.act = 'sign-up' and p.person = i.person) as "signUps",
      (select count(*) from invitations v where v.address = i.value or v.accepted_by = i.person) as invited,
      (select count(*) from outgoing_messages o where o.recipient = i.value and o.about = 'invitation') as letters,
      (select count(*) from invitations v join audit_entries e on e.object_id = v.id::text and e.act like 'grant:%'
        where v.address = i.value or v.accepted_by = i.person) as asked,
      (select count(*) from invitations v where v.accepted_by = i.person) as accepted,
      (select count(*) from audit_entries e join audit_payloads p on p.entry = e.seq
        where e.act = 'answer-invitation' and p.person = i.person) as answers,
      (select string_agg(m.role, ',') from memberships m
        where m.person = i.person and m.role <> 'holder' and m.valid_until is null) as current,
      (select count(*) from memberships m where m.person = i.person and m.role <> 'holder') as given,
      (select count(*) from audit_entries e join audit_payloads p on p.entry = e.seq
        where e.act = 'grant:expert' and e.object_kind = 'membership' and p.person = i.person) as changes,
      (select count(*) from audit_entries e join audit_payloads p on p.entry = e.seq
        where e.act = 'leave-role' and p.person = i.person) as leaves
    from identifiers i where i.value like 'person-%' order by 1`.execute(db)
  return rows
}
