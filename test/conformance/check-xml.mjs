// SPDX-License-Identifier: Apache-2.0
// XML files against an XSD with what it imports. Run in a scratch folder that has xmllint-wasm (docs/conformance.md).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const installed = createRequire(join(process.cwd(), 'package.json'))
const { validateXML } = await import(pathToFileURL(installed.resolve('xmllint-wasm')).href)
const [schema, imported, ...files] = process.argv.slice(2)
const named = (file) => ({ fileName: basename(file), contents: readFileSync(file, 'utf8') })
const report = await validateXML({
  xml: files.map(named),
  schema: [named(schema)],
  preload: [named(imported)],
  maxMemoryPages: 32_768,
})
console.log(`${files.length} files; valid: ${report.valid}`)
for (const { rawMessage } of report.errors.slice(0, 20)) console.log(rawMessage)
process.exitCode = report.valid ? 0 : 1
