// SPDX-License-Identifier: Apache-2.0
import { renderToString } from 'preact-render-to-string'
import { languageTag, type Words } from '../../ui/index.ts'
import { actInWords } from '../audit/present-audit.ts'
import { ExportedLog, ExportedTable } from './export-html.view.tsx'
import type { ExportPart } from './export-person.ts'
import { fieldName } from './present-data.ts'

const style =
  ':root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}h2{margin-top:2.5rem}dl{border-top:1px solid;padding-top:.5rem}dt{font-weight:600}dd{margin:0 0 .25rem;overflow-wrap:anywhere}'

/** Everything about a person as one page that stands by itself, written part by part. */
export async function* exportHtml(
  parts: AsyncIterable<ExportPart>,
  words: Words,
  name: string,
): AsyncGenerator<string> {
  const title = words.t('data.export.title')
  const head = renderToString(
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>{title}</title>
      <style>{style}</style>
    </head>,
  )
  yield `<!doctype html>\n<html lang="${languageTag(words.lang)}" dir="${words.dir}">${head}<body><main>`
  yield renderToString(
    <>
      <h1>{title}</h1>
      <p>{words.t('data.export.about', { name })}</p>
    </>,
  )
  for await (const part of parts) yield renderToString(inWords(words, part))
  yield '</main></body></html>\n'
}

function inWords(words: Words, part: ExportPart) {
  if ('table' in part) {
    const { name } = part.table
    const rows = part.rows.map((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        value === null ? [] : [{ label: fieldName(words, column), text: textOf(value) }],
      ),
    )
    return <ExportedTable words={words} title={words.t(`data.table.${name}`)} rows={rows} />
  }
  const entries = part.log.map(({ seq, at, act, from, changed }) => ({
    title: `${seq} · ${actInWords(words, act)}`,
    lines: [at, from ?? '', ...Object.entries(changed).map(([field, value]) => `${field}: ${textOf(value)}`)].filter(
      Boolean,
    ),
  }))
  return <ExportedLog words={words} entries={entries} />
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
