// SPDX-License-Identifier: Apache-2.0
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(most)
const credentialId = base64url(1400)

const common = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
}

const registration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(8000),
    attestationObject: base64url(40_000),
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
})

const assertion = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url(8000),
    authenticatorData: base64url(8000),
    signature: base64url(12_000),
    userHandle: base64url(100),
  }),
})

/** What an authenticator has answered, as the script of the page sends it: JSON in a field of a form. Null: it is nothing of the kind. */
export function readRegistration(field: unknown): RegistrationResponseJSON | null {
  const read = registration.safeParse(parseJson(field))
  return read.success ? (read.data as RegistrationResponseJSON) : null
}

/** The user handle must be there: nobody has said before whose passkey is asked for (WebAuthn, section 7.2, step 6). */
export function readAssertion(field: unknown): AuthenticationResponseJSON | null {
  const read = assertion.safeParse(parseJson(field))
  return read.success ? (read.data as AuthenticationResponseJSON) : null
}

const clientData = z.object({ challenge: z.string() })

/** The challenge that was signed: the token of a ticket. It is believed only when everything else has been verified. */
export function challengeOf({ response }: { response: { clientDataJSON: string } }): string | null {
  const read = clientData.safeParse(parseJson(Buffer.from(response.clientDataJSON, 'base64url').toString()))
  return read.success ? read.data.challenge : null
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > 80_000) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
