// SPDX-License-Identifier: Apache-2.0
// Writes src/db/schema.ts from the migrated database; with --check it only says whether the file is up to date.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { closeTestServer, testDatabase } from './test-databases.ts'

const target = fileURLToPath(new URL('../../src/db/schema.ts', import.meta.url))
const generator = fileURLToPath(new URL('../../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url))

const head = `// SPDX-License-Identifier: Apache-2.0
// Generated from the migrations by \`node scripts/run.mjs schema\`. Not to be edited.

`

function generate(url: string): string {
  const options = [`--url=${url}`, '--dialect=postgres', '--date-parser=string', '--type-mapping={"int8":"number"}']
  const text = execFileSync(process.execPath, [generator, ...options, '--print', '--log-level=error'], {
    encoding: 'utf8',
  })
  return `${head}${text.slice(text.indexOf('*/') + 2).trimStart()}`
}

const database = await testDatabase()
const text = generate(database.url)
await database.close()
await closeTestServer()
if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/db/schema.ts is not that of the migrations: run `node scripts/run.mjs schema`.')
  process.exitCode = 1
}
