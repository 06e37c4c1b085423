// SPDX-License-Identifier: Apache-2.0
import { at } from './form-state.model.ts'
import {
  alternativeOf,
  blankAlternative,
  blankOf,
  groupsIn,
  isScalarShape,
  onlyWithin,
  type Shape,
} from './shape.model.ts'

type Step = string

const stepsOf = (path: string): Step[] => (path === '' ? [] : path.split('.'))

/** The shape at a path of a value. */
export function shapeAt(shape: Shape, value: unknown, path: string): Shape | undefined {
  let [own, inside]: [Shape | undefined, unknown] = [shape, value]
  for (const step of stepsOf(path)) {
    if (own?.kind === 'one-of') {
      const one = alternativeOf(own, inside)
      own = one?.shape()
    }
    if (own?.kind === 'list') own = own.item()
    else if (own?.kind === 'record') own = own.members.find(({ name }) => name === step)?.shape()
    else return undefined
    inside = typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[step] : undefined
  }
  return own
}

/** The value with another one at a path; undefined: nothing stands there any more. */
function put(value: unknown, [step, ...rest]: Step[], change: (before: unknown) => unknown): unknown {
  if (step === undefined) return change(value)
  if (Array.isArray(value)) {
    const index = Number(step)
    const now = put(value[index], rest, change)
    if (now === undefined) return value.filter((_, other) => other !== index)
    return value.map((item, other) => (other === index ? now : item))
  }
  const before = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const now = put(before[step], rest, change)
  if (now !== undefined) return { ...before, [step]: now }
  return Object.fromEntries(Object.entries(before).filter(([name]) => name !== step))
}

/** What a button of a form does: `add:when.all fact`, `remove:outcomes.1`, `up:…`, `down:…`, `wrap-any:when.all.0`, `unwrap:when`. */
export function afterAct(shape: Shape, value: unknown, act: string, chosen: string): { value: unknown; there: string } {
  const [verb = '', path = ''] = act.split(/:(.*)/s)
  if (verb === 'add') return added(shape, value, path, chosen)
  if (verb === 'unwrap' || verb.startsWith('wrap-')) return regrouped(shape, value, path, verb)
  const steps = stepsOf(path)
  const [list, index] = [steps.slice(0, -1), Number(steps.at(-1))]
  if (verb === 'remove') return { value: put(value, steps, () => undefined), there: list.join('.') }
  const to = verb === 'up' ? index - 1 : verb === 'down' ? index + 1 : index
  const moved = put(value, list, (before) => {
    if (!Array.isArray(before) || before[to] === undefined || before[index] === undefined) return before
    const items = [...before]
    ;[items[index], items[to]] = [items[to], items[index]]
    return items
  })
  return { value: moved, there: at(list.join('.'), to) }
}

/** Puts what stands at a path into a group of its own, or takes the one thing of a group out of it. */
function regrouped(shape: Shape, value: unknown, path: string, verb: string): { value: unknown; there: string } {
  const own = shapeAt(shape, value, path)
  const inside = valueAt(value, path)
  if (own?.kind !== 'one-of' || inside === undefined) return { value, there: path }
  if (verb === 'unwrap') {
    const only = onlyWithin(own, inside)
    return { value: only === undefined ? value : put(value, stepsOf(path), () => only), there: path }
  }
  const group = groupsIn(own).find(({ name }) => verb === `wrap-${name}`)
  if (group === undefined) return { value, there: path }
  const wrapped = { [group.name]: group.list ? [inside] : inside }
  return { value: put(value, stepsOf(path), () => wrapped), there: path }
}

function added(shape: Shape, value: unknown, path: string, chosen: string): { value: unknown; there: string } {
  const own = shapeAt(shape, value, path)
  const nothing = { value, there: path }
  if (own?.kind === 'list') {
    const fresh = blankBy(own.item(), chosen)
    const length = lengthAt(value, path)
    return {
      value: put(value, stepsOf(path), (before) => [...(Array.isArray(before) ? before : []), fresh]),
      there: at(path, length),
    }
  }
  if (own?.kind === 'one-of' && chosenIn(own, chosen) !== undefined)
    return { value: put(value, stepsOf(path), () => blankBy(own, chosen)), there: path }
  const record = own?.kind === 'one-of' ? alternativeOf(own, valueAt(value, path))?.shape() : own
  if (record?.kind !== 'record') return nothing
  const [name = '', kind = ''] = chosen.split('=')
  const member = record.members.find((one) => one.name === name)
  if (member === undefined) return nothing
  const there = at(path, name)
  return { value: put(value, stepsOf(there), () => blankBy(member.shape(), kind)), there }
}

const chosenIn = (shape: Shape, chosen: string) =>
  shape.kind === 'one-of' ? shape.alternatives.find(({ name }) => name === chosen) : undefined

/** What is added: of several kinds the one that was chosen. A list begins with one entry, a scalar empty. */
function blankBy(shape: Shape, chosen: string): unknown {
  const one = chosenIn(shape, chosen)
  if (one !== undefined) return blankAlternative(one)
  if (shape.kind === 'one-of') return undefined
  if (shape.kind === 'list') {
    const item = shape.item()
    return isScalarShape(item) || item.kind === 'one-of' ? [] : [blankOf(item)]
  }
  return blankOf(shape) ?? ''
}

export function valueAt(value: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>(
    (inside, step) =>
      typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[step] : undefined,
    value,
  )
}

function lengthAt(value: unknown, path: string): number {
  const list = valueAt(value, path)
  return Array.isArray(list) ? list.length : 0
}
