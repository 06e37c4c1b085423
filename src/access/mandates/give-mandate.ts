// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { actingAs } from '../../db/acting.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import { type Localized, type PlainDate, Problem } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { sendMessage } from '../messages/send-message.ts'
import { findLanguage } from '../notifications/notifications.store.ts'
import { notify } from '../notifications/notify.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { Identifier } from '../sign-in/identifier.model.ts'
import { findKnown } from '../sign-in/identifiers.store.ts'
import { lookAtTicket, type TicketKind, takeTicket, writeTicket } from '../tickets/ticket-desk.ts'
import { requireMay } from '../visits/visitor-of.ts'
import { acceptMandate, addMandate, endMandate, findSides, listMandates, type Mandate } from './mandates.store.ts'

export type { Mandate }

/** What somebody can be let do. */
export const purposes = ['apply', 'documents', 'letters'] as const
export type Purpose = (typeof purposes)[number]

export interface MandateToGive {
  to: Identifier
  purposes: readonly Purpose[]
  lastDay: PlainDate
  until: Date
}

/** The text that is signed, in one language. */
export function mandateText(lang: string, holder: string, { to, purposes: named, lastDay }: MandateToGive): string {
  const words = wordsIn(lang)
  return words.t('mandate.text', {
    holder,
    address: to.value,
    purposes: words.and(named.map((purpose) => words.t(`mandate.purpose.${purpose}`))),
    day: words.date(lastDay),
  })
}

/** A mandate that was written down and waits to be read and signed: a way round by another proof loses nothing of it. */
const draft: TicketKind<MandateToGive> = {
  purpose: 'sign-mandate',
  lasting: 'PT1H',
  content: z.object({
    to: z.object({ kind: z.enum(['email', 'phone']), value: z.string(), folded: z.string() }),
    purposes: z.array(z.enum(purposes)),
    lastDay: z.string(),
    until: z.coerce.date(),
  }),
}

/** What is to be signed, in both languages, and SHA-256 of it. */
export interface MandateText {
  texts: Localized
  digest: Buffer
}

export function textToSign(visitor: SignedIn, mandate: MandateToGive): MandateText {
  const texts: Localized = {
    en: mandateText('en', visitor.name, mandate),
    'zh-CN': mandateText('zh-CN', visitor.name, mandate),
  }
  return { texts, digest: createHash('sha256').update(`${texts['zh-CN']}\n${texts.en}`).digest() }
}

/** Writes it down to be read before it is signed. Answers the token of `/account/mandates/sign/TOKEN`. */
export function writeDown(db: Db, visitor: SignedIn, mandate: MandateToGive): Promise<string> {
  requireMay(visitor, 'give-mandate', { own: true })
  return atTheDoor(db, (door) => writeTicket(door, draft, { person: visitor.person, content: mandate }))
}

/** What the visitor has written down; null: nothing, or it was signed or is too old. */
export async function readWritten(db: Db, visitor: SignedIn, token: string): Promise<MandateToGive | null> {
  const ticket = await atTheDoor(db, (door) => lookAtTicket(door, draft, token))
  return ticket?.person === visitor.person ? ticket.content : null
}

/** Signs the text that was read, once: `seen` is its digest. False: it is another by now, or was signed already. */
export async function signWritten(
  settings: { db: Db; baseUrl: string },
  visitor: SignedIn,
  { token, seen }: { token: string; seen: string },
): Promise<boolean> {
  const mandate = await readWritten(settings.db, visitor, token)
  if (mandate === null || textToSign(visitor, mandate).digest.toString('hex') !== seen) return false
  if ((await atTheDoor(settings.db, (door) => takeTicket(door, draft, token))) === null) return false
  await giveMandate(settings, visitor, mandate)
  return true
}

/** Signs a mandate and offers it to an address. What is told is the same whether or not anybody has that address. */
async function giveMandate(
  { db, baseUrl }: { db: Db; baseUrl: string },
  visitor: SignedIn,
  mandate: MandateToGive,
): Promise<void> {
  requireMay(visitor, 'give-mandate', { own: true })
  const { texts, digest } = textToSign(visitor, mandate)
  const { person, proof } = visitor
  const { to, purposes: named, until } = mandate
  const known = await atTheDoor(db, (door) => findKnown(door, to))
  await actingAs(db, visitor, async (acting) => {
    const id = await addMandate(acting, { person, address: to.folded, purposes: named, until, texts, digest, proof })
    await recordAct(acting, {
      act: 'give-mandate',
      object: { kind: 'mandate', id },
      actor: person,
      person,
      changed: { done: 'signed', purposes: named, until, digest: digest.toString('hex'), proof },
    })
    const lang = known?.language ?? (await findLanguage(acting, person)) ?? 'zh-CN'
    const link = `${baseUrl}/account/mandates`
    await sendMessage(acting, { to: { kind: 'email', value: to.value }, lang, key: 'mandate', args: { link } })
  })
}

export const readMandates = (db: Db, visitor: SignedIn): Promise<Mandate[]> =>
  actingAs(db, visitor, (acting) => listMandates(acting, visitor.person))

/** The other side takes it on. */
export const takeOn = (db: Db, visitor: SignedIn, id: string): Promise<void> =>
  answer(db, visitor, id, { done: 'accepted', change: acceptMandate })

/** Either side ends it; before it is taken on, that is to decline it. */
export const giveUp = (db: Db, visitor: SignedIn, id: string): Promise<void> =>
  answer(db, visitor, id, { done: 'ended', change: endMandate })

async function answer(
  db: Db,
  visitor: SignedIn,
  id: string,
  { done, change }: { done: 'accepted' | 'ended'; change: (acting: Db, id: string) => Promise<boolean> },
): Promise<void> {
  await actingAs(db, visitor, async (acting) => {
    const sides = await findSides(acting, id)
    if (sides === null || !(await change(acting, id)))
      throw new Problem('not-found', 'there is no such mandate', { told: { key: 'mandate.gone', args: {} } })
    const { holder, representative } = sides
    const own = holder === visitor.person
    await recordAct(acting, {
      act: own ? 'give-mandate' : 'answer-mandate',
      object: { kind: 'mandate', id },
      actor: visitor.person,
      ...(!own && { onBehalf: holder }),
      person: holder,
      changed: { done },
    })
    const other = own ? representative : holder
    if (other === null) return
    // Who declines does not tell their name.
    const declined = done === 'ended' && representative === null
    const kind = declined ? 'mandate-declined' : done === 'ended' ? 'mandate-ended' : 'mandate-accepted'
    await notify(acting, {
      person: other,
      kind,
      args: declined ? {} : { name: visitor.name },
      link: '/account/mandates',
    })
  })
}
