// SPDX-License-Identifier: Apache-2.0

import type { CredentialSelector, OutcomeKind, Rule } from '@passerelle/recognition'
import { nameOf } from '../../answers/words.model.ts'
import type { Column, Line, Overpass, OverpassFilter } from '../library/law-views.model.ts'
import type { Library } from '../library/open-library.ts'
import { ruleAddress } from '../library/rule-address.model.ts'

const box = { width: 152, height: 44 }
const gap = 84
const top = 56
const step = 66

/** Ladders between which rules lead most lie side by side: lists → titles ↔ skill levels ← schools → degrees. */
const ladders = ['cn-title', 'cn-skill', 'cn-tech-school', 'degree'] as const
export const certificates = 'certificates'

/** The rules between skill levels, titles and degrees, drawn; with a place, those that reach it. */
export function drawOverpass(library: Library, filter: OverpassFilter): Overpass {
  const around = filter.place === '' ? null : new Set(library.around(filter.place))
  const steps = library.law.bundle.rules
    .filter((rule) => holdsToday(rule, library.today) && reaches(rule, around))
    .flatMap((rule) => stepsOf(library, rule, filter.outcome))
    .filter(({ from, to }) => filter.framework === '' || [from, to].some((one) => ladderOf(one) === filter.framework))
  const columns = columnsOf(library, new Set(steps.flatMap(({ from, to }) => [from, to])))
  const spots = new Map(
    columns.flatMap((column, at) => column.nodes.map((node) => [node.id, { ...node, at }] as const)),
  )
  const drawn = new Map<string, number>()
  const beside = (pair: string): number => {
    const count = drawn.get(pair) ?? 0
    drawn.set(pair, count + 1)
    return count
  }
  const lines = steps.flatMap(({ rule, kind, from: source, to: target }) => {
    const from = spots.get(source)
    const to = spots.get(target)
    if (from === undefined || to === undefined || from === to) return []
    return [lineOf(library, rule, kind, { from, to, beside: beside(`${source} ${target}`) })]
  })
  const deepest = Math.max(...columns.map((column) => column.nodes.length))
  const size = { width: columns.length * (box.width + gap) - gap + 2, height: top + deepest * step }
  return { columns, lines, rules: rulesOf(lines), box, ...size }
}

/** Every ladder that some rule of today touches, whatever is filtered. */
export function laddersOf(library: Library): string[] {
  const { columns } = drawOverpass(library, { place: '', outcome: '', framework: '' })
  return columns.map(({ id }) => id)
}

function rulesOf(lines: readonly Line[]): Overpass['rules'] {
  const rules = new Map<string, Overpass['rules'][number]>()
  for (const { href, title, text } of lines) {
    const known = rules.get(href)
    if (known === undefined) rules.set(href, { href, title, texts: [text] })
    else known.texts.push(text)
  }
  return [...rules.values()]
}

/** From each level that a rule means to each level that it leads to. */
function stepsOf(library: Library, rule: Rule, outcome: string) {
  const sources = sourcesOf(library, rule.subject)
  return rule.outcomes.flatMap(({ kind, target: { level: to } }) => {
    if (to === undefined || (outcome !== '' && outcome !== kind)) return []
    return sources.map((from) => ({ rule, kind, from, to }))
  })
}

/** `cn-skill/2` stands on `cn-skill`; what is no level is a certificate. */
export function ladderOf(node: string): string {
  return node.includes('/') ? (node.split('/')[0] ?? '') : certificates
}

/** The ladders that some line touches; all of them where there is no line at all. */
function columnsOf({ pen, words, law }: Library, used: ReadonlySet<string>): Column[] {
  const listed = [
    { id: 'listed', text: words.t('overpass.listed') },
    { id: 'named', text: words.t('overpass.named') },
  ]
  const first = { id: certificates, title: words.t('overpass.certificates'), href: null, nodes: listed }
  const further = [...used].map(ladderOf).filter((id) => id !== certificates && !ladders.some((one) => one === id))
  const others = [...ladders, ...new Set(further.sort())].map((id) => {
    const levels = law.bundle.frameworks.find((framework) => framework.id === id)?.levels ?? []
    const nodes = [...levels]
      .reverse()
      .map((level) => ({ id: `${id}/${level.id}`, text: nameOf(pen, 'level', `${id}/${level.id}`) }))
    return { id, title: nameOf(pen, 'framework', id), href: `/frameworks/${id}`, nodes }
  })
  const all = [first, ...others]
  const touched = all.filter(({ nodes }) => nodes.some((node) => used.has(node.id)))
  return (touched.length === 0 ? all : touched).map((column, at) => ({ ...column, nodes: placed(column.nodes, at) }))
}

function placed(nodes: readonly { id: string; text: string }[], column: number): Column['nodes'] {
  return nodes.map((node, row) => ({ ...node, x: column * (box.width + gap) + 1, y: top + row * step }))
}

function holdsToday({ from, until }: Rule, today: string): boolean {
  return (from === null || from <= today) && (until === null || today < until)
}

function reaches({ places, except = [] }: Rule, around: ReadonlySet<string> | null): boolean {
  if (around === null) return true
  return places.some((place) => around.has(place)) && !except.some((place) => around.has(place))
}

/** Where a rule starts: the levels that its selector means, or a certificate. */
function sourcesOf({ law }: Library, subject: CredentialSelector | null): string[] {
  if (subject === null) return []
  if (subject.listed !== undefined) return ['listed']
  if (subject.qualification !== undefined) return ['named']
  if (subject.levels !== undefined) return subject.levels
  const id = subject.framework ?? (subject.atLeast ?? subject.atMost ?? '').split('/')[0]
  const levels = law.bundle.frameworks.find((framework) => framework.id === id)?.levels ?? []
  const rank = (ref: string | undefined) => levels.find((level) => `${id}/${level.id}` === ref)?.rank ?? null
  const least = rank(subject.atLeast) ?? Number.NEGATIVE_INFINITY
  const most = rank(subject.atMost) ?? Number.POSITIVE_INFINITY
  return levels
    .filter((level) => level.rank !== null && level.rank >= least && level.rank <= most)
    .map((level) => `${id}/${level.id}`)
}

type Spot = Column['nodes'][number] & { at: number }

function lineOf(
  { pen, words }: Library,
  rule: Rule,
  kind: OutcomeKind,
  { from, to, beside }: { from: Spot; to: Spot; beside: number },
): Line {
  const place = words.and(rule.places.map((code) => nameOf(pen, 'jurisdiction', code)))
  const title = pen.texts.rule(rule.id)
  const phrase = words.t(`law.kind.${kind}`)
  return {
    rule: rule.id,
    href: ruleAddress(rule.id),
    kind,
    path: pathOf(from, to, beside),
    title: title === undefined ? rule.id : words.pick(title.title),
    text: words.t('overpass.line', { from: from.text, to: to.text, phrase, place }),
  }
}

/** From one side of a box to the facing side of another; within one ladder an arc beside it. Parallel rules lie apart. */
function pathOf(from: Spot, to: Spot, beside: number): string {
  const shift = (beside % 2 === 0 ? 1 : -1) * Math.ceil(beside / 2) * 5
  const y1 = from.y + box.height / 2 + shift
  const y2 = to.y + box.height / 2 + shift
  if (from.at === to.at) {
    const x = from.x + box.width
    const out = 18 + beside * 9
    return `M${x} ${y1 - 9}C${x + out * 1.6} ${y1 - 9} ${x + out * 1.6} ${y2 + 9} ${x} ${y2 + 9}`
  }
  const right = from.at < to.at
  const x1 = right ? from.x + box.width : from.x
  const x2 = right ? to.x : to.x + box.width
  const bend = (x1 + x2) / 2
  return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`
}
