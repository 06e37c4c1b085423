// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tellProblem } from '../source/source-problem.ts'
import { readLawFolders } from './read-law.ts'
import { vocabularyOf } from './vocabulary.ts'

const instrument = `id: xa-many
jurisdiction: XA
kind: catalogue
title: { en: List, zh-CN: 目录 }
status: in-force
effective: 2026-01-01
sources: [{ id: s1, url: 'https://example.org/list', quality: demonstration, text: none }]
catalogues:
  - id: xa-many-list
    title: { en: List, zh-CN: 目录 }
    coverage: complete
    classes: [{ id: A, label: { en: A, zh-CN: 甲 } }]
clauses: [{ id: all, summary: { en: The list., zh-CN: 目录。 }, source: s1 }]
`

test('of very many unknown ids the first are told, the first of those with what may have been meant', () => {
  const ids = Array.from({ length: 300 }, (_, index) => `xa-welder-${index}`)
  const register = vocabularyOf({
    jurisdictions: [{ code: 'XA', parents: [] }],
    qualifications: ids.map((id) => ({ id, levels: [], country: 'XA', awardingBody: null, field: [] })),
  })
  const csv = `qualification,class\n${ids.map((id) => `${id}x,A`).join('\n')}\n`
  const files = new Map([
    ['instrument.yaml', instrument],
    ['catalogues/xa-many-list.csv', csv],
  ])
  const { problems } = readLawFolders([{ path: 'XA/many', shownAs: '', files }], register)
  const hinted = problems.filter(({ message }) => message.includes('did you mean'))
  assert.deepEqual([problems.length, hinted.length, hinted[19]?.line], [201, 20, 21])
  const last = problems.at(-1)
  assert.deepEqual(last, {
    code: 'unknown-id',
    severity: 'error',
    file: 'catalogues/xa-many-list.csv',
    line: 201,
    path: '',
    message: '100 further problems in this file',
  })
  assert.equal(tellProblem(last ?? { message: '' })['zh-CN'], '本文件另有100处问题')
})
