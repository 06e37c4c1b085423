// SPDX-License-Identifier: Apache-2.0

export type StationShape = 'wait' | 'work' | 'earn' | 'sit' | 'apply' | 'act' | 'confirm' | 'ask' | 'discretion'

export interface Station {
  kind: StationShape
  /** Something to be checked or arranged: a small stop. */
  minor: boolean
  /** The year in which a stretch ends; null: none is known. */
  year: string | null
}

const radius = { minor: 10, major: 16 }
const height = 96
/** Up to here the drawing shrinks to a phone and can still be read; a longer one is pushed sideways. */
const fits = 470

/**
 * The way as a line of stations: it leaves the column of what is held, and rises to that of what is wanted. What takes time is a large
 * station with the year in which it ends; what is to be checked or arranged a small one.
 */
export function PathwayLine({ label, stations }: { label: string; stations: readonly Station[] }) {
  let x = 6
  let before = 8
  const across = stations.map(({ minor }) => {
    const own = minor ? radius.minor : radius.major
    x += before + own + 6
    before = own
    return x
  })
  const width = x + before + 30
  const y = (at: number): number => 62 - (42 * at) / width
  const points = stations.map((station, index) => ({ ...station, x: across[index] ?? 0, y: y(across[index] ?? 0) }))
  const path = ['M6 62', ...points.map((point) => `L${point.x} ${point.y}`), `L${width - 6} 20`].join('')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what may scroll has to be reached by the keyboard
    <div class="pathway-line" tabIndex={0}>
      <svg
        class={width <= fits ? 'fits' : ''}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={label}
      >
        <g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
          <path class="column" d={`M6 44v32M${width - 6} 4v32`} stroke-width="4" />
          <path d={path} />
        </g>
        {points.map(({ kind, minor, year, x: cx, y: cy }, index) => (
          <g class={`station is-${kind}`}>
            <circle cx={cx} cy={cy} r={minor ? radius.minor : radius.major} stroke-width="2" />
            <text class={minor ? 'small' : ''} x={cx} y={cy + (minor ? 4 : 5)} text-anchor="middle">
              {index + 1}
            </text>
            {year === null ? null : (
              <text class="year" x={cx} y={cy + 32} text-anchor="middle">
                {year}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}
