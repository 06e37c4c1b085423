// SPDX-License-Identifier: Apache-2.0
import { type JsonSchema, publishedSchema } from '../../../instruments/index.ts'
import type { Alternative, Shape } from './shape.model.ts'

interface Schema {
  $ref?: string
  type?: string
  const?: unknown
  enum?: string[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

/** The shapes of the files, made once: whatever the format comes to hold, the forms have. */
class Shapes {
  readonly defs: Record<string, Schema>
  readonly made = new Map<Schema, Shape>()
  constructor(published: JsonSchema) {
    this.defs = (published['$defs'] ?? {}) as Record<string, Schema>
  }

  of(schema: Schema, member: string): Shape {
    const known = this.made.get(schema)
    if (known !== undefined) return known
    const shape = this.make(schema, member)
    // A text is of its member; the same reference stands at several.
    if (schema.$ref === undefined) this.made.set(schema, shape)
    return shape
  }

  private make(schema: Schema, member: string): Shape {
    if (schema.$ref !== undefined) return this.named(schema.$ref.replace('#/$defs/', ''), member)
    if (schema.anyOf !== undefined) return this.oneOf(schema.anyOf, member)
    if (schema.enum !== undefined) return { kind: 'choice', member, options: schema.enum }
    if (schema.const === true) return { kind: 'flag' }
    if (schema.type === 'integer' || schema.type === 'number') return { kind: 'number' }
    const { items } = schema
    if (schema.type === 'array' && items !== undefined)
      return { kind: 'list', member, item: () => this.of(items, member) }
    if (schema.type === 'object') return this.record(schema)
    return { kind: 'text', member }
  }

  private named(name: string, member: string): Shape {
    if (name === 'Localized') return { kind: 'localized' }
    if (name === 'PartialDate') return { kind: 'partial' }
    if (name === 'PlainDate') return { kind: 'day' }
    return this.of(this.defs[name] ?? {}, this.defs[name]?.type === 'string' ? member : name)
  }

  private record({ properties = {}, required = [] }: Schema): Shape {
    const members = Object.entries(properties).map(([name, schema]) => ({
      name,
      required: required.includes(name),
      shape: () => this.of(schema, name),
    }))
    return { kind: 'record', members }
  }

  private oneOf(parts: Schema[], member: string): Shape {
    const types = parts.map(({ type, $ref }) => $ref ?? type)
    if (types.includes('boolean') && types.includes('string')) return { kind: 'yes-or-text' }
    return { kind: 'one-of', alternatives: parts.map((part) => this.alternative(part, member)) }
  }

  private alternative(part: Schema, member: string): Alternative {
    const resolved = part.$ref === undefined ? part : (this.defs[part.$ref.replace('#/$defs/', '')] ?? {})
    const shape = () => this.of(part, member)
    if (resolved.const !== undefined)
      return { name: String(resolved.const), keys: [], is: String(resolved.const), shape }
    if (resolved.type === 'string') return { name: 'text', keys: [], shape }
    const keys = part.$ref === '#/$defs/Localized' ? [] : (resolved.required ?? [])
    // What tells a group by number from the other conditions is not its number.
    const told = keys.find((key) => key !== 'atLeast') ?? (part.$ref ?? 'record').replace('#/$defs/', '')
    return { name: told, keys, shape }
  }
}

const published = (name: 'instrument' | 'rules'): Shapes & { root: JsonSchema } => {
  const schema = publishedSchema(name)
  return Object.assign(new Shapes(schema), { root: schema })
}

let rule: Shape | undefined
/** One rule of rules.yaml. */
export function ruleShape(): Shape {
  if (rule === undefined) rule = published('rules').of({ $ref: '#/$defs/Rule' }, 'rule')
  return rule
}

let instrument: Shape | undefined
/** The whole of instrument.yaml. */
export function instrumentShape(): Shape {
  if (instrument === undefined) {
    const shapes = published('instrument')
    instrument = shapes.of(shapes.root as Schema, 'instrument')
  }
  return instrument
}
