// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, Person } from '@passerelle/recognition'
import { z } from 'zod'
import { jurisdictionCode, levelRef, plainDate, registerId, schemeCode, slug, strict, text } from '../source/fields.ts'

const credentialId = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'an id of letters, digits, dots and hyphens')

export const credentialSchema: z.ZodType<Credential> = strict({
  id: credentialId,
  qualification: registerId.exactOptional(),
  level: levelRef.exactOptional(),
  issued: plainDate.exactOptional(),
  expires: plainDate.exactOptional(),
  status: z.enum(['valid', 'revoked']).exactOptional(),
  country: jurisdictionCode.exactOptional(),
  awardingBody: registerId.exactOptional(),
  field: z.array(schemeCode).max(20).exactOptional(),
  listed: z.record(slug, text).exactOptional(),
  stated: z.record(text, z.union([z.boolean(), text])).exactOptional(),
}).meta({ id: 'Credential' })

export const jobSchema: z.ZodType<Experience> = strict({
  from: plainDate.exactOptional(),
  to: plainDate.exactOptional(),
  occupation: z.array(schemeCode).max(20).exactOptional(),
  place: jurisdictionCode.exactOptional(),
  capacity: slug.exactOptional(),
  relevantTo: z.array(credentialId).max(50).exactOptional(),
}).meta({ id: 'Experience' })

/** What a person holds; the form of the person's file, of the API and of the examples beside the law. */
export const personSchema: z.ZodType<Person> = strict({
  birthDate: plainDate.exactOptional(),
  credentials: z.array(credentialSchema).max(50).default([]),
  experience: z.array(jobSchema).max(200).exactOptional(),
  facts: z
    .record(text, z.union([z.boolean(), z.number(), z.string().max(4000), z.array(text).max(200)]))
    .exactOptional(),
}).meta({ id: 'Person' })
