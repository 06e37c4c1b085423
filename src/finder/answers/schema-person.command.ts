// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { personSchema } from '../../instruments/index.ts'
import { type Command, exitCode } from '../../kernel/index.ts'

/** The form of a person's file, for editors and other programs. */
export const schemaPersonCommand: Command = {
  name: 'schema person',
  summary: 'Print the JSON Schema of a person’s file',
  usage: '',
  description: 'The schema holds for YAML and JSON alike, and for `person` in POST /api/v1/assessments.',
  examples: ['passerelle schema person > person.schema.json'],
  async run(context) {
    const schema = z.toJSONSchema(personSchema, { io: 'input', target: 'draft-2020-12' })
    context.stdout(`${JSON.stringify({ title: 'Person', ...schema }, null, 2)}\n`)
    return exitCode.ok
  },
}
