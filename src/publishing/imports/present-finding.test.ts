// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsIn } from '../../ui/messages/words.ts'
import { finding } from './finding.model.ts'
import { presentFinding } from './present-finding.ts'

const said = (lang: string, one: ReturnType<typeof finding>): string => {
  const { text, mend } = presentFinding(wordsIn(lang), one)
  return `${text} ${mend}`
}

test('classes and days are written as readers of the language write them', () => {
  const expected = ['A (A类, Class A)', 'B (二级, Class B, 中级职称)', 'C (Class C)']
  const unknown = finding('class-unknown', { sheet: null, cell: 'G4', found: 'D', expected })
  assert.match(said('zh-CN', unknown), /A类；B：二级（中级职称）；C \(Class C\)/)
  assert.match(said('en', unknown), /A \(A类, Class A\); B/)
  const day = finding('date-from-number', { sheet: null, cell: 'H8', found: '46348', expected: ['2026-11-22'] })
  assert.match(said('zh-CN', day), /2026年11月22日/)
  assert.match(said('en', day), /2026-11-22/)
})
