// SPDX-License-Identifier: Apache-2.0
import { mergeIntoYaml, readYaml } from '../yaml/merge-yaml.model.ts'
import { inBlock, isMapping, type Written, type WrittenMap } from '../yaml/write-yaml.model.ts'

type Files = ReadonlyMap<string, string>

/** The rules of a draft as they are written; null: the file is not one that a form can show. */
export function rulesIn(files: Files): WrittenMap[] | null {
  const text = files.get('rules.yaml')
  if (text === undefined) return []
  const value = readYaml(text)
  const rules = isMapping(value) ? value['rules'] : undefined
  return Array.isArray(rules) && rules.every((one) => isMapping(one)) ? (rules as WrittenMap[]) : null
}

/** The file with other rules in it; what has not changed stays as it is. Null: there are none left. */
export function withRules(files: Files, rules: readonly WrittenMap[]): string | null {
  const text = files.get('rules.yaml')
  if (rules.length === 0) return null
  const value = { rules: [...rules] as Written[] }
  return text === undefined ? inBlock(value) : mergeIntoYaml(text, value)
}

/** An id that no rule has. */
export function freeId(rules: readonly WrittenMap[], wanted: string): string {
  const taken = new Set(rules.map(({ id }) => id))
  let id = wanted
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`
  return id
}

/** The rules after one of them was added, doubled, moved or removed. */
export function afterRuleAct(rules: readonly WrittenMap[], act: string, clause: string): WrittenMap[] {
  const [verb = '', which = ''] = act.split(/:(.*)/s)
  if (verb === 'add')
    return [...rules, { id: freeId(rules, 'rule'), clause, title: {}, purposes: ['title'], outcomes: [] }]
  const index = rules.findIndex(({ id }) => id === which)
  const one = rules[index]
  if (one === undefined) return [...rules]
  if (verb === 'remove') return rules.filter((_, other) => other !== index)
  if (verb === 'double') return rules.toSpliced(index + 1, 0, { ...one, id: freeId(rules, `${which}-copy`) })
  const to = verb === 'up' ? index - 1 : index + 1
  const moved = rules.toSpliced(index, 1)
  return to < 0 || to > moved.length ? [...rules] : moved.toSpliced(to, 0, one)
}
