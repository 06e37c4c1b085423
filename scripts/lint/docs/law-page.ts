// SPDX-License-Identifier: Apache-2.0
import { parse } from 'yaml'
import { table } from './markdown.ts'

interface InstrumentFile {
  id?: string
  jurisdiction?: string
  kind?: string
  title?: Record<string, string>
  number?: string
  published?: string
  effective?: string
  until?: string
  status?: string
  carries?: string[]
  sources?: { quality?: string; text?: string }[]
  clauses?: unknown[]
}

const head = ['instrument', 'kind, number', 'from', 'status', 'sources', 'clauses', 'rules', 'carries']

/** docs/law-carried.md: every instrument below law/, by jurisdiction. `read` gives the text of a file. */
export function lawPage(paths: string[], read: (path: string) => string): string {
  const files = paths.filter((path) => /^law\/.+\/instrument\.yaml$/.test(path)).sort()
  const byPlace = Map.groupBy(files, (path) => path.split('/')[1] ?? '')
  const sections = [...byPlace].map(([place, instruments]) => {
    const rows = instruments.map((path) => instrumentRow(path, paths, read))
    return `## ${place}\n\n${table(head, rows)}`
  })
  return [
    '# The law carried',
    'Generated from `law/` by `node scripts/docs-in-sync.mjs --write`. What is not carried, and why: [law-not-carried.md](law-not-carried.md).',
    `${files.length} instruments of ${byPlace.size} jurisdictions.`,
    ...sections,
  ]
    .join('\n\n')
    .concat('\n')
}

function instrumentRow(path: string, paths: string[], read: (path: string) => string): string[] {
  const file: InstrumentFile = parse(read(path)) ?? {}
  const rulesPath = path.replace('instrument.yaml', 'rules.yaml')
  const rules: { rules?: unknown[] } = (paths.includes(rulesPath) && parse(read(rulesPath))) || {}
  const qualities = (file.sources ?? []).map(({ quality, text }) => `${quality} (${text})`)
  return [
    `[${file.title?.en ?? file.id}](../${path})<br>${file.title?.['zh-CN'] ?? ''}`,
    [file.kind, file.number].filter(Boolean).join(', '),
    `${file.effective ?? 'not known'}${file.until ? ` until ${file.until}` : ''}`,
    file.status ?? '',
    [...new Set(qualities)].join(', '),
    String(file.clauses?.length ?? 0),
    String(rules.rules?.length ?? 0),
    (file.carries ?? []).join(', '),
  ]
}
