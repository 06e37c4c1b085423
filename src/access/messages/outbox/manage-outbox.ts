// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { addRead } from '../../audit/audit.store.ts'
import { recordAct } from '../../audit/record-act.ts'
import type { SignedIn } from '../../sessions/session-desk.ts'
import { requireMay } from '../../visits/visitor-of.ts'
import type { Channels } from '../channels.model.ts'
import { type MessageToSend, sendMessage } from '../send-message.ts'
import {
  type ClosedMessages,
  countClosedMessages,
  holdFailedMessages,
  holdOpenMessage,
  listOpenMessages,
  markToRetry,
  markWithdrawn,
  type OpenMessage,
  readMessageText,
} from './outbox.store.ts'

export type { ClosedMessages, OpenMessage }

/** As many as one page shows. */
const atOnce = 100

export interface Outbox {
  open: OpenMessage[]
  /** Whether there are more than these. */
  more: boolean
  closed: ClosedMessages
}

const platform = { platform: true } as const

export function readOutbox(db: Db, visitor: SignedIn): Promise<Outbox> {
  requireMay(visitor, 'read-outbox', platform)
  return actingAs(db, visitor, async (acting) => {
    const open = await listOpenMessages(acting, atOnce + 1)
    return { open: open.slice(0, atOnce), more: open.length > atOnce, closed: await countClosedMessages(acting) }
  })
}

/** Has one sent at once, or all that have failed. Answers how many: none where it is just being sent or is no longer here. */
export function retryMessages(db: Db, visitor: SignedIn, which: { id: string } | 'failed'): Promise<number> {
  requireMay(visitor, 'retry-message', platform)
  return actingAs(db, visitor, async (acting) => {
    const one = which === 'failed' ? null : await holdOpenMessage(acting, which.id)
    const messages = which === 'failed' ? await holdFailedMessages(acting, atOnce) : one === null ? [] : [one]
    await markToRetry(
      acting,
      messages.map(({ id }) => id),
    )
    for (const message of messages) await recordAct(acting, recorded('retry-message', visitor, message))
    return messages.length
  })
}

/** It does not leave any more. False: it is just being sent or is no longer here. */
export function withdrawMessage(db: Db, visitor: SignedIn, id: string): Promise<boolean> {
  requireMay(visitor, 'withdraw-message', platform)
  return actingAs(db, visitor, async (acting) => {
    const message = await holdOpenMessage(acting, id)
    if (message === null) return false
    await markWithdrawn(acting, id)
    await recordAct(acting, recorded('withdraw-message', visitor, message))
    return true
  })
}

/**
 * The text of a message that cannot leave by itself, for handing it over by other means. The look is recorded, and noted for whom the
 * message is. Null: it is no longer here, or leaves by itself: then nobody has to read it.
 */
export function lookAtMessage(db: Db, visitor: SignedIn, id: string, channels: Channels): Promise<string | null> {
  requireMay(visitor, 'read-outbox', platform)
  return actingAs(db, visitor, async (acting) => {
    const message = await holdOpenMessage(acting, id)
    if (message === null || channels[message.kind] !== null) return null
    const act = recorded('read-outbox', visitor, message)
    await recordAct(acting, act)
    const { person, authority } = message
    const read = { reader: visitor.person, authority, act: act.act, what: 'message' }
    if (person !== null) await addRead(acting, { ...read, person })
    return readMessageText(acting, id)
  })
}

/** Writes a message that says only that it has arrived. */
export function sendTrial(db: Db, visitor: SignedIn, message: Pick<MessageToSend, 'to' | 'lang' | 'args'>) {
  requireMay(visitor, 'retry-message', platform)
  return actingAs(db, visitor, async (acting) => {
    const id = await sendMessage(acting, { ...message, key: 'trial', lasting: 'P1D' })
    const object = { kind: 'message', id }
    await recordAct(acting, { act: 'retry-message', object, actor: visitor.person, changed: { about: 'trial' } })
  })
}

function recorded(act: string, visitor: SignedIn, { id, about, person, authority }: OpenMessage) {
  return {
    act,
    object: { kind: 'message', id },
    actor: visitor.person,
    changed: { about },
    ...(person !== null && { person }),
    ...(authority !== null && { authority }),
  }
}
