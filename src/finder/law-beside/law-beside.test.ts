// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { assess } from '@passerelle/recognition'
import { putExemptions } from '../../../test/fixtures/law/demo-exemptions.ts'
import { demo, edit, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { loadShippedLaw, readLaw, readReferenceVocabulary } from '../../instruments/index.ts'
import { loadReference } from '../../register/index.ts'
import { lawShelf } from '../answers/load-law.ts'
import { type LawBeside, lawBeside } from './law-beside.ts'

const asOf = '2026-11-22'
const person = { credentials: [{ id: 'c1', qualification: 'xb-welder', issued: '2025-06-01' }] }

/** Verdicts by rule, on the law in force with what is given. */
async function withDrafts(fn: (ask: (beside: LawBeside) => Promise<Record<string, string>>) => Promise<void>) {
  await withTestDatabase(async (db) => {
    await loadReference(db, join(demo, 'reference'))
    await loadShippedLaw(db, join(demo, 'law'))
    await fn(async (beside) => {
      const law = await lawBeside(db, beside)
      const { findings } = assess(law.compiledFor(asOf), person, { place: 'XA' })
      return Object.fromEntries(findings.map(({ rule, verdict }) => [rule, verdict]))
    })
    const standing = await lawShelf(db).take(null)
    assert.equal(standing.texts.instrument('xa-exam-rules'), undefined, 'the law itself is as it was')
  })
}

const read = (root: string) =>
  readLaw(join(root, 'law'), readReferenceVocabulary(join(root, 'reference')).vocabulary).folders.filter(
    ({ path }) => path === 'XA/exam-rules',
  )

test('a draft answers beside the law in force, a later state in the place of the earlier one, and what is to go is gone', async () => {
  await withLaw(async (root) => {
    const folder = putExemptions(root)
    const before = read(root)
    edit(join(folder, 'rules.yaml'), 'held: { years: 2 }', 'held: { years: 1 }')
    const after = read(root)
    await withDrafts(async (ask) => {
      assert.deepEqual(await ask({ states: [] }), {})
      assert.equal((await ask({ states: before }))['xa-exam-rules#theory'], 'unmet')
      assert.equal((await ask({ states: after, without: ['xa-exam-rules'] }))['xa-exam-rules#theory'], 'met')
      assert.deepEqual(await ask({ states: [], without: ['xa-exam-rules'] }), {})
    })
  })
})

test('what a draft brings is known and named, and what the register says of an id counts', async () => {
  await withTestDatabase(async (db) => {
    await loadReference(db, join(demo, 'reference'))
    await loadShippedLaw(db, join(demo, 'law'))
    const node = { levels: ['demo-skill/high'], country: 'XB', awardingBody: null, field: [] }
    const named = new Map([['xb-new', { en: 'New of XB', 'zh-CN': 'XB新证书' }]])
    const law = await lawBeside(db, {
      states: [],
      qualifications: [
        { id: 'xb-new', ...node },
        { id: 'xb-welder', ...node },
      ],
      names: { qualification: named },
    })
    const levels = (id: string) => law.bundle.qualifications.find((one) => one.id === id)?.levels
    assert.deepEqual([levels('xb-new'), levels('xb-welder')], [['demo-skill/high'], ['demo-skill/middle']])
    assert.deepEqual(law.texts.name('qualification', 'xb-new'), named.get('xb-new'))
    assert.equal(law.vocabulary.qualifications?.has('xb-new'), true)
  })
})
