// SPDX-License-Identifier: Apache-2.0
import { languageTag, momentIn, type Words } from '../../../ui/index.ts'
import { faults } from '../carriers/carrier.model.ts'
import type { Channels } from '../channels.model.ts'
import type { ClosedMessages, OpenMessage, Outbox } from './manage-outbox.ts'
import type { ShownChannel, ShownMessage, ShownOutbox } from './shown-outbox.model.ts'

/** A message whose text was asked for. */
export interface LookedAt {
  id: string
  text: string
}

export function presentOutbox(words: Words, outbox: Outbox, channels: Channels, looked: LookedAt | null): ShownOutbox {
  const open = outbox.open.map((message) => presentMessage(words, message, channels, looked))
  return {
    channels: presentChannels(words, channels),
    open,
    more: outbox.more,
    allAgain: open.filter(({ failed, retriable }) => failed && retriable).length > 1,
    closed: presentClosed(words, outbox.closed),
  }
}

const presentChannels = ({ t }: Words, { email, phone }: Channels): ShownChannel[] => [
  { kind: 'email', set: email !== null, text: email === null ? t('outbox.mail.none') : t('outbox.mail.set', email) },
  { kind: 'phone', set: phone !== null, text: phone === null ? t('outbox.sms.none') : t('outbox.sms.set', phone) },
]

function presentMessage(words: Words, message: OpenMessage, channels: Channels, looked: LookedAt | null): ShownMessage {
  const { t } = words
  const leaves = channels[message.kind] !== null
  const lang = languageTag(message.lang)
  return {
    id: message.id,
    recipient: message.recipient,
    subject: message.subject === '' ? null : { text: message.subject, lang },
    failed: message.state === 'failed',
    facts: factsOf(words, message, leaves),
    fault: message.fault === null ? null : t('outbox.fault', { fault: faultIn(words, message.fault) }),
    reply: message.reply === null ? null : t('outbox.reply', { reply: message.reply }),
    retriable: leaves && message.tries > 0,
    readable: !leaves,
    text: looked?.id === message.id ? { text: looked.text, lang } : null,
  }
}

const faultIn = ({ t }: Words, fault: string): string =>
  faults.some((known) => known === fault) ? t(`outbox.fault.${fault}`) : fault

function factsOf(words: Words, message: OpenMessage, leaves: boolean): string {
  const { t, lang } = words
  const { createdAt, nextTryAt, goodUntil, state, tries } = message
  const facts = [
    t('outbox.since', { when: momentIn(lang, createdAt) }),
    ...(tries > 0 ? [t('outbox.tries', { tries })] : []),
    ...(leaves && state === 'waiting' && tries > 0 ? [t('outbox.next', { when: momentIn(lang, nextTryAt) })] : []),
    t('outbox.good-until', { when: momentIn(lang, goodUntil) }),
  ]
  return facts.join(' ')
}

function presentClosed({ t }: Words, { sent, expired, withdrawn }: ClosedMessages): string | null {
  return sent + expired + withdrawn === 0 ? null : t('outbox.closed', { sent, expired, withdrawn })
}
