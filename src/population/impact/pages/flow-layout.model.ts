// SPDX-License-Identifier: Apache-2.0

/** Persons who come from something to something. */
export interface Flow {
  from: string
  to: string
  persons: number
  /** What is said of it. */
  name: string
}

interface End {
  label: string
  x: number
  y: number
  height: number
  /** Where its name stands. */
  text: number
}

export interface DrawnFlows {
  width: number
  height: number
  bands: { path: string; thickness: number; name: string }[]
  sources: End[]
  targets: End[]
}

/** As wide as a phone; larger where there is room. */
const WIDTH = 360
const NAME = 15
const GAP = 8
/** All persons together. */
const TALL = 220
const THINNEST = 1
const LONGEST = 26

/** Where each band of a drawing lies. Flows come largest first. */
export function layOut(flows: readonly Flow[]): DrawnFlows {
  const all = flows.reduce((sum, { persons }) => sum + persons, 0)
  const scale = all === 0 ? 0 : TALL / all
  const tall = (persons: number) => Math.max(THINNEST, persons * scale)
  const sources = ends(flows, 'from', tall, 0)
  const targets = ends(flows, 'to', tall, WIDTH - 4)
  const used = new Map<End, number>()
  const take = (end: End, thickness: number): number => {
    const before = used.get(end) ?? 0
    used.set(end, before + thickness)
    return end.y + before + thickness / 2
  }
  const bands = flows.flatMap(({ from, to, persons, name }) => {
    const [source, target] = [sources.get(from), targets.get(to)]
    if (source === undefined || target === undefined) return []
    const thickness = tall(persons)
    const [left, right] = [round(take(source, thickness)), round(take(target, thickness))]
    const path = `M4 ${left}C${WIDTH / 2} ${left} ${WIDTH / 2} ${right} ${WIDTH - 4} ${right}`
    return [{ path, thickness: round(thickness), name }]
  })
  const height = Math.max(...[...sources.values(), ...targets.values()].map((end) => end.y + end.height), 0) + 4
  return { width: WIDTH, height: round(height), bands, sources: [...sources.values()], targets: [...targets.values()] }
}

function ends(
  flows: readonly Flow[],
  side: 'from' | 'to',
  tall: (persons: number) => number,
  x: number,
): Map<string, End> {
  const heights = new Map<string, number>()
  for (const flow of flows) heights.set(flow[side], (heights.get(flow[side]) ?? 0) + tall(flow.persons))
  const found = new Map<string, End>()
  let y = 0
  for (const [label, height] of heights) {
    const top = y + NAME
    found.set(label, { label: shortened(label), x, y: round(top), height: round(height), text: round(top - 4) })
    y = top + height + GAP
  }
  return found
}

const round = (value: number): number => Math.round(value * 10) / 10

/** Signs of Chinese are twice as wide. */
function shortened(label: string): string {
  let width = 0
  let text = ''
  for (const sign of label) {
    width += sign > '\u2e7f' ? 2 : 1
    if (width > LONGEST) return `${text.trimEnd()}…`
    text += sign
  }
  return text
}
