// SPDX-License-Identifier: Apache-2.0
import { posix } from 'node:path'
import type { FileMeasure } from './measure-source.ts'

/** Groups of files that import each other in a circle, type imports included (Tarjan's strongly connected components). */
export function importCycles(files: FileMeasure[]): string[][] {
  const imports = new Map(
    files.map(({ path, imports }) => [path, imports.map((to) => posix.join(posix.dirname(path), to))]),
  )
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const cycles: string[][] = []

  function visit(path: string): number {
    let low = order.size
    order.set(path, low)
    lowest.set(path, low)
    stack.push(path)
    for (const to of imports.get(path) ?? []) low = Math.min(low, lowOf(to))
    lowest.set(path, low)
    if (low === order.get(path)) close(path)
    return low
  }

  function lowOf(path: string): number {
    if (!imports.has(path)) return Number.POSITIVE_INFINITY
    const seen = order.get(path)
    if (seen === undefined) return visit(path)
    return stack.includes(path) ? seen : Number.POSITIVE_INFINITY
  }

  function close(path: string): void {
    const group = stack.splice(stack.indexOf(path))
    if (group.length > 1 || imports.get(path)?.includes(path)) cycles.push(group.sort())
  }

  for (const path of imports.keys()) if (!order.has(path)) visit(path)
  return cycles
}
