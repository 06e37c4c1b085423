// SPDX-License-Identifier: Apache-2.0

/**
 * The languages that a file `<tag>.json` in this folder adds. In a browser there is no folder: a page for it brings along
 * what it says.
 */
export function furtherCatalogues(
  folder: string | undefined = import.meta.dirname,
): Record<string, Record<string, string>> {
  const server = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:fs')
  if (server === undefined || folder === undefined || folder === '') return {}
  const tags = server
    .readdirSync(folder)
    .flatMap((file) => /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.json$/.exec(file)?.[1] ?? [])
  const read = (tag: string): Record<string, string> => JSON.parse(server.readFileSync(`${folder}/${tag}.json`, 'utf8'))
  return Object.fromEntries(tags.map((tag) => [tag, read(tag)]))
}
