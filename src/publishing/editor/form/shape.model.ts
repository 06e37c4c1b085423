// SPDX-License-Identifier: Apache-2.0

/** What may stand at a place of a file, as a form shows it. Made from the schema that reads the file (`shapes.ts`). */
export type Shape =
  | { kind: 'text'; member: string }
  | { kind: 'day' }
  /** A day, a month or a year; a bare year is a number in YAML. */
  | { kind: 'partial' }
  | { kind: 'number' }
  /** Yes, or absent. */
  | { kind: 'flag' }
  /** Yes, no or a text. */
  | { kind: 'yes-or-text' }
  | { kind: 'choice'; member: string; options: readonly string[] }
  | { kind: 'localized' }
  | { kind: 'list'; member: string; item: () => Shape }
  | { kind: 'record'; members: readonly Member[] }
  | { kind: 'one-of'; alternatives: readonly Alternative[] }

export interface Member {
  name: string
  required: boolean
  shape: () => Shape
}

/** One of several kinds of thing. */
export interface Alternative {
  name: string
  /** Members that tell it from the others; none: it is a text, `is` where it is always the same one. */
  keys: readonly string[]
  is?: string
  shape: () => Shape
}

export type RecordShape = Extract<Shape, { kind: 'record' }>
export type OneOfShape = Extract<Shape, { kind: 'one-of' }>
export type ListShape = Extract<Shape, { kind: 'list' }>

const scalars = ['text', 'day', 'partial', 'number', 'yes-or-text', 'choice', 'flag']
/** What stands in one control. */
export const isScalarShape = ({ kind }: Shape): boolean => scalars.includes(kind)

/** Which of the kinds a value is: of those whose members it has, the one that names most. */
export function alternativeOf({ alternatives }: OneOfShape, value: unknown): Alternative | undefined {
  if (typeof value === 'string')
    return (
      alternatives.find(({ is }) => is === value) ??
      alternatives.find(({ keys, is }) => keys.length === 0 && is === undefined)
    )
  if (typeof value !== 'object' || value === null) return undefined
  const fits = alternatives.filter((one) => one.shape().kind !== 'text' && one.keys.every((key) => key in value))
  return fits.sort((a, b) => b.keys.length - a.keys.length)[0]
}

/** What a new thing of this shape begins as; undefined: nothing is said yet. */
export function blankOf(shape: Shape, depth = 0): unknown {
  if (shape.kind === 'record') return blankRecord(shape, [], depth)
  if (shape.kind === 'list') return []
  if (shape.kind === 'localized') return {}
  if (shape.kind === 'flag') return true
  return undefined
}

function blankRecord({ members }: RecordShape, keys: readonly string[], depth: number): Record<string, unknown> {
  const pairs = members.flatMap(({ name, required, shape }) => {
    if (!required && !keys.includes(name)) return []
    const value = depth > 4 ? undefined : blankOf(shape(), depth + 1)
    if (value === undefined && !keys.includes(name)) return []
    return [[name, value ?? '']]
  })
  return Object.fromEntries(pairs)
}

/** What a new thing of one kind begins as: it has the members that tell what it is. */
export function blankAlternative({ is, keys, shape }: Alternative): unknown {
  if (is !== undefined) return is
  const own = shape()
  return own.kind === 'record' ? blankRecord(own, keys, 0) : (blankOf(own) ?? '')
}

/** Kinds that hold things of the same several kinds, one or a list of them, and nothing else: `all`, `any`, `not`. */
export const groupsIn = (shape: OneOfShape): { name: string; list: boolean }[] =>
  shape.alternatives.flatMap(({ name, is, shape: make }) => {
    if (is !== undefined) return []
    const own = make()
    const [only, other] = own.kind === 'record' ? own.members : []
    if (only === undefined || other !== undefined) return []
    const inner = only.shape()
    const list = inner.kind === 'list'
    return (list ? inner.item() : inner) === shape ? [{ name, list }] : []
  })

/** What a group holds, if that is one thing alone. */
export function onlyWithin(shape: OneOfShape, value: unknown): unknown {
  const one = alternativeOf(shape, value)
  const group = groupsIn(shape).find(({ name }) => name === one?.name)
  const inner = group === undefined ? undefined : (value as Record<string, unknown>)[group.name]
  if (!group?.list) return inner
  return Array.isArray(inner) && inner.length === 1 ? inner[0] : undefined
}
