// SPDX-License-Identifier: Apache-2.0

export interface Link {
  target: string
  line: number
}

/** Lines outside fenced code, with inline code taken out; fenced lines are empty. */
function proseLines(text: string): string[] {
  let fenced = false
  return text.split('\n').map((line) => {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced
      return ''
    }
    return fenced ? '' : line
  })
}

/** Links and images that lead into the repository. */
export function linksOf(text: string): Link[] {
  return proseLines(text).flatMap((line, index) => {
    const prose = line.replace(/`[^`]*`/g, '``')
    const inline = [...prose.matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
    const markup = [...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)]
    return [...inline, ...markup]
      .map(([, target = '']) => ({ target, line: index + 1 }))
      .filter(({ target }) => !/^[a-z]+:/.test(target))
  })
}

/** The anchors that headings get on the usual hosts. */
export function anchorsOf(text: string): string[] {
  return proseLines(text)
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    )
}

/** A table whose cells cannot break it. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
