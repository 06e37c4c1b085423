// SPDX-License-Identifier: Apache-2.0
import type { SmsSettings } from '../../../kernel/index.ts'
import { type Carried, type Carrier, type Fault, plainReply } from './carrier.model.ts'

/** Milliseconds that a gateway has for its answer. */
const patience = 15_000

/**
 * Hands short messages to a gateway: `POST` of `{"to": "+8613800138000", "text": "…"}` as JSON with a bearer token; an answer of 2xx
 * says that it was taken over. `Idempotency-Key` is the same for each try of a message. No redirect is followed.
 */
export function smsCarrier({ url, token }: SmsSettings, longest = patience): Carrier {
  return {
    async carry({ id, recipient, text }, signal) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.any([signal, AbortSignal.timeout(longest)]),
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': id },
          body: JSON.stringify({ to: recipient, text }),
        })
        await answer.body?.cancel()
        return answer.ok ? { left: true } : refusedWith(answer, token)
      } catch (error) {
        return failedBefore(error)
      }
    },
  }
}

/** The body of the answer is not read: it may repeat the message. */
function refusedWith({ status, statusText }: Response, token: string): Carried {
  const fault = faultOf(status)
  return {
    left: false,
    fault,
    forGood: fault === 'refused',
    reply: plainReply(`HTTP ${status} ${statusText}`, [token]),
  }
}

function faultOf(status: number): Fault {
  if (status === 401 || status === 403 || status === 407) return 'sign-in-refused'
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'later'
  // What a gateway says of a number or a text that it will not have; all else says that the address is not one of a gateway.
  return status === 400 || status === 413 || status === 422 ? 'refused' : 'unexpected'
}

function failedBefore(error: unknown): Carried {
  const name = error instanceof Error ? error.name : ''
  const fault = name === 'TimeoutError' || name === 'AbortError' ? 'timed-out' : causeOf(error)
  return { left: false, fault, forGood: false, reply: null }
}

function causeOf(error: unknown): Fault {
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  return /CERT|SELF_SIGNED|TLS|SSL|SIGNATURE/.test(code) ? 'not-encrypted' : 'unreachable'
}
