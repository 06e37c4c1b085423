// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { type Localized, Problem } from '../../kernel/index.ts'
import { type AwardingBody, listAwardingBodies } from '../../organisations/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { knowAuthority } from '../authorities/know-authorities.ts'
import { membersOf } from '../invitations/answer-invitation.ts'
import { keyOfToken, newToken } from '../invitations/invite.ts'
import { sendMessage } from '../messages/send-message.ts'
import { notify } from '../notifications/notify.ts'
import { may } from '../permissions/decide-permission.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { requireMay } from '../visits/visitor-of.ts'
import {
  type AnsweredContact,
  type AskedContact,
  addContact,
  answerContact,
  type Contact,
  findContact,
  listContacts,
  renewContact,
  takeContact,
  withdrawContact,
} from './contacts.store.ts'
import type { ContactAnswer } from './shown-contact.model.ts'

/** How long somebody can confirm that they answer for a body. */
export const confirmingLasts = { iso: 'P14D', days: 14 }

const act = 'grant:verification-contact'

/** More bodies than this the register does not hold in our time. */
const most = 5000

/** Bodies of the register, by id. */
export async function knowBodies(db: Db): Promise<Map<string, AwardingBody>> {
  const bodies = await listAwardingBodies(db, {}, { after: null, limit: most })
  return new Map(bodies.map((body) => [body.id, body]))
}

/** Null: the register knows no such body any more. */
export async function nameOfBody(db: Db, id: string): Promise<Localized | null> {
  const [body] = await listAwardingBodies(db, { id }, { after: null, limit: 1 })
  return body?.names ?? null
}

/** Whether the visitor may ask somebody to answer for a body, in the name of this authority. */
export const mayAskContacts = ({ standings }: SignedIn, authority: string): boolean =>
  may(standings, act, { authority, places: [] })

/** Who answers for awarding bodies, and who is asked to; with what the bodies are called. */
export async function readContacts(
  db: Db,
  visitor: SignedIn,
  authority: string,
): Promise<{ contacts: Contact[]; bodies: Map<string, AwardingBody> }> {
  const contacts = await actingAs(db, visitor, (acting) => listContacts(acting, authority))
  return { contacts, bodies: contacts.length === 0 ? new Map() : await knowBodies(db) }
}

export interface ContactToAsk {
  authority: string
  body: string
  name: string
  address: string
  lang: string
}

/** Asks somebody, by a letter with a link: row, letter and entry in the log, all or nothing. */
export async function askContact(
  { db, baseUrl }: { db: Db; baseUrl: string },
  visitor: SignedIn,
  contact: ContactToAsk,
): Promise<string> {
  const { authority, body } = contact
  return onlyOnce(
    actingAs(db, visitor, async (acting) => {
      requireMay(visitor, act, { authority, places: [] })
      const { token, id: key } = newToken()
      const { person } = visitor
      const id = await addContact(acting, { ...contact, token: key, invitedBy: person, lasting: confirmingLasts.iso })
      await record(acting, { id, authority, body }, { actor: person, done: 'invited' })
      await write(acting, contact, `${baseUrl}/contact/${token}`)
      return id
    }),
  )
}

/** Writes to somebody again who has not confirmed, with a new link; the one before opens nothing any more. */
export function askContactAgain(
  { db, baseUrl }: { db: Db; baseUrl: string },
  visitor: SignedIn,
  id: string,
): Promise<Contact> {
  return actingAs(db, visitor, async (acting) => {
    const contact = await mine(acting, visitor, id)
    if (contact.confirmedAt !== null)
      throw new Problem('conflict', 'this contact has confirmed', {
        told: { key: 'contact.again.confirmed', args: {} },
      })
    const { token, id: key } = newToken()
    await renewContact(acting, id, { token: key, invitedBy: visitor.person, lasting: confirmingLasts.iso })
    await record(acting, contact, { actor: visitor.person, done: 'invited-again' })
    await write(acting, contact, `${baseUrl}/contact/${token}`)
    return contact
  })
}

async function write(acting: Db, { authority, body, address, lang }: ContactToAsk, link: string): Promise<void> {
  const words = wordsIn(lang)
  const names = await nameOfBody(acting, body)
  const asking = await knowAuthority(acting, authority)
  await sendMessage(acting, {
    to: { kind: 'email', value: address },
    lang,
    key: 'contact',
    args: {
      body: names === null ? body : words.pick(names),
      authority: asking === null ? authority : words.pick(asking.names),
      link,
      days: confirmingLasts.days,
    },
    authority,
    lasting: confirmingLasts.iso,
  })
}

async function mine(acting: Db, visitor: SignedIn, id: string): Promise<Contact> {
  const contact = await takeContact(acting, id)
  if (contact === null)
    throw new Problem('not-found', 'there is no such contact', { told: { key: 'contact.gone', args: {} } })
  requireMay(visitor, act, { authority: contact.authority, places: [] })
  return contact
}

/** Ends it in the name of the authority, whether or not it was confirmed. */
export function withdraw(db: Db, visitor: SignedIn, id: string): Promise<Contact> {
  return actingAs(db, visitor, async (acting) => {
    const contact = await mine(acting, visitor, id)
    await withdrawContact(acting, id, visitor.person)
    await record(acting, contact, { actor: visitor.person, done: 'withdrawn' })
    return contact
  })
}

/** What the holder of a link is asked; null: nobody was asked by it. */
export async function readAsked(db: Db, token: string): Promise<AskedContact | null> {
  const key = keyOfToken(token)
  return key === null ? null : findContact(db, key)
}

const told = { confirm: 'contact-confirmed', decline: 'contact-declined', end: 'contact-ended' } as const

/** The answer of who holds the link; nobody is signed in. Whoever asked is told. Null: nobody was asked by it. */
export async function answer(db: Db, token: string, said: ContactAnswer): Promise<AnsweredContact | null> {
  const key = keyOfToken(token)
  if (key === null) return null
  return actingAs(db, { person: null }, async (acting) => {
    const answered = await answerContact(acting, key, said)
    if (answered === null || !answered.done) return answered
    const { id, authority, body, inviter } = answered
    await recordAct(acting, {
      act: 'answer-contact',
      authority,
      object: { kind: 'contact', id },
      actor: null,
      changed: { done: said, body },
    })
    const names = await nameOfBody(acting, body)
    const args = names === null ? { body } : { body: names.en, 'body.zh-CN': names['zh-CN'] }
    await notify(acting, { person: inviter, kind: told[said], args, link: membersOf(authority) })
    return answered
  })
}

const record = (
  acting: Db,
  { id, authority, body }: Pick<Contact, 'id' | 'authority' | 'body'>,
  { actor, done }: { actor: string; done: string },
): Promise<number> =>
  recordAct(acting, { act, authority, object: { kind: 'contact', id }, actor, changed: { done, body } })

/** The same address for the same body: the database refuses, and it is said in words. */
async function onlyOnce<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Error && 'constraint' in error && error.constraint === 'contacts_once')) throw error
    throw new Problem('conflict', 'this address is asked for this body already', {
      cause: error,
      told: { key: 'contact.twice', args: {} },
    })
  }
}
