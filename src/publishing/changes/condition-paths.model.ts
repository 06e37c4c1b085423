// SPDX-License-Identifier: Apache-2.0
import type { Condition } from '@passerelle/recognition'

/** A test that must come out one way, for the rule to be met along one path. */
export interface Needed {
  node: Condition
  holds: boolean
}

/** More ways than these are not followed. */
const mostPaths = 24

/** Ways in which a condition can come out as wanted: each a list of tests that decide it together. */
export function pathsOf(node: Condition, holds = true): Needed[][] {
  if ('not' in node) return pathsOf(node.not, !holds)
  if ('normally' in node) return pathsOf(node.normally, holds)
  if ('all' in node) return holds ? together(node.all, true) : node.all.flatMap((one) => pathsOf(one, false))
  if ('any' in node) return holds ? node.any.flatMap((one) => pathsOf(one, true)) : together(node.any, false)
  if ('of' in node) {
    const need = holds ? node.atLeast : node.of.length - node.atLeast + 1
    return choices(node.of, need).flatMap((some) => together(some, holds))
  }
  return [[{ node, holds }]]
}

/** Every way of the first with every way of the others. */
function together(nodes: readonly Condition[], holds: boolean): Needed[][] {
  let paths: Needed[][] = [[]]
  for (const node of nodes) {
    const more = pathsOf(node, holds)
    paths = paths.flatMap((path) => more.map((one) => [...path, ...one])).slice(0, mostPaths)
  }
  return paths
}

/** Choices of so many out of a list, in its order. */
function choices<Item>(items: readonly Item[], count: number): Item[][] {
  if (count <= 0) return [[]]
  const found: Item[][] = []
  for (const [index, item] of items.entries()) {
    for (const rest of choices(items.slice(index + 1), count - 1)) {
      found.push([item, ...rest])
      if (found.length === mostPaths) return found
    }
  }
  return found
}
