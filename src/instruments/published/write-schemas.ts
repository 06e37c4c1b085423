// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedSchema, schemaNames } from './published-schemas.ts'

/** Writes `schemas/*.schema.json`; answers the files. */
export function writeSchemas(directory: string): string[] {
  return schemaNames.map((name) => {
    const file = join(directory, `${name}.schema.json`)
    writeFileSync(file, `${JSON.stringify(publishedSchema(name), null, 2)}\n`)
    return file
  })
}
