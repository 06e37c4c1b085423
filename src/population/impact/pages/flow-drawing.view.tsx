// SPDX-License-Identifier: Apache-2.0
import type { DrawnFlows } from './flow-layout.model.ts'

interface Props {
  drawn: DrawnFlows
  title: string
  description: string
}

/** From credentials to outcomes: each band as wide as there are persons. The table beside it says the same. */
export function FlowDrawing({ drawn, title, description }: Props) {
  const { width, height, bands, sources, targets } = drawn
  return (
    <svg class="flow" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="flow-name flow-text">
      <title id="flow-name">{title}</title>
      <desc id="flow-text">{description}</desc>
      {bands.map(({ path, thickness, name }) => (
        <path class="flow-band" d={path} stroke-width={thickness}>
          <title>{name}</title>
        </path>
      ))}
      {[...sources, ...targets].map(({ x, y, height: tall }) => (
        <rect class="flow-end" x={x} y={y} width={4} height={tall} />
      ))}
      {sources.map(({ label, text }) => (
        <text class="flow-name" x={0} y={text}>
          {label}
        </text>
      ))}
      {targets.map(({ label, text }) => (
        <text class="flow-name" x={width} y={text} text-anchor="end">
          {label}
        </text>
      ))}
    </svg>
  )
}
