// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { type Clock, type Localized, type PlainDate, Problem } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { Identifier } from '../sign-in/identifier.model.ts'
import { requireMay } from '../visits/visitor-of.ts'
import { acceptMandate, addMandate, endMandate, findHolder, listMandates, type Mandate } from './mandates.store.ts'

export type { Mandate }

/** What somebody can be let do. */
export const purposes = ['apply', 'documents', 'letters'] as const
export type Purpose = (typeof purposes)[number]

/** Whoever signs has shown who they are within so many milliseconds. */
const recently = 15 * 60_000

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

export const hasProvedRecently = ({ provedAt }: SignedIn, clock: Clock): boolean =>
  clock.now().getTime() - provedAt.getTime() <= recently

/** Signs a mandate and offers it to an address. What is told is the same whether or not anybody has that address. */
export async function giveMandate(
  { db, baseUrl }: { db: Db; baseUrl: string },
  visitor: SignedIn,
  mandate: MandateToGive,
): Promise<string> {
  requireMay(visitor, 'give-mandate', { own: true })
  const texts: Localized = {
    en: mandateText('en', visitor.name, mandate),
    'zh-CN': mandateText('zh-CN', visitor.name, mandate),
  }
  const digest = createHash('sha256').update(`${texts['zh-CN']}\n${texts.en}`).digest()
  const { person, proof } = visitor
  const { to, purposes: named, until } = mandate
  return actingAs(db, visitor, async (acting) => {
    const id = await addMandate(acting, { person, address: to.folded, purposes: named, until, texts, digest, proof })
    await recordAct(acting, {
      act: 'give-mandate',
      object: { kind: 'mandate', id },
      actor: person,
      person,
      changed: { done: 'signed', purposes: named, until, digest: digest.toString('hex'), proof },
    })
    const link = `${baseUrl}/account/mandates`
    await sendMessage(acting, { to: { kind: 'email', value: to.value }, lang: 'zh-CN', key: 'mandate', args: { link } })
    return id
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
  { done, change }: { done: string; change: (acting: Db, id: string) => Promise<boolean> },
): Promise<void> {
  await actingAs(db, visitor, async (acting) => {
    const holder = await findHolder(acting, id)
    if (holder === null || !(await change(acting, id)))
      throw new Problem('not-found', 'there is no such mandate', { told: { key: 'mandate.gone', args: {} } })
    const own = holder === visitor.person
    await recordAct(acting, {
      act: own ? 'give-mandate' : 'answer-mandate',
      object: { kind: 'mandate', id },
      actor: visitor.person,
      ...(!own && { onBehalf: holder }),
      person: holder,
      changed: { done },
    })
  })
}
