// SPDX-License-Identifier: Apache-2.0

import { assetPath, OutcomeIcon, Run, type Words } from '../../../ui/index.ts'
import { type Choice, Narrow } from '../instruments/list-law.view.tsx'
import type { Column, Line, Overpass, OverpassFilter } from '../library/law-views.model.ts'

interface OverpassProps {
  words: Words
  filter: OverpassFilter
  choices: Record<'place' | 'outcome' | 'framework', readonly Choice[]>
  drawing: Overpass
}

/** Ladders side by side and the rules between them as lines; the same below as a list. */
export function OverpassView({ words, filter, choices, drawing }: OverpassProps) {
  const { lines, columns } = drawing
  return (
    <>
      <h1>{words.t('overpass.title')}</h1>
      <p class="lead">{words.t('overpass.lead')}</p>
      <form class="law-filter no-print" method="get" action="/overpass">
        <Narrow words={words} name="place" value={filter.place} choices={choices.place} />
        <Narrow words={words} name="outcome" value={filter.outcome} choices={choices.outcome} />
        <Narrow words={words} name="framework" value={filter.framework} choices={choices.framework} />
        <button type="submit" class="button">
          {words.t('overpass.show')}
        </button>
      </form>
      <p class="muted" role="status">
        {words.t('overpass.count', { n: lines.length })}
      </p>
      {lines.length === 0 ? <p class="note">{words.t('overpass.none')}</p> : null}
      <Legend words={words} lines={lines} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard (WCAG 2.1.1) */}
      <section class="overpass" tabIndex={0} aria-label={words.t('overpass.drawing')}>
        <Drawing words={words} drawing={drawing} />
      </section>
      <Moves words={words} />
      <script src={assetPath('overpass.js')} defer />
      <p class="small">
        {words.t('overpass.level-sources')}:{' '}
        {columns.map(({ href, title }) =>
          href === null ? null : (
            <>
              <a href={href}>
                <Run text={title} lang={words.lang} />
              </a>{' '}
            </>
          ),
        )}
      </p>
      {lines.length === 0 ? null : <RuleList words={words} rules={drawing.rules} />}
    </>
  )
}

const moves = ['in', 'out', 'whole', 'left', 'right', 'up', 'down'] as const

/** Strokes for the signs on the buttons, on a field of 24 × 24. */
const signs: Record<(typeof moves)[number], string> = {
  in: 'M12 5v14M5 12h14',
  out: 'M5 12h14',
  whole: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  left: 'M19 12H5M11 6l-6 6 6 6',
  right: 'M5 12h14M13 6l6 6-6 6',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
}

/** For who does not drag or pinch. The script shows them, as without it nothing moves. */
function Moves({ words }: { words: Words }) {
  return (
    <fieldset class="moves-by no-print" data-moves hidden>
      <legend class="hidden">{words.t('overpass.moves')}</legend>
      {moves.map((move) => (
        <button type="button" data-move={move} aria-label={words.t(`overpass.move.${move}`)}>
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={signs[move]} />
          </svg>
        </button>
      ))}
      <p class="small muted">{words.t('overpass.moves.keys')}</p>
    </fieldset>
  )
}

function Legend({ words, lines }: { words: Words; lines: readonly Line[] }) {
  const kinds = [...new Set(lines.map((line) => line.kind))].sort()
  if (kinds.length === 0) return null
  return (
    <ul class="legend" aria-label={words.t('overpass.legend')}>
      {kinds.map((kind) => (
        <li>
          <svg class="sample" viewBox="0 0 40 12" aria-hidden="true" focusable="false">
            <path class={`lane ${kind}`} d="M1 6H39" />
          </svg>
          <OutcomeIcon kind={kind} />
          {words.t(`law.kind.${kind}`)}
        </li>
      ))}
    </ul>
  )
}

function Drawing({ words, drawing }: { words: Words; drawing: Overpass }) {
  const { width, height, columns, lines } = drawing
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with links in it is no set of fields
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={words.t('overpass.title')}
    >
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" fill="context-stroke" />
        </marker>
      </defs>
      {lines.map(({ href, path, kind, title, text }) => (
        <a href={href} aria-label={`${title}. ${text}`}>
          <title>{`${title}\n${text}`}</title>
          <path class="reach" d={path} />
          <path class={`lane ${kind}`} d={path} marker-end="url(#arrow)" />
        </a>
      ))}
      {columns.map((column) => (
        <Ladder words={words} column={column} box={drawing.box} />
      ))}
    </svg>
  )
}

/** What is too long for its box is broken into two lines, by words or by characters. */
function inLines(text: string): string[] {
  const wide = /\p{Script=Han}/u.test(text)
  const room = wide ? 10 : 20
  if (text.length <= room) return [text]
  const cut = wide ? room : Math.max(text.lastIndexOf(' ', room), 1)
  const rest = text.slice(cut).trim()
  return [text.slice(0, cut), rest.length > room + 2 ? `${rest.slice(0, room)}…` : rest]
}

function Ladder({ words, column, box }: { words: Words; column: Column; box: Overpass['box'] }) {
  const x = column.nodes[0]?.x ?? 0
  return (
    <g>
      <Text x={x + box.width / 2} y={18} lines={inLines(column.title)} name="head" words={words} />
      {column.nodes.map((node) => (
        <g>
          <title>{node.text}</title>
          <rect class="rung" x={node.x} y={node.y} width={box.width} height={box.height} rx="6" />
          <Text
            x={node.x + box.width / 2}
            y={node.y + box.height / 2 + 5}
            lines={inLines(node.text)}
            name="rung-name"
            words={words}
          />
        </g>
      ))}
    </g>
  )
}

function Text(props: { x: number; y: number; lines: string[]; name: string; words: Words }) {
  const { x, y, lines, name } = props
  const lift = lines.length > 1 && name !== 'head' ? 9 : 0
  return (
    <text x={x} y={y - lift} text-anchor="middle" class={name}>
      {lines.map((line, index) => (
        <tspan x={x} dy={index === 0 ? 0 : 18}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function RuleList({ words, rules }: { words: Words; rules: Overpass['rules'] }) {
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">{words.t('overpass.list')}</h2>
      <ul class="law-list">
        {rules.map(({ href, title, texts }) => (
          <li>
            <a href={href}>
              <Run text={title} lang={words.lang} />
            </a>
            <p>
              {texts.map((text) => (
                <span>
                  <Run text={text} lang={words.lang} />
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
