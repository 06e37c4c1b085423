// SPDX-License-Identifier: Apache-2.0
// A graph once, written as Turtle and as JSON-LD: both say the same.

/** The vocabularies that our exchange formats use. */
export const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  dcterms: 'http://purl.org/dc/terms/',
  elm: 'http://data.europa.eu/snb/model/elm/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rov: 'http://www.w3.org/ns/regorg#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

type Prefix = keyof typeof prefixes

/** A name of a vocabulary: `skos:prefLabel`. */
export type Name = `${Prefix}:${string}`

export type RdfValue =
  | { iri: string }
  | { text: string; lang?: string; type?: Name }
  /** In this order. */
  | { list: readonly RdfValue[] }
  | { node: RdfNode }

export interface RdfNode {
  /** Absolute; without one it is only known within the node that names it. */
  id?: string
  types: readonly Name[]
  values: readonly (readonly [Name, RdfValue])[]
}

/** One value in each language in which a text is known. */
export const inLanguages = (name: Name, texts: Readonly<Record<string, string>>): [Name, RdfValue][] =>
  Object.entries(texts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lang, text]) => [name, { text, lang }])

/** Turtle 1.1. What has an address stands by itself, wherever it is named. */
export function toTurtle(nodes: readonly RdfNode[]): string {
  const body = standingAlone(nodes).map((node) => `${subject(node)}\n${statements(node, '  ')} .\n`)
  const used = prefixesIn(nodes).map((prefix) => `@prefix ${prefix}: <${prefixes[prefix]}> .\n`)
  return [used.join(''), ...body].join('\n')
}

/** The nodes given, and those with an address within them, each once. */
function standingAlone(nodes: readonly RdfNode[]): RdfNode[] {
  const known = new Set(nodes.flatMap(({ id }) => id ?? []))
  const further: RdfNode[] = []
  const look = ({ values }: RdfNode): void => {
    for (const [, value] of values) {
      if (!('node' in value)) continue
      const { id } = value.node
      if (id !== undefined && !known.has(id)) further.push(value.node)
      if (id !== undefined) known.add(id)
      look(value.node)
    }
  }
  for (const node of nodes) look(node)
  return [...nodes, ...further]
}

const subject = ({ id }: RdfNode): string => (id === undefined ? '[]' : iriOf(id))

function statements({ types, values }: RdfNode, indent: string): string {
  const said = byName(values).map(
    ([name, all]) => `${indent}${name} ${all.map((value) => turtleValue(value, indent)).join(', ')}`,
  )
  return [`${indent}a ${types.join(', ')}`, ...said].join(' ;\n')
}

function turtleValue(value: RdfValue, indent: string): string {
  if ('iri' in value) return iriOf(value.iri)
  if ('list' in value) return `( ${value.list.map((one) => turtleValue(one, indent)).join(' ')} )`
  if ('node' in value && value.node.id !== undefined) return iriOf(value.node.id)
  if ('node' in value) return `[\n${statements(value.node, `${indent}  `)}\n${indent}]`
  const text = `"${escaped(value.text)}"`
  if (value.lang !== undefined) return `${text}@${value.lang}`
  return value.type === undefined ? text : `${text}^^${value.type}`
}

/** What an IRI may not hold as it is (RFC 3987, Turtle's IRIREF). */
const iriOf = (iri: string): string => `<${iri.replace(/[\s<>"{}|^`\\]|\p{Cc}/gu, encodeURIComponent)}>`

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function escaped(text: string): string {
  const control = (one: string) => `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  return text.replace(/["\\]|\p{Cc}/gu, (one) => shortEscapes[one] ?? control(one))
}

/** Names with all their values, in the order in which they come first. */
function byName(values: RdfNode['values']): [Name, RdfValue[]][] {
  const names = new Map<Name, RdfValue[]>()
  for (const [name, value] of values) names.set(name, [...(names.get(name) ?? []), value])
  return [...names]
}

/** JSON-LD 1.1 with its context within, so that nothing has to be fetched to read it. */
export function toJsonLd(nodes: readonly RdfNode[]): string {
  const context = Object.fromEntries(prefixesIn(nodes).map((prefix) => [prefix, prefixes[prefix]]))
  return `${JSON.stringify({ '@context': context, '@graph': standingAlone(nodes).map(nodeAsJson) }, null, 2)}\n`
}

function nodeAsJson({ id, types, values }: RdfNode): Record<string, unknown> {
  return {
    ...(id !== undefined && { '@id': id }),
    '@type': types.length === 1 ? types[0] : types,
    ...Object.fromEntries(byName(values).map(([name, all]) => [name, all.map(valueAsJson)])),
  }
}

function valueAsJson(value: RdfValue): unknown {
  if ('iri' in value) return { '@id': value.iri }
  if ('list' in value) return { '@list': value.list.map(valueAsJson) }
  if ('node' in value) return value.node.id === undefined ? nodeAsJson(value.node) : { '@id': value.node.id }
  const { text, lang, type } = value
  return {
    '@value': text,
    ...(lang !== undefined && { '@language': lang }),
    ...(type !== undefined && { '@type': type }),
  }
}

function prefixesIn(nodes: readonly RdfNode[]): Prefix[] {
  const used = new Set<string>()
  const see = ({ types, values }: RdfNode): void => {
    for (const name of [...types, ...values.map(([one]) => one)]) used.add(name.split(':')[0] ?? '')
    for (const [, value] of values) {
      if ('node' in value) see(value.node)
      if ('text' in value && value.type !== undefined) used.add(value.type.split(':')[0] ?? '')
    }
  }
  for (const node of nodes) see(node)
  return (Object.keys(prefixes) as Prefix[]).filter((prefix) => used.has(prefix))
}
