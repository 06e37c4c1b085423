// SPDX-License-Identifier: Apache-2.0

/** Something that can be picked from a list: people read the name, files hold the id. */
export interface Named {
  id: string
  name: string
}

/** What stands in a box for an id: the name, with the id beside it. */
export const shownPick = (id: string, name: string | undefined): string =>
  name === undefined || name === id ? id : `${name} (${id})`

/** The id that somebody means who has picked `name (id)`, or typed an id or a name. What is none of these stays as it is typed. */
export function readPick(typed: string, list: readonly Named[]): string {
  const text = typed.trim()
  const inside = /\(([^()\s]+)\)$/.exec(text)?.[1]
  if (inside !== undefined) return inside
  const named = list.filter(({ name }) => name === text)
  return named.length === 1 ? (named[0]?.id ?? text) : text
}
