// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { type Command, exitCode } from '../../kernel/index.ts'
import { projectRoot } from '../checks/check-law.ts'
import { publishedSchema, schemaNames } from './published-schemas.ts'
import { writeSchemas } from './write-schemas.ts'

export const lawSchemasCommand: Command = {
  name: 'law schemas',
  summary: 'Print the JSON Schema of a file format, or write all of them to schemas/',
  usage: 'NAME | --write',
  description: `NAME is one of ${schemaNames.join(', ')}. They are made from the schemas that read the files. After --write, run npm run format.`,
  options: [{ flag: '--write', summary: 'Write schemas/*.schema.json anew' }],
  examples: ['passerelle law schemas rules', 'passerelle law schemas --write'],
  async run(context, { positionals, values }) {
    if (values['write'] === true && positionals.length === 0) {
      for (const file of writeSchemas(join(projectRoot, 'schemas'))) context.stdout(`${file}\n`)
      return exitCode.ok
    }
    const name = schemaNames.find((known) => known === positionals[0])
    if (name === undefined || positionals.length > 1) {
      context.stderr(`expected one of ${schemaNames.join(', ')}, or --write\n`)
      return exitCode.usage
    }
    context.stdout(`${JSON.stringify(publishedSchema(name), null, 2)}\n`)
    return exitCode.ok
  },
}
