// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'

/** RFC 9457 as this program writes it; every error answer has this form. */
export const problemSchema = z
  .object({
    type: z.string().describe('Address of a page that explains this kind of problem'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().describe('The request, as in the header X-Request-Id'),
    code: z.string().describe('The last part of type'),
    in: z.enum(['body', 'query', 'path', 'headers']).optional().describe('Which part of the request errors speak of'),
    errors: z
      .array(
        z.object({
          path: z.string(),
          line: z.int().optional(),
          file: z.string().optional(),
          message: z.string(),
          expected: z.string().optional(),
        }),
      )
      .optional(),
    reasons: z.array(z.object({ code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'A problem (RFC 9457)' })
