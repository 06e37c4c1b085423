// SPDX-License-Identifier: Apache-2.0
import type { LoadedLaw } from '../../../finder/index.ts'
import type { Words } from '../../../ui/index.ts'
import { nameOf, namesOfKind, type PickKind } from '../names/name-lists.ts'
import { type Named, shownPick } from '../names/pick.model.ts'
import type { FormNode, GroupNode, ShownForm } from './form-node.model.ts'
import { at, languagesOf, markOf, scalarText } from './form-state.model.ts'
import {
  alternativeOf,
  groupsIn,
  isScalarShape,
  type ListShape,
  type OneOfShape,
  onlyWithin,
  type RecordShape,
  type Shape,
} from './shape.model.ts'

/** What fills the lists of a form beside the register: ids of the draft itself, by member. */
export interface FormSurroundings {
  words: Words
  law: LoadedLaw
  /** What a member may name within the draft: `clause`, `source`. */
  own: Readonly<Record<string, readonly Named[]>>
  catalogues: readonly Named[]
  /** Where the text may hold; absent: it is not asked. */
  reach?: ReadonlySet<string>
  /** What is wrong, by path. */
  errors: ReadonlyMap<string, string>
}

const picks: Readonly<Record<string, PickKind>> = {
  jurisdiction: 'place',
  places: 'place',
  except: 'place',
  country: 'place',
  notCountry: 'place',
  place: 'place',
  within: 'place',
  level: 'level',
  levels: 'level',
  atLeast: 'level',
  atMost: 'level',
  framework: 'framework',
  notFramework: 'framework',
  qualification: 'qualification',
  qualifications: 'qualification',
  continues: 'catalogue',
  awardingBody: 'body',
  catalogue: 'catalogue',
  fact: 'fact',
  stated: 'statement',
  supersedes: 'instrument',
}

/** Members that say where a text holds: only places that its authority reaches are offered. */
const holding: readonly string[] = ['jurisdiction', 'places', 'except']

export const pickKindOf = (member: string): PickKind | undefined => picks[member]

/** The form of a value: every control that it has now, and what may be added where. */
export function presentForm(shape: Shape, value: unknown, around: FormSurroundings): ShownForm {
  const writer = new Writer(around)
  if (shape.kind !== 'record') return { nodes: [], marks: [], add: null, lists: [] }
  const nodes = writer.members(shape, value, '')
  return { nodes, marks: writer.marks, add: writer.adder(shape, value), lists: writer.lists() }
}

const still = { remove: false, up: false, down: false }
type Acts = GroupNode['acts']

class Writer {
  readonly marks: { name: string; value: string }[] = []
  private readonly used = new Set<PickKind | 'reach'>()
  private readonly around: FormSurroundings
  constructor(around: FormSurroundings) {
    this.around = around
  }

  lists(): ShownForm['lists'] {
    const { law, words, catalogues, reach } = this.around
    return [...this.used].map((kind) => {
      if (kind === 'reach')
        return {
          id: 'names-reach',
          names: namesOfKind(law, words, 'place').filter(({ id }) => reach?.has(id) === true),
        }
      const names = namesOfKind(law, words, kind)
      return { id: `names-${kind}`, names: kind === 'catalogue' ? [...catalogues, ...names] : names }
    })
  }

  private t(key: string, otherwise: string): string {
    return this.around.words.has(key) ? this.around.words.t(key) : otherwise
  }
  private label(member: string): string {
    return this.t(`editor.member.${member}`, member)
  }
  private mark(path: string, value: string): void {
    // What it is of several kinds is said before what that is made of.
    if (this.marks.every(({ name }) => name !== markOf(path))) this.marks.push({ name: markOf(path), value })
  }

  /** Those members that are there or have to be. */
  members({ members }: RecordShape, value: unknown, path: string): FormNode[] {
    const inside = (value ?? {}) as Record<string, unknown>
    return members.flatMap(({ name, required, shape }) =>
      required || inside[name] !== undefined
        ? [this.node(shape(), inside[name], at(path, name), this.label(name), { ...still, remove: !required }, inside)]
        : [],
    )
  }

  /** What may be added to a record; of a thing of several kinds each kind. */
  adder(shape: Shape, value: unknown): GroupNode['add'] {
    const inside = (value ?? {}) as Record<string, unknown>
    const record = shape.kind === 'one-of' ? alternativeOf(shape, value)?.shape() : shape
    if (record?.kind !== 'record') return null
    const offered = this.testsOffered(inside)
    const options = record.members.flatMap(({ name, required, shape: own }) => {
      if (required || inside[name] !== undefined || (offered !== null && !offered.includes(name))) return []
      const kind = own()
      if (kind.kind !== 'one-of') return [{ value: name, label: this.label(name) }]
      return kind.alternatives.map((one) => ({
        value: `${name}=${one.name}`,
        label: `${this.label(name)} · ${this.t(`editor.is.${one.name}`, one.name)}`,
      }))
    })
    return options.length === 0 ? null : { options, label: this.around.words.t('editor.add.to') }
  }

  /** A fact is tested once, in a way that fits its type. */
  private testsOffered(inside: Record<string, unknown>): string[] | null {
    if (!('fact' in inside)) return null
    if (tests.some((name) => inside[name] !== undefined)) return []
    const type = this.around.law.texts.fact(String(inside['fact']))?.type
    return type === undefined ? tests : (testsOf[type] ?? tests)
  }

  node(
    shape: Shape,
    value: unknown,
    path: string,
    label: string,
    acts: Acts,
    around: Record<string, unknown>,
  ): FormNode {
    if (shape.kind === 'list') return this.list(shape, value, { path, label, acts, around })
    if (shape.kind === 'one-of') return this.oneOf(shape, value, path, label, acts)
    if (shape.kind === 'localized') return this.localized(value, path, label, acts)
    if (shape.kind === 'record') {
      this.mark(path, 'record')
      const nodes = this.members(shape, value, path)
      return this.group(path, label, nodes, { acts, add: this.adder(shape, value) })
    }
    const field = this.field(shape, value, path, label, around)
    return acts.remove ? this.group(path, label, [field], { acts, add: null, framed: false }) : field
  }

  private group(
    path: string,
    label: string,
    nodes: FormNode[],
    { acts, add, framed = true, row = false }: { acts: Acts; add: GroupNode['add']; framed?: boolean; row?: boolean },
  ): GroupNode {
    return { kind: 'group', name: path, label, framed, row, nodes, add, acts, ...this.wrong(path) }
  }

  private wrong(path: string): { error?: string } {
    const error = this.around.errors.get(path)
    return error === undefined ? {} : { error }
  }

  private localized(value: unknown, path: string, label: string, acts: Acts): FormNode {
    this.mark(path, 'text')
    const texts = (value ?? {}) as Record<string, string>
    const nodes = languagesOf(value).map((lang): FormNode => {
      const text = texts[lang] ?? ''
      const name = this.t(`editor.lang.${lang}`, lang)
      const control = text.length > 60 || text.includes('\n') || /summary|note/.test(path) ? 'area' : 'text'
      return {
        kind: 'field',
        name: at(path, lang),
        label: `${label} · ${name}`,
        control,
        value: text,
        lang,
        ...this.wrong(at(path, lang)),
      }
    })
    return this.group(path, label, nodes, { acts, add: null, framed: false, row: true })
  }

  private list(
    shape: ListShape,
    value: unknown,
    { path, label, acts, around }: { path: string; label: string; acts: Acts; around: Record<string, unknown> },
  ): FormNode {
    const items = Array.isArray(value) ? value : []
    const item = shape.item()
    if (item.kind === 'choice') return this.checks(item, items, path, label)
    if (isScalarShape(item)) {
      this.mark(path, String(items.length + 1))
      const nodes = [...items, undefined].map((one, index) =>
        this.field(item, one, at(path, index), this.around.words.t('editor.nth', { label, n: index + 1 }), around),
      )
      return this.group(path, label, nodes, {
        acts,
        add: { options: [], label: this.around.words.t('editor.add.more') },
        framed: false,
        row: true,
      })
    }
    this.mark(path, String(items.length))
    const nodes = items.map((one, index) => {
      const moves = { remove: true, up: index > 0, down: index < items.length - 1 }
      return this.node(
        item,
        one,
        at(path, index),
        this.around.words.t('editor.nth', { label, n: index + 1 }),
        moves,
        {},
      )
    })
    const options =
      item.kind === 'one-of'
        ? item.alternatives.map(({ name }) => ({ value: name, label: this.t(`editor.is.${name}`, name) }))
        : []
    return this.group(path, label, nodes, { acts, add: { options, label: this.around.words.t('editor.add.to') } })
  }

  /** What is chosen already comes first, so that its order stays. */
  private checks(item: Extract<Shape, { kind: 'choice' }>, chosen: unknown[], path: string, label: string): FormNode {
    const values = [...chosen.map(String), ...item.options.filter((one) => !chosen.includes(one))]
    this.mark(path, String(values.length))
    const boxes = values.map((value, index) => ({
      name: at(path, index),
      value,
      label: this.option(item, value),
      checked: chosen.includes(value),
    }))
    return { kind: 'checks', name: path, label, boxes, ...this.wrong(path) }
  }

  private groups(shape: OneOfShape, value: unknown): Pick<Acts, 'wrap' | 'unwrap'> {
    const wrap = groupsIn(shape).map(({ name }) => ({ value: name, label: this.t(`editor.is.${name}`, name) }))
    return wrap.length === 0 || value === undefined ? {} : { wrap, unwrap: onlyWithin(shape, value) !== undefined }
  }

  private oneOf(shape: OneOfShape, value: unknown, path: string, label: string, given: Acts): FormNode {
    const one = alternativeOf(shape, value)
    const acts = { ...given, ...this.groups(shape, value) }
    const all = shape.alternatives.map(({ name }) => ({ value: name, label: this.t(`editor.is.${name}`, name) }))
    if (one === undefined)
      return this.group(path, label, [], {
        acts,
        add: { options: all, label: this.around.words.t('editor.add.choose') },
      })
    this.mark(path, one.name)
    const named = `${label} · ${this.t(`editor.is.${one.name}`, one.name)}`
    const own = one.shape()
    if (one.is !== undefined)
      return this.group(path, named, [], {
        acts,
        add: { options: all, label: this.around.words.t('editor.add.choose') },
      })
    const others = all.filter((option) => option.value !== one.name)
    const instead = one.keys.length > 0 ? null : { options: others, label: this.around.words.t('editor.add.instead') }
    if (own.kind !== 'record') {
      const inner = this.node(own, value, path, this.t(`editor.is.${one.name}`, one.name), still, {})
      return this.group(path, named, [inner], { acts, add: instead })
    }
    const nodes = this.members(own, value, path)
    const [only] = nodes
    // A group of conditions is framed once.
    if (own.members.length === 1 && only?.kind === 'group')
      return { ...only, name: path, addTo: only.name, label: named, acts, ...this.wrong(path) }
    return this.group(path, named, nodes, { acts, add: this.adder(shape, value) ?? instead })
  }

  private field(shape: Shape, value: unknown, path: string, label: string, around: Record<string, unknown>): FormNode {
    const base = { kind: 'field', name: path, label, ...this.wrong(path) } as const
    const text = shape.kind === 'yes-or-text' ? scalarText(value) : String(value ?? '')
    if (shape.kind === 'day') return { ...base, control: 'date', value: text }
    if (shape.kind === 'number') return { ...base, control: 'number', value: text }
    if (shape.kind === 'flag')
      return {
        ...base,
        control: 'select',
        value: 'yes',
        options: [{ value: 'yes', label: this.around.words.t('editor.yes') }],
      }
    if (shape.kind === 'choice')
      return this.select(
        base,
        text,
        shape.options.map((one) => ({ value: one, label: this.option(shape, one) })),
      )
    const options = this.optionsOf(shape, path, around)
    if (options !== null) return this.select(base, text, options)
    const kind = shape.kind === 'text' ? picks[shape.member] : undefined
    if (kind === undefined) return { ...base, control: text.includes('\n') ? 'area' : 'text', value: text }
    const list = this.around.reach !== undefined && holding.includes(path.split('.')[0] ?? '') ? 'reach' : kind
    this.used.add(list)
    const { law, words, catalogues } = this.around
    const name = kind === 'catalogue' ? catalogues.find(({ id }) => id === text)?.name : undefined
    return {
      ...base,
      control: 'text',
      value: text === '' ? '' : shownPick(text, name ?? nameOf(law, words, kind, text)),
      list: `names-${list}`,
    }
  }

  /** Its options, one that says nothing, and what stands there although it is none of them. */
  private select(
    base: { kind: 'field'; name: string; label: string },
    value: string,
    options: { value: string; label: string }[],
  ): FormNode {
    const known = options.some((one) => one.value === value)
    const more = value === '' || known ? [] : [{ value, label: value }]
    return { ...base, control: 'select', value, options: [{ value: '', label: '—' }, ...more, ...options] }
  }

  /** Of a fact its own values; of a clause or source those of the draft. */
  private optionsOf(
    shape: Shape,
    path: string,
    around: Record<string, unknown>,
  ): { value: string; label: string }[] | null {
    const member = path.split('.').findLast((step) => !/^\d+$/.test(step)) ?? ''
    const own = shape.kind === 'text' ? this.around.own[shape.member] : undefined
    if (own !== undefined) return own.map(({ id, name }) => ({ value: id, label: shownPick(id, name) }))
    if (!['is', 'in', 'includes'].includes(member)) return null
    const fact = this.around.law.texts.fact(String(around['fact'] ?? around['stated'] ?? ''))
    const { words } = this.around
    if (fact?.type === 'boolean')
      return [':true', ':false'].map((value) => ({
        value,
        label: words.t(value === ':true' ? 'editor.yes' : 'editor.no'),
      }))
    if (fact === undefined || fact.options.length === 0) return null
    return fact.options.map(({ id, label }) => ({ value: id, label: words.pick(label) }))
  }

  private option({ member, options }: Extract<Shape, { kind: 'choice' }>, value: string): string {
    const kinds = options.includes('law') ? 'kind-of' : options.includes('paper') ? 'part-kind' : 'kind'
    const start = member === 'kind' ? kinds : optionWords[member]
    return this.t(start === undefined ? `editor.option.${value}` : `${start}.${value}`, value)
  }
}

const optionWords: Readonly<Record<string, string>> = {
  kinds: 'kind',
  derived: 'kind',
  by: 'by',
  purposes: 'purpose',
  status: 'status',
  mode: 'law.mode',
}
const tests = ['is', 'in', 'atLeast', 'atMost', 'within', 'includes', 'from', 'before']
const testsOf: Readonly<Record<string, string[]>> = {
  boolean: ['is'],
  choice: ['is', 'in'],
  set: ['includes'],
  place: ['within'],
  number: ['atLeast', 'atMost'],
  date: ['from', 'before'],
}
