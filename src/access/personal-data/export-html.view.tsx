// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export function ExportedTable(props: {
  words: Words
  title: string
  rows: readonly { label: string; text: string }[][]
}) {
  const { words, title, rows } = props
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? <p>{words.t('data.export.nothing')}</p> : null}
      {rows.map((row) => (
        <dl>
          {row.map(({ label, text }) => (
            <>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </>
          ))}
        </dl>
      ))}
    </section>
  )
}

export function ExportedLog(props: { words: Words; entries: readonly { title: string; lines: readonly string[] }[] }) {
  const { words, entries } = props
  return (
    <section>
      <h2>{words.t('data.export.log')}</h2>
      {entries.map(({ title, lines }) => (
        <dl>
          <dt>{title}</dt>
          {lines.map((line) => (
            <dd>{line}</dd>
          ))}
        </dl>
      ))}
    </section>
  )
}
