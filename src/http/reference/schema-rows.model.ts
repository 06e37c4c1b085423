// SPDX-License-Identifier: Apache-2.0

/** What this page reads of a JSON Schema (2020-12). */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  examples?: unknown[]
  description?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
}

/** One member of a schema, as a line of a table. */
export interface SchemaRow {
  /** `credentials[].id` */
  path: string
  type: string
  required: boolean
  description: string
  /** Name of a component that says more. */
  component: string | null
}

const deepest = 4
const deepestExample = 8

/** The members of a schema with their members, down to components, which have a place of their own. */
export function schemaRows(schema: JsonSchema, path = '', depth = 0): SchemaRow[] {
  if (depth > deepest || schema.$ref !== undefined) return []
  const inner = schema.items ? schemaRows(schema.items, `${path}[]`, depth) : []
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`
    return [rowOf(member, at, schema.required?.includes(name) ?? false), ...schemaRows(member, at, depth + 1)]
  })
  const { additionalProperties: others } = schema
  const rest = typeof others === 'object' ? schemaRows(others, `${path}.*`, depth + 1) : []
  return [...members, ...inner, ...rest, ...branches.flatMap((branch) => schemaRows(branch, path, depth + 1))]
}

function rowOf(schema: JsonSchema, path: string, required: boolean): SchemaRow {
  return {
    path,
    type: typeName(schema),
    required,
    description: schema.description ?? '',
    component: componentOf(schema),
  }
}

/** `text`, `list of Problem`, `"met" | "unmet"`. */
export function typeName(schema: JsonSchema): string {
  const component = schema.$ref === undefined ? null : componentOf(schema)
  if (component !== null) return component
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const branches = schema.anyOf ?? schema.oneOf
  if (branches !== undefined) return [...new Set(branches.map(typeName))].join(' | ')
  if (schema.allOf !== undefined) return [...new Set(schema.allOf.map(typeName))].join(' & ')
  if (schema.items !== undefined) return `${typeName(schema.items)}[]`
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  if (type === 'object' && typeof schema.additionalProperties === 'object' && schema.properties === undefined) {
    return `{ [name]: ${typeName(schema.additionalProperties)} }`
  }
  return [schema.format === undefined ? type : `${type} (${schema.format})`, ...limitsOf(schema)].join(', ')
}

/** What zod writes for any safe integer says nothing. */
const isLimit = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER

function limitsOf({ minimum, maximum, default: preset }: JsonSchema): string[] {
  return [
    ...(isLimit(minimum) ? [`≥ ${minimum}`] : []),
    ...(isLimit(maximum) ? [`≤ ${maximum}`] : []),
    ...(preset === undefined ? [] : [`= ${JSON.stringify(preset)}`]),
  ]
}

/** The component a schema, or the entries of a list, refer to. */
export function componentOf(schema: JsonSchema): string | null {
  const reference = schema.$ref ?? schema.items?.$ref
  return reference === undefined ? null : reference.slice(reference.lastIndexOf('/') + 1)
}

/** A value that fits, to show in an example: the schema's own example, else its required members. */
export function exampleOf(schema: JsonSchema, components: Record<string, JsonSchema>, depth = 0): unknown {
  if (schema.examples !== undefined && schema.examples.length > 0) return schema.examples[0]
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const component = schema.$ref === undefined ? null : componentOf(schema)
  const next = component === null ? (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0] : components[component]
  if (next !== undefined) return depth > deepestExample ? {} : exampleOf(next, components, depth + 1)
  return plainExample(schema, components, depth)
}

const byFormat: Record<string, string> = { date: '2026-11-22', 'date-time': '2026-11-22T08:00:00Z' }

function plainExample(schema: JsonSchema, components: Record<string, JsonSchema>, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'array')
    return schema.items === undefined || depth > deepestExample ? [] : [exampleOf(schema.items, components, depth + 1)]
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type !== 'object') return byFormat[schema.format ?? ''] ?? 'text'
  const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name))
  return Object.fromEntries(required.map(([name, member]) => [name, exampleOf(member, components, depth + 1)]))
}
