// SPDX-License-Identifier: Apache-2.0

interface Option {
  value: string
  label: string
}

export interface FieldNode {
  kind: 'field'
  name: string
  label: string
  control: 'text' | 'area' | 'select' | 'date' | 'number'
  value: string
  /** Where the value is picked by name: the id of the list. */
  list?: string
  options?: readonly Option[]
  error?: string
  lang?: string
}

export interface ChecksNode {
  kind: 'checks'
  name: string
  label: string
  boxes: readonly { name: string; value: string; label: string; checked: boolean }[]
  error?: string
}

export interface GroupNode {
  kind: 'group'
  name: string
  label: string
  /** Stands in its own frame; others are rows of the frame around them. */
  framed: boolean
  nodes: readonly FormNode[]
  /** Fields side by side. */
  row: boolean
  add: { options: readonly Option[]; label: string } | null
  /** Where that is added, if it is not the group itself. */
  addTo?: string
  acts: {
    remove: boolean
    up: boolean
    down: boolean
    /** Groups of its own that it can be put into; the one thing that it holds can take its place. */
    wrap?: readonly Option[]
    unwrap?: boolean
  }
  error?: string
}

export type FormNode = FieldNode | ChecksNode | GroupNode

/** A whole form, with what it sends unseen. */
export interface ShownForm {
  nodes: readonly FormNode[]
  marks: readonly { name: string; value: string }[]
  add: GroupNode['add']
  /** Lists of names that its fields pick from. */
  lists: readonly { id: string; names: readonly { id: string; name: string }[] }[]
}
