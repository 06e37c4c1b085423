// SPDX-License-Identifier: Apache-2.0

/** So many that writing them takes a while. */
export const batchSize = 400

export const batchId = (number: number): string => `xa-n-batch-${number}`

/** A batch of a catalogue with its own qualifications, as a folder of law. Invented, and labelled so. */
export function batchFiles(number: number): Map<string, string> {
  const id = batchId(number)
  const items = Array.from({ length: batchSize }, (_, index) => `${id}-item-${index}`)
  return new Map([
    [
      'instrument.yaml',
      `id: ${id}
jurisdiction: XA-N
kind: catalogue
title: { en: Batch ${number} (demonstration), zh-CN: 第${number}批（演示） }
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
`,
    ],
    [
      'examples/met/listed.yaml',
      `title: { en: Listed, zh-CN: 已列入 }
rule: listed
in: XA-N
asOf: 2026-11-22
person: { credentials: [{ id: c1, qualification: ${items[0]} }] }
expect: { verdict: met }
`,
    ],
    [`catalogues/${id}-list.csv`, ['qualification,class', ...items.map((item) => `${item},A`), ''].join('\n')],
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
