// SPDX-License-Identifier: Apache-2.0
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { type Identifier, parseEmail } from '../sign-in/identifier.model.ts'
import { addIdentifier, addPerson, findKnown } from '../sign-in/identifiers.store.ts'
import { resetTicket } from '../sign-in/reset-password.ts'
import { nameFlaw } from '../sign-in/set-up-account.ts'
import { writeTicket } from '../tickets/ticket-desk.ts'
import { addAdministrator, countAdministrators, isAdministrator, lockAdministrators } from './administrators.store.ts'

export interface NewAdministrator {
  email: string
  name: string
  lang: string
  /** Also where there is one already. */
  another: boolean
}

/** A link, and until when it opens. */
export interface OneTimeLink {
  link: string
  lasting: string
}

/**
 * A person with an address that counts as shown to be theirs, who is a holder and a platform administrator, and the link by which they
 * choose how to sign in: all or nothing. For whoever has the database in hand; an account that has the address already becomes one.
 */
export async function createAdministrator(
  owner: Db,
  baseUrl: string,
  { email, name, lang, another }: NewAdministrator,
): Promise<OneTimeLink> {
  const identifier = emailOf(email)
  if (nameFlaw(name) !== null)
    throw new Problem('invalid-input', `--name: found '${name}', expected how they are called, up to 200 characters`)
  return atTheDoor(owner, async (door) => {
    await lockAdministrators(door)
    if (!another && (await countAdministrators(door)) > 0) throw alreadyOne()
    const known = await findKnown(door, identifier)
    const person = known?.person ?? (await addPersonWith(door, identifier, { name, language: lang }))
    if (await isAdministrator(door, person)) throw isOneAlready(identifier)
    const id = await addAdministrator(door, person)
    await recordAct(door, {
      act: 'grant:platform-administrator',
      object: { kind: 'membership', id },
      actor: null,
      person,
      from: 'passerelle admin create',
      changed: { done: 'created', account: known === null ? 'new' : 'known' },
    })
    return writeLink(door, baseUrl, person)
  })
}

/** A new link for an administrator who is locked out. */
export async function linkForAdministrator(owner: Db, baseUrl: string, email: string): Promise<OneTimeLink> {
  const identifier = emailOf(email)
  return atTheDoor(owner, async (door) => {
    const known = await findKnown(door, identifier)
    if (known === null || !(await isAdministrator(door, known.person)))
      throw new Problem('not-found', `--email: no platform administrator signs in with ${identifier.value}`)
    await recordAct(door, {
      act: 'reset-password',
      actor: null,
      person: known.person,
      from: 'passerelle admin link',
      changed: { done: 'link written' },
    })
    return writeLink(door, baseUrl, known.person)
  })
}

async function addPersonWith(
  door: Db,
  identifier: Identifier,
  person: { name: string; language: string },
): Promise<string> {
  const id = await addPerson(door, person)
  if ((await addIdentifier(door, id, identifier)) !== null) return id
  throw new Problem('conflict', `--email: ${identifier.value} belongs to an account that has ended`)
}

async function writeLink(door: Db, baseUrl: string, person: string): Promise<OneTimeLink> {
  const token = await writeTicket(door, resetTicket, { person, content: {} })
  return { link: `${baseUrl}/reset/${token}`, lasting: resetTicket.lasting }
}

function emailOf(text: string): Identifier {
  const identifier = parseEmail(text.trim())
  if (identifier !== null) return identifier
  throw new Problem('invalid-input', `--email: found '${text}', expected an e-mail address such as name@example.org`)
}

const alreadyOne = (): Problem =>
  new Problem(
    'conflict',
    'there is a platform administrator already, who can invite others under Members. If nobody can sign in any more: passerelle admin link --email ADDRESS; to make another one all the same: --another',
  )

const isOneAlready = ({ value }: Identifier): Problem =>
  new Problem(
    'conflict',
    `--email: ${value} is a platform administrator already; for a new link: passerelle admin link --email ${value}`,
  )
