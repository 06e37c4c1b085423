// SPDX-License-Identifier: Apache-2.0
import { exampleFolders } from '../examples/read-example.ts'

/** The names that a folder may hold beside its examples. */
const ownNames = ['instrument.yaml', 'rules.yaml', 'qualifications.csv', 'awarding-bodies.csv']
export const knownFolders = ['examples', 'catalogues', ...exampleFolders.map((one) => `examples/${one}`)]
export const expectedNames = `${ownNames.slice(0, -1).join(', ')} or ${ownNames.at(-1)}, catalogues/, examples/ and *.md`

/** What is wrong with a name; null: it may stand there. */
export function strangeName(name: string): string | null {
  if (ownNames.includes(name) || /^[^/]+\.md$/.test(name)) return null
  const [folder = '', kind = '', ...rest] = name.split('/')
  if (folder === 'catalogues' && kind !== '') {
    if (rest.length === 0 && /^[a-z0-9]+(-[a-z0-9]+)*\.csv$/.test(kind)) return null
    return 'expected only .csv files here, each with the id of its catalogue as name'
  }
  if (folder !== 'examples' || kind === '') return `expected only ${expectedNames} here`
  if (!(exampleFolders as readonly string[]).includes(kind) || rest.length === 0)
    return `expected only the folders ${exampleFolders.join(', ')} here`
  return rest.length === 1 && rest[0]?.endsWith('.yaml') === true ? null : 'expected only .yaml files here'
}
