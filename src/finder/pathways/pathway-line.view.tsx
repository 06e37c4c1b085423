// SPDX-License-Identifier: Apache-2.0

export type StationShape = 'wait' | 'work' | 'earn' | 'sit' | 'apply' | 'act' | 'confirm' | 'ask' | 'discretion'

const gap = 72
const height = 84

/** The way as a line of stations: it leaves the column of what is held, and rises to that of what is wanted. */
export function PathwayLine({ label, stations }: { label: string; stations: readonly { kind: StationShape }[] }) {
  const width = gap * (stations.length + 1)
  const y = (index: number): number => 64 - (44 * (index + 1)) / (stations.length + 1)
  const points = stations.map((_, index) => ({ x: gap * (index + 1), y: y(index) }))
  const path = [`M6 64`, ...points.map((point) => `L${point.x} ${point.y}`), `L${width - 6} 20`].join('')
  return (
    <div class="pathway-line">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
        <g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
          <path class="column" d={`M6 44v32M${width - 6} 4v32`} stroke-width="4" />
          <path d={path} />
        </g>
        {stations.map(({ kind }, index) => {
          const point = points[index] ?? { x: 0, y: 0 }
          return (
            <g class={`station is-${kind}`}>
              <circle cx={point.x} cy={point.y} r="15" stroke-width="2" />
              <text x={point.x} y={point.y + 5} text-anchor="middle">
                {index + 1}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
