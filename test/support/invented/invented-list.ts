// SPDX-License-Identifier: Apache-2.0
// A list of qualifications that it brings itself, as a folder of law of XA-N. Invented, and labelled so.

export interface InventedList {
  id: string
  title: { en: string; zh: string }
  /** Ids of the qualifications that it brings. */
  items: readonly string[]
  /** Those of them that are listed. */
  listed: readonly string[]
  /** Further rules, as they stand in `rules.yaml`. */
  rules?: string
}

/** Its files; whoever holds what is listed counts as a senior worker. */
export function inventedList({ id, title, items, listed, rules = '' }: InventedList): Map<string, string> {
  return new Map([
    [
      'instrument.yaml',
      `id: ${id}
jurisdiction: XA-N
kind: catalogue
title: { en: ${title.en} (demonstration), zh-CN: ${title.zh}（演示） }
status: in-force
effective: 2026-01-01
sources: [{ id: s1, url: 'https://example.org/${id}', quality: demonstration, text: none }]
catalogues:
  - id: ${id}-list
    title: { en: List, zh-CN: 目录 }
    coverage: complete
    classes: [{ id: A, label: { en: All, zh-CN: 全部 } }]
clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`,
    ],
    [
      'rules.yaml',
      `rules:
  - id: listed
    clause: all
    title: { en: Listed, zh-CN: 列入目录 }
    purposes: [employment]
    subject: { listed: { catalogue: ${id}-list } }
    outcomes:
      - { kind: recognised-as, by: operation-of-law, target: { level: cn-skill/3 }, label: { en: senior worker, zh-CN: 高级工 } }
${rules}`,
    ],
    [
      'examples/met/listed.yaml',
      `title: { en: Listed, zh-CN: 已列入 }
rule: listed
in: XA-N
asOf: 2026-11-22
person: { credentials: [{ id: c1, qualification: ${listed[0]} }] }
expect: { verdict: met }
`,
    ],
    [`catalogues/${id}-list.csv`, ['qualification,class', ...listed.map((item) => `${item},A`), ''].join('\n')],
    [
      'qualifications.csv',
      [
        'id,name.en,name.zh-CN,family,country,awardingBody,fields,levels,source',
        ...items.map((item, index) => `${item},Item ${index} (demonstration),第${index}项（演示）,,XB,,,,`),
        '',
      ].join('\n'),
    ],
  ])
}
