// SPDX-License-Identifier: Apache-2.0
import { chineseDescription } from './api-words.model.ts'
import { chineseName } from './operation-names.model.ts'
import { componentOf, exampleOf, type JsonSchema, type SchemaRow, schemaRows, typeName } from './schema-rows.model.ts'

/** What this page reads of an OpenAPI 3.1 document. */
export interface DescribedApi {
  info: { version: string }
  servers?: { url: string }[]
  paths?: Record<string, Record<string, unknown> | undefined>
  components?: { schemas?: Record<string, JsonSchema> }
}

export interface DescribedParameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: JsonSchema
}

type Content = Record<string, { schema?: JsonSchema }>

interface DescribedOperation {
  operationId?: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: DescribedParameter[]
  requestBody?: { content?: Content }
  responses?: Record<string, { description?: string; content?: Content }>
}

export interface ReferenceParameter {
  name: string
  place: string
  type: string
  required: boolean
  description: string
}

/** A body or an answer. */
export interface ReferenceContent {
  title: string
  mediaType: string
  type: string
  rows: SchemaRow[]
}

export interface ReferenceOperation {
  id: string
  method: string
  path: string
  summary: string
  description: string
  parameters: ReferenceParameter[]
  body: ReferenceContent | null
  answers: ReferenceContent[]
  curl: string
}

export interface Reference {
  version: string
  /** The language of all descriptions: English, or Chinese. */
  lang: 'en' | 'zh-CN'
  groups: { tag: string; operations: ReferenceOperation[] }[]
  components: { name: string; type: string; description: string; rows: SchemaRow[] }[]
}

const methods = ['get', 'put', 'post', 'delete', 'patch']

/** The API description as the page shows it: operations by subject, then the components they share. */
export function referenceOf(described: DescribedApi, lang: Reference['lang'] = 'en'): Reference {
  const api = lang === 'en' ? described : inChinese(described)
  const components = api.components?.schemas ?? {}
  const groups = new Map<string, ReferenceOperation[]>()
  for (const [path, item] of Object.entries(api.paths ?? {})) {
    for (const method of methods.filter((name) => item?.[name] !== undefined)) {
      const operation = item?.[method] as DescribedOperation
      const tag = operation.tags?.[0] ?? 'other'
      const shown = operationOf(method, path, operation, { base: api.servers?.[0]?.url ?? '', components })
      groups.set(tag, [...(groups.get(tag) ?? []), shown])
    }
  }
  return {
    version: api.info.version,
    lang,
    groups: [...groups].map(([tag, operations]) => ({ tag, operations })).sort((a, b) => rank(a.tag) - rank(b.tag)),
    components: Object.entries(components).map(([name, schema]) => ({
      name,
      type: typeName(schema),
      description: schema.description ?? '',
      rows: schemaRows(schema),
    })),
  }
}

/** The same description with its summaries and descriptions in Chinese. */
function inChinese(api: DescribedApi): DescribedApi {
  return JSON.parse(JSON.stringify(api), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const { description, summary, operationId } = value as Record<string, unknown>
    const name = typeof operationId === 'string' && typeof summary === 'string' ? chineseName(operationId) : null
    const text = typeof description === 'string' ? chineseDescription(description) : null
    return {
      ...value,
      ...(name === null ? {} : { summary: name }),
      ...(text === null ? {} : { description: text }),
    }
  })
}

/** The main job first, what operators need last, in between as the routes come. */
function rank(tag: string): number {
  return tag === 'answers' ? 0 : tag === 'operations' ? 2 : 1
}

interface Surroundings {
  base: string
  components: Record<string, JsonSchema>
}

function operationOf(
  method: string,
  path: string,
  operation: DescribedOperation,
  around: Surroundings,
): ReferenceOperation {
  const parameters = operation.parameters ?? []
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status !== 'default')
  return {
    id: operation.operationId ?? `${method}${path}`,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? path,
    description: operation.description ?? '',
    parameters: parameters.map(parameterOf),
    body: contentOf('', operation.requestBody?.content, around.components),
    answers: answers.flatMap(([status, answer]) => contentOf(status, answer.content, around.components) ?? []),
    curl: curlOf(method, path, operation, around),
  }
}

function parameterOf(parameter: DescribedParameter): ReferenceParameter {
  const { name, required = false, schema = {} } = parameter
  const description = parameter.description ?? schema.description ?? ''
  return { name, place: parameter.in, type: typeName(schema), required, description }
}

/** The members of a component are shown in place too: who reads of a body wants to see it. */
function contentOf(
  title: string,
  content: Content | undefined,
  components: Surroundings['components'],
): ReferenceContent | null {
  const [entry] = Object.entries(content ?? {})
  if (entry === undefined) return null
  const [mediaType, { schema = {} }] = entry
  const shown = components[schema.$ref === undefined ? '' : (componentOf(schema) ?? '')] ?? schema
  return { title, mediaType, type: typeName(schema), rows: schemaRows(shown) }
}

/** A command that can be pasted into a shell. */
function curlOf(
  method: string,
  path: string,
  operation: DescribedOperation,
  { base, components }: Surroundings,
): string {
  const parameters = operation.parameters ?? []
  const value = (parameter: DescribedParameter) =>
    encodeURIComponent(String(exampleOf(parameter.schema ?? {}, components)))
  const filled = path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name)
    return parameter?.schema?.examples === undefined ? whole : value(parameter)
  })
  const query = parameters.filter(
    (one) => one.in === 'query' && (one.required === true || one.schema?.examples !== undefined),
  )
  const address = `${base}${filled}${query.length > 0 ? '?' : ''}${query.map((one) => `${one.name}=${value(one)}`).join('&')}`
  const body = operation.requestBody?.content?.['application/json']?.schema
  if (body === undefined) return `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${quoted(address)}`
  const example = JSON.stringify(exampleOf(body, components), null, 2)
  return `curl ${quoted(address)} \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(example)}`
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
