// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { demo } from '../../../test/fixtures/law/demo-law.ts'
import { readLaw } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { assembleBundle, type InstrumentContent } from './assemble-bundle.ts'

const { vocabulary, facts } = readReferenceVocabulary(join(demo, 'reference'))
const { folders } = readLaw(join(demo, 'law'), vocabulary)
const register = { jurisdictions: [], frameworks: [], qualifications: [] }

function bundleOf(change: (content: InstrumentContent) => InstrumentContent) {
  return assembleBundle(register, folders.map(change), facts)
}

test('a rule takes places and dates from its instrument, a month as days of which some are doubtful', () => {
  const { rules, catalogues, facts: declared } = bundleOf((content) => content)
  assert.deepEqual(
    rules.map(({ when: _when, ...rest }) => rest),
    [
      {
        id: 'xa-title-notice#engineer',
        instrument: 'xa-title-notice',
        places: ['XA-1'],
        purposes: ['title'],
        subject: { levels: ['demo-skill/high'] },
        outcomes: [{ kind: 'recognised-as', by: 'application', target: { level: 'demo-title/engineer' } }],
        from: '2024-01-01',
        until: null,
        doubtful: [{ from: '2024-01-01', until: '2024-01-31' }],
      },
    ],
  )
  assert.deepEqual(catalogues, [
    {
      id: 'xa-overseas-1',
      classes: ['A', 'B'],
      coverage: 'partial',
      items: [{ qualification: 'xb-welder', class: 'A', from: '2024-03-01' }],
    },
  ])
  assert.deepEqual(
    declared.map((fact) => fact.id),
    ['employer-place', 'filed', 'honours', 'in-field', 'points', 'recruiter', 'registered'],
  )
})

test('dates of its own go before those of the instrument', () => {
  const { rules } = bundleOf(({ instrument, rules: own }) => ({
    instrument: { ...instrument, until: '2030', except: ['XA-17'] },
    rules: own.map((rule) => ({ ...rule, from: '2025-06' })),
  }))
  assert.deepEqual(
    rules.map(({ from, until, doubtful, except }) => ({ from, until, doubtful, except })),
    [
      {
        from: '2025-06-01',
        until: '2030-12-31',
        doubtful: [
          { from: '2025-06-01', until: '2025-06-30' },
          { from: '2030-01-01', until: '2030-12-31' },
        ],
        except: ['XA-17'],
      },
    ],
  )
})

test('a rule may narrow where its instrument holds', () => {
  const reach = (own: { places?: string[]; except?: string[] }) =>
    bundleOf(({ instrument, rules }) => ({
      instrument: { ...instrument, except: ['XA-17'] },
      rules: rules.map((rule) => ({ ...rule, ...own })),
    })).rules.map(({ places, except }) => ({ places, except }))
  assert.deepEqual(reach({ places: ['XA-2'] }), [{ places: ['XA-2'], except: ['XA-17'] }])
  assert.deepEqual(reach({ except: ['XA-17', 'XA-2'] }), [{ places: ['XA-1'], except: ['XA-17', 'XA-2'] }])
})

test('an instrument that is not in force has no rule in the engine', () => {
  const { rules, catalogues } = bundleOf((content) => ({
    ...content,
    instrument: { ...content.instrument, status: 'not-in-force' },
  }))
  assert.deepEqual([rules, catalogues.length], [[], 1])
})
