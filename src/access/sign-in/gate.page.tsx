// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AreaPage, sendAreaPage, type Words } from '../../ui/index.ts'
import { sessionCookie } from '../sessions/recognise-visitors.route.ts'

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

/** One field of a form or of an address as text: given twice it is nothing. */
export function fieldOf(fields: unknown, name: string): string {
  if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name)) return ''
  const value = (fields as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
