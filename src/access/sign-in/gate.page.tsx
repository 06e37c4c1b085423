// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AreaPage, sendAreaPage, type Words } from '../../ui/index.ts'
import { readCookie, sessionCookie } from '../sessions/recognise-visitors.route.ts'
import type { SessionDesk } from '../sessions/session-desk.ts'
import { placeToGo } from '../visits/visitor-of.ts'
import type { AfterProof } from './after-proof.ts'

/** Every page before the door has this in hand. */
export interface GateSettings {
  baseUrl: string
}

/** A page before the door: narrow, without the way through the area. */
export function sendGatePage(
  request: FastifyRequest,
  reply: FastifyReply,
  { baseUrl }: GateSettings,
  write: (words: Words) => AreaPage,
): FastifyReply {
  return sendAreaPage(request, reply, { baseUrl, places: [], here: null }, write)
}

/** Lets the browser in with its new session, and on to where its user wanted to go. */
export function letIn(reply: FastifyReply, { baseUrl }: GateSettings, session: string, to: string): FastifyReply {
  const { name, attributes } = sessionCookie(baseUrl)
  return reply.header('set-cookie', `${name}=${session}; ${attributes}`).redirect(to, 303)
}

/** Half a sign-in is kept by the browser alone: no address shows its ticket. */
const halfCookie = (baseUrl: string) => {
  const { name, attributes } = sessionCookie(baseUrl)
  return { name: name.replace('session', 'second'), attributes }
}

export const halfOf = (request: FastifyRequest, { baseUrl }: GateSettings): string =>
  readCookie(request.headers.cookie, halfCookie(baseUrl).name) ?? ''

/** On from a proof: in, or to the second factor; staff who have none are led to set it up. */
export async function goOn(
  reply: FastifyReply,
  { baseUrl, desk }: GateSettings & { desk: SessionDesk },
  after: AfterProof,
  next: string,
): Promise<FastifyReply> {
  const to = placeToGo(next, '/home')
  if (after.step === 'in') {
    const visitor = await desk.who(after.session)
    const unready = visitor !== null && visitor.withheld.length > 0
    return letIn(reply, { baseUrl }, after.session, unready ? `/account/security?for=${encodeURIComponent(to)}` : to)
  }
  const { name, attributes } = halfCookie(baseUrl)
  return reply
    .header('set-cookie', `${name}=${after.ticket}; ${attributes}; Max-Age=600`)
    .redirect(`/sign-in/second?next=${encodeURIComponent(to)}`, 303)
}

/** Takes the half of a sign-in from the browser. */
export function dropHalf(reply: FastifyReply, { baseUrl }: GateSettings): FastifyReply {
  const { name, attributes } = halfCookie(baseUrl)
  return reply.header('set-cookie', `${name}=; ${attributes}; Max-Age=0`)
}

/** One field of a form or of an address as text: given twice it is nothing. */
export function fieldOf(fields: unknown, name: string): string {
  if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name)) return ''
  const value = (fields as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
