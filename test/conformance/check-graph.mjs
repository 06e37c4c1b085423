// SPDX-License-Identifier: Apache-2.0
// An export in Turtle against SHACL shapes of its publisher, and against the same export in JSON-LD. Run in a scratch folder that has the
// packages (docs/conformance.md); nothing of this is a dependency of the project.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const installed = createRequire(join(process.cwd(), 'package.json'))
const part = async (name) => (await import(pathToFileURL(installed.resolve(name)).href)).default
const [n3, jsonld, rdf, Validator] = [
  await part('n3'),
  await part('jsonld'),
  await part('@zazuko/env'),
  await part('rdf-validate-shacl'),
]
const [shapesFile, turtleFile, jsonFile] = process.argv.slice(2)
const text = (file) => readFileSync(file, 'utf8')
const read = (file) => rdf.dataset(new n3.Parser().parse(text(file)))

/** Imports are not followed, and a pattern in the regular expressions of XPath is said in those of JavaScript. */
function shapesOf(file) {
  const shapes = read(file)
  for (const quad of [...shapes]) {
    const { subject, predicate, object } = quad
    const pattern = predicate.value.endsWith('#pattern') && object.value.includes('(?i)')
    if (pattern || /owl#imports?$/.test(predicate.value)) shapes.delete(quad)
    if (pattern) shapes.add(rdf.quad(subject, predicate, rdf.literal('^[Hh][Tt][Tt][Pp][Ss]?://')))
  }
  return shapes
}

const canonical = (given, options) =>
  jsonld.canonize(given, { algorithm: 'URDNA2015', format: 'application/n-quads', safe: true, ...options })

async function sameGraph() {
  const writer = new n3.Writer({ format: 'N-Quads' })
  writer.addQuads(new n3.Parser().parse(text(turtleFile)))
  const quads = await new Promise((done, fail) => writer.end((error, result) => (error ? fail(error) : done(result))))
  const refuse = async (url) => {
    throw new Error(`asks the network for ${url}`)
  }
  // The reader of Turtle writes language tags in small letters.
  const small = text(jsonFile).replace(/"@language": "([^"]+)"/g, (_, tag) => `"@language": "${tag.toLowerCase()}"`)
  const one = await canonical(quads, { inputFormat: 'application/n-quads' })
  return one === (await canonical(JSON.parse(small), { documentLoader: refuse }))
}

const data = read(turtleFile)
const report = await new Validator(shapesOf(shapesFile), { factory: rdf }).validate(data)
const findings = new Map()
for (const { sourceConstraintComponent, path } of report.results) {
  const name = `${sourceConstraintComponent?.value.split('#')[1]} ${path?.value ?? ''}`
  findings.set(name, (findings.get(name) ?? 0) + 1)
}
console.log(`${data.size} statements; conforms: ${report.conforms}`)
for (const [name, count] of [...findings].sort()) console.log(`${count} × ${name}`)
if (jsonFile !== undefined) console.log(`the same graph as ${jsonFile}: ${await sameGraph()}`)
