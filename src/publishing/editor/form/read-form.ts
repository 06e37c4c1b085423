// SPDX-License-Identifier: Apache-2.0
import type { LoadedLaw } from '../../../finder/index.ts'
import { type SourceProblem, tellProblem } from '../../../instruments/index.ts'
import type { Words } from '../../../ui/index.ts'
import { typableNames } from '../names/name-lists.ts'
import { readPick } from '../names/pick.model.ts'
import { type Fields, valueOfFields, withBothLanguages } from './form-state.model.ts'
import { pickKindOf } from './present-form.ts'
import { alternativeOf, type Shape } from './shape.model.ts'

/** The fields of a body: what a browser sends twice counts by its first. */
export function textFields(body: unknown): Fields {
  const pairs = Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    String(Array.isArray(value) ? value[0] : value),
  ])
  return Object.fromEntries(pairs)
}

/** What the form of somebody says: names that were picked are ids again, and a text in one language stands for both. */
export const readForm = (law: LoadedLaw, shape: Shape, fields: Fields): unknown =>
  withBothLanguages(shape, withIds(law, shape, valueOfFields(shape, fields)))

function withIds(law: LoadedLaw, shape: Shape, value: unknown): unknown {
  if (typeof value === 'string') {
    const kind = shape.kind === 'text' ? pickKindOf(shape.member) : undefined
    if (kind === undefined) return value
    const id = readPick(value, typableNames(law, kind))
    return kind === 'place' ? (law.aliases[id] ?? id) : id
  }
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => withIds(law, shape.item(), item))
  if (typeof value !== 'object' || value === null) return value
  if (shape.kind === 'one-of') {
    const one = alternativeOf(shape, value)
    return one === undefined ? value : withIds(law, one.shape(), value)
  }
  if (shape.kind !== 'record') return value
  const members = new Map(shape.members.map(({ name, shape: own }) => [name, own]))
  const pairs = Object.entries(value).map(([name, item]) => [name, withIds(law, members.get(name)?.() ?? shape, item)])
  return Object.fromEntries(pairs)
}

/** What is wrong, and not only advised, by the path of the form: `rules[2].when.all[0]` is `when.all.0` of the third rule. */
export function errorsByPath(
  problems: readonly SourceProblem[],
  { lang }: Pick<Words, 'lang'>,
  within = '',
): Map<string, string> {
  const own = problems.filter(({ path, severity }) => path.startsWith(within) && severity === 'error')
  return new Map(
    own.map((problem) => [
      problem.path
        .slice(within.length)
        .replace(/^\./, '')
        .replace(/\[(\d+)\]/g, '.$1'),
      lang === 'zh-CN' ? tellProblem(problem)['zh-CN'] : problem.message,
    ]),
  )
}
