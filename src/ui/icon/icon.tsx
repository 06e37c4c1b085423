// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'

export type OutcomeShape =
  | 'recognised-as'
  | 'may-apply'
  | 'may-be-appointed'
  | 'may-practise'
  | 'may-sit-exam'
  | 'entitled-to'
  | 'counts-as-level'
  | 'exempt-from'

export type VerdictShape = 'met' | 'discretion' | 'unknown' | 'unmet'

/** Drawn in the colour of the text around them, on a field of 24 × 24. Every sign stands beside a word. */
const stroke = 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'

const outcomes: Record<OutcomeShape, string> = {
  // filled disc
  'recognised-as': '<circle cx="12" cy="12" r="9" fill="currentColor"/>',
  // half disc
  'may-apply': `<path d="M12 3a9 9 0 0 0 0 18z" fill="currentColor"/><circle cx="12" cy="12" r="9" ${stroke}/>`,
  // chair
  'may-be-appointed': `<path d="M7 3v11h10v7M7 14v7M7 9h0M17 14l0-3" ${stroke}/>`,
  // open door
  'may-practise': `<g ${stroke}><path d="M5 21V3h9v18M3 21h18M14 5l5 2v14"/><path d="M10.5 12h.01" stroke-width="2.5"/></g>`,
  // sheet
  'may-sit-exam': `<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h4" ${stroke}/>`,
  // ribbon
  'entitled-to': `<g ${stroke}><circle cx="12" cy="9" r="6"/><path d="M8.5 14L7 21l5-3 5 3-1.5-7"/></g>`,
  // rungs of a ladder
  'counts-as-level': `<path d="M7 3v18M17 3v18M7 7h10M7 12h10M7 17h10" ${stroke}/>`,
  // a part left out
  'exempt-from': `<path d="M4 7h16M4 17h16M4 12h4M16 12h4" ${stroke}/>`,
}

const ring = '<circle cx="12" cy="12" r="9"/>'

const verdicts: Record<VerdictShape, string> = {
  met: `<path d="M4.5 12.5l5 5L20 6.5" ${stroke.replace('1.75', '2.25')}/>`,
  // scales
  discretion: `<path d="M12 4v16M8 20h8M5 7h14M5 7l-3 7a3 3 0 0 0 6 0zM19 7l-3 7a3 3 0 0 0 6 0z" ${stroke}/>`,
  // a ring with a question
  unknown: `<g ${stroke}>${ring}<path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8"/><path d="M12 16.8v.01" stroke-width="2.25"/></g>`,
  // a ring with the hands of a clock: the day from which it would hold
  unmet: `<g ${stroke}>${ring}<path d="M12 7v5.2l3.4 2"/></g>`,
}

/** A condition that is not met is crossed out; time alone may not help. */
const cross = `<path d="M6 6l12 12M18 6L6 18" ${stroke.replace('1.75', '2')}/>`

/** How good a source is: the seal is red, and only where an authority has said it. */
const signs: Record<string, string> = {
  official:
    '<rect x="3" y="3" width="18" height="18" rx="3" fill="currentColor"/><path d="M7.5 12.5l3 3 6-7" fill="none" stroke="var(--paper)" stroke-width="2.25"/>',
  'official-copy': `<g ${stroke}><rect x="3" y="3" width="18" height="18" rx="3"/><path d="M7.5 12.5l3 3 6-7" stroke-width="2"/></g>`,
  reported: `<path d="M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12.5h5" ${stroke}/>`,
  // an outline that is not closed
  demonstration: `<g ${stroke}><rect x="3" y="3" width="18" height="18" rx="3" stroke-dasharray="4 3"/><path d="M9 8.5h6M12 8.5v7.5"/></g>`,
  unverified: `<path d="M12 3.5L22 20.5H2zM12 10v5M12 17.6v.01" ${stroke}/>`,
}

/** A page shows dozens of these: their drawing is text from the start, so that each costs one element. */
function svg(drawing: string): VNode {
  return <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" dangerouslySetInnerHTML={{ __html: drawing }} />
}

function table(drawings: Record<string, string>): Record<string, VNode> {
  return Object.fromEntries(Object.entries(drawings).map(([name, drawing]) => [name, svg(drawing)]))
}

const drawn = { outcome: table(outcomes), verdict: table(verdicts), sign: table(signs), cross: svg(cross) }

export const OutcomeIcon = ({ kind }: { kind: OutcomeShape }) => drawn.outcome[kind] ?? null
export const VerdictIcon = ({ verdict }: { verdict: VerdictShape }) => drawn.verdict[verdict] ?? null
/** For one condition, where unmet is a cross. */
export const ConditionIcon = ({ verdict }: { verdict: VerdictShape }) =>
  verdict === 'unmet' ? drawn.cross : (drawn.verdict[verdict] ?? null)
export const SignIcon = ({ sign }: { sign: string }) => drawn.sign[sign] ?? null

/** The mark: a thin line that leaves one column and arrives in another. */
export const Mark = () => (
  <svg viewBox="0 0 34 24" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round">
      <path d="M3 3v18M31 3v18" />
      <path d="M3 17c14 0 14-10 28-10" />
    </g>
  </svg>
)
