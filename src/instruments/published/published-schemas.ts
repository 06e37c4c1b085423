// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { exampleSchema, invalidExampleSchema } from '../examples/example-schema.ts'
import { factsFileSchema } from '../facts/facts-schema.ts'
import { instrumentFileSchema } from '../law/instrument-schema.ts'
import { personSchema } from '../people/person-schema.ts'
import { rulesFileSchema } from '../rules/rule-schema.ts'

interface Published {
  title: string
  schema: z.ZodType
}

const published = {
  instrument: { title: 'instrument.yaml: one instrument with its sources and clauses', schema: instrumentFileSchema },
  rules: { title: 'rules.yaml: the executable clauses of an instrument', schema: rulesFileSchema },
  example: {
    title: 'examples/*/*.yaml: a person, a question and the expected answer',
    schema: z.union([exampleSchema, invalidExampleSchema]),
  },
  facts: { title: 'reference/facts.yaml: what a person can be asked', schema: factsFileSchema },
  person: { title: 'What a person holds, as YAML or JSON', schema: personSchema },
} satisfies Record<string, Published>

export type SchemaName = keyof typeof published

export const schemaNames = Object.keys(published) as SchemaName[]

export type JsonSchema = Record<string, unknown>

/** JSON Schema (draft 2020-12) of a file format, made from the schema that reads it, so that the two cannot differ. */
export function publishedSchema(name: SchemaName): JsonSchema {
  const { title, schema } = published[name]
  const made: JsonSchema = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', override: withPattern })
  const { $schema, ...rest } = made
  return { $schema, title, ...rest }
}

/** What a check in code holds and a pattern can say as well. */
function withPattern({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'date') jsonSchema.pattern = '^\\d{4}-\\d{2}-\\d{2}$'
}
