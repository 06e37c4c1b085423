// SPDX-License-Identifier: Apache-2.0
/** Which credentials come into question for a condition on a further credential. */

import type { Evaluation } from '../conditions/circumstances.ts'
import type { Node } from '../link/node.ts'
import { derivedBy } from './derive.ts'
import { type Held, hypothetical, type PersonView } from './person-view.ts'
import { speaksOf } from './selector.ts'

type CredentialNode = Extract<Node, { op: 'credential' }>

/** The person's own, derived ones where the selector accepts them, and one not spoken of where nothing stated speaks to it. */
export function candidatesFor(node: CredentialNode, around: Evaluation): readonly Held[] {
  const own = around.view.credentials
  const unspoken = unspokenFor(node, around)
  const kinds = node.selector.selector.derived
  if (unspoken.length === 0 && (kinds === undefined || kinds.length === 0)) return own
  return [...own, ...(kinds === undefined ? [] : derivedBy(kinds, around)), ...unspoken]
}

const NONE: readonly Held[] = []

function unspokenLevel(framework: string, view: PersonView): Held | null {
  let held = view.unspoken.get(framework)
  if (held === undefined) {
    const spoken = view.credentials.some((one) => speaksOf(one, framework))
    held = spoken ? null : hypothetical(`?${framework}`, 'level', view, framework)
    view.unspoken.set(framework, held)
  }
  return held
}

function unspokenFor({ selector }: CredentialNode, { view }: Evaluation): readonly Held[] {
  if (selector.levels !== null) {
    const only = selector.frameworks.length === 1 ? unspokenLevel(selector.frameworks[0] ?? '', view) : undefined
    if (only !== undefined) return only === null ? NONE : [only]
    return selector.frameworks.map((one) => unspokenLevel(one, view)).filter((one) => one !== null)
  }
  const wanted = selector.qualifications
  if (wanted === null) return NONE
  const spoken = view.credentials.some(
    (held) => held.qualification === undefined || wanted.has(held.qualification ?? ''),
  )
  if (spoken) return NONE
  const first = [...wanted].sort()[0] ?? ''
  return [hypothetical(`?${first}`, 'held', view, first)]
}
