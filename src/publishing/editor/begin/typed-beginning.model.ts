// SPDX-License-Identifier: Apache-2.0
import { type Named, readPick } from '../names/pick.model.ts'
import type { TypedCatalogue, TypedClass } from './beginning.model.ts'

type Fields = Readonly<Record<string, unknown>>

export const fieldsOf = (body: unknown): Fields =>
  typeof body === 'object' && body !== null ? { ...(body as Fields) } : {}

/** What a button of the form asks for: `begin`, `more` (another class) or `less.1`. */
export const actOf = (body: unknown): string => String(fieldsOf(body)['act'] ?? 'begin')

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const mostClasses = 26
const longest = 2000

/** What was typed, read as far as it can be: ids for the names that were picked. */
export function typedBeginning(
  fields: Fields,
  { places, levels }: { places: readonly Named[]; levels: readonly Named[] },
): TypedCatalogue {
  const fresh = Object.keys(fields).length === 0
  const said = (name: string, otherwise = ''): string => {
    const value = fields[name]
    return typeof value === 'string' ? value.trim().slice(0, longest) : otherwise
  }
  const pick = (name: string, list: readonly Named[]) => readPick(said(name), list)
  const classAt = (index: number): TypedClass => ({
    id: said(`class.${index}.id`),
    zh: said(`class.${index}.zh`),
    en: said(`class.${index}.en`),
    level: pick(`class.${index}.level`, levels),
  })
  const count = Array.from({ length: mostClasses }, (_, index) => index).findIndex(
    (index) => fields[`class.${index}.id`] === undefined,
  )
  const typed = Array.from({ length: count < 0 ? mostClasses : count }, (_, index) => classAt(index))
  return {
    authority: said('authority'),
    place: pick('place', places),
    titleZh: said('titleZh'),
    titleEn: said('titleEn'),
    number: said('number'),
    kind: said('kind', 'catalogue'),
    published: said('published'),
    effective: said('effective'),
    url: said('url'),
    found: said('found'),
    listZh: said('listZh'),
    listEn: said('listEn'),
    edition: said('edition'),
    batch: said('batch').normalize('NFKC'),
    continues: said('continues'),
    coverage: said('coverage', 'complete'),
    classes: fresh ? [anotherClass([])] : typed,
    outcome: said('outcome', 'recognised-as'),
    by: said('by', 'application'),
    purposes: fresh ? ['title', 'employment'] : [fields['purposes'] ?? []].flat().map(String),
    employed: fields['employed'] === 'yes',
    years: said('years').normalize('NFKC'),
  }
}

/** The next letter that no class has. */
function anotherClass(classes: readonly TypedClass[]): TypedClass {
  const taken = new Set(classes.map(({ id }) => id))
  const id = [...letters].find((letter) => !taken.has(letter)) ?? ''
  return { id, zh: id === '' ? '' : `${id}类`, en: id === '' ? '' : `Class ${id}`, level: '' }
}

/** The form after a button that changes how many classes there are. */
export function afterAct(typed: TypedCatalogue, act: string): TypedCatalogue {
  const { classes } = typed
  if (act === 'more' && classes.length < mostClasses) return { ...typed, classes: [...classes, anotherClass(classes)] }
  const less = /^less\.(\d+)$/.exec(act)?.[1]
  return less === undefined ? typed : { ...typed, classes: classes.filter((_, index) => index !== Number(less)) }
}
