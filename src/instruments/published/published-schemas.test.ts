// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { demo } from '../../../test/fixtures/law/demo-law.ts'
import { projectRoot } from '../checks/check-law.ts'
import { readLaw } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { publishedSchema, type SchemaName, schemaNames } from './published-schemas.ts'

function validator(name: SchemaName) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true, uri: true } })
  return ajv.compile(publishedSchema(name))
}

for (const name of schemaNames) {
  test(`schemas/${name}.schema.json is what the code reads (passerelle law schemas --write)`, () => {
    const file = join(projectRoot, 'schemas', `${name}.schema.json`)
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), publishedSchema(name))
  })
}

for (const root of [demo, projectRoot]) {
  test(`every law file of ${root === demo ? 'the demonstration' : 'law/'} is valid by the published schemas`, () => {
    const validate = { instrument: validator('instrument'), rules: validator('rules'), example: validator('example') }
    const { vocabulary } = readReferenceVocabulary(join(root, 'reference'))
    const { folders } = readLaw(join(root, 'law'), vocabulary)
    const files = folders.flatMap((folder) => [
      { file: folder.instrumentSource.file, schema: validate.instrument },
      ...(folder.rulesSource === null ? [] : [{ file: folder.rulesSource.file, schema: validate.rules }]),
      ...folder.examples.map(({ file }) => ({ file, schema: validate.example })),
    ])
    const wrong = files.flatMap(({ file, schema }) =>
      schema(parse(readFileSync(file, 'utf8'))) ? [] : [{ file, errors: schema.errors }],
    )
    assert.deepEqual(wrong, [])
  })
}

test('the published schemas refuse what the code refuses', () => {
  const rules = validator('rules')
  const bad = (name: string) => parse(readFileSync(join('test/fixtures/law/bad/shape', `${name}.rules.yaml`), 'utf8'))
  for (const name of [
    'unknown-key',
    'missing-translation',
    'wrong-purpose',
    'unknown-condition',
    'condition-with-a-slip',
    'several-at-once',
    'empty',
  ]) {
    assert.equal(rules(bad(name)), false, name)
  }
  const person = validator('person')
  assert.equal(person({ credentials: [{ id: 'c1', issued: '2023' }] }), false)
  assert.equal(person({ credentials: [{ id: 'c1', issued: '2023-02-28' }] }), true)
})
