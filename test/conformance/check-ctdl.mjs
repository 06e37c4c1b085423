// SPDX-License-Identifier: Apache-2.0
// An export in CTDL against the classes by which the Credential Engine's own assistant writes it: every member by name and kind
// (docs/conformance.md). Arguments: the folder RA.Models/JsonV2 of that repository, and the export.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [models, file] = process.argv.slice(2)

/** `[JsonProperty( PropertyName = "ceterms:name" )] public LanguageMap Name`. */
const member =
  /JsonProperty\(\s*(?:PropertyName\s*=\s*)?"([^"]+)"[^\]]*\]\s*(?:\/\/[^\n]*\s*|\[[^\]]*\]\s*)*public\s+(?:new |virtual |override )?([\w<>]+)\??\s+\w+/g
const membersOf = (name) =>
  Object.fromEntries(
    [...readFileSync(join(models, `${name}.cs`), 'utf8').matchAll(member)].map(([, key, type]) => [key, type]),
  )

const known = Object.fromEntries(
  ['Credential', 'CredentialAlignmentObject', 'JurisdictionProfile', 'Place', 'BlankNode', 'Agent'].map((name) => [
    name,
    membersOf(name),
  ]),
)
known.Agent = { ...known.BlankNode, ...known.Agent }
const classes = {
  'ceterms:Certification': 'Credential',
  'ceterms:Degree': 'Credential',
  'ceterms:Credential': 'Credential',
  'ceterms:CredentialOrganization': 'Agent',
}

const wrong = new Map()
let checked = 0
const say = (text) => wrong.set(text, (wrong.get(text) ?? 0) + 1)

function isLanguageMap(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(
    ([tag, one]) => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag) && typeof one === 'string',
  )
}

function look(value, type, path) {
  const [, item] = /^List<(.*)>$/.exec(type) ?? []
  if (item !== undefined) {
    if (Array.isArray(value)) for (const one of value) look(one, item, path)
    else say(`${path}: expected a list`)
  } else if (type === 'string') typeof value === 'string' || say(`${path}: expected a text`)
  else if (type === 'LanguageMap') isLanguageMap(value) || say(`${path}: expected a text by language`)
  else if (known[type] !== undefined) walk(value, type, path)
  else say(`${path}: nothing is known of ${type}`)
}

function walk(node, type, path) {
  for (const [key, value] of Object.entries(node)) {
    if (key === '@type' || key === '@id') continue
    checked += 1
    if (known[type][key] === undefined) say(`${path} ${key}: no member of ${type}`)
    else look(value, known[type][key], `${path} ${key}`)
  }
}

const graph = JSON.parse(readFileSync(file, 'utf8'))['@graph']
for (const node of graph) {
  if (classes[node['@type']] === undefined) say(`${node['@type']}: no class`)
  else walk(node, classes[node['@type']], node['@type'])
}
console.log(`${graph.length} nodes, ${checked} members looked at, ${wrong.size} kinds of findings`)
for (const [text, count] of wrong) console.log(`${count} × ${text}`)
process.exitCode = wrong.size === 0 ? 0 : 1
