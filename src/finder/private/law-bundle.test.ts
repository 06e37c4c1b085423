// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { testDatabase } from '../../../test/support/test-databases.ts'
import { loadShippedLaw, readLaw, readReferenceVocabulary } from '../../instruments/index.ts'
import { fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { type AnswerableLaw, assessWith, explainAssessment } from '../answers/assessed.model.ts'
import { type LoadedLaw, lawShelf } from '../answers/load-law.ts'
import type { FormQuestion } from '../interview/answer-form.model.ts'
import { bundleShelf } from './bundle-shelf.ts'
import { clientScript, scriptNames } from './client-script.ts'
import { everywhere, type LawBundle, openBundle, rootOf, rootsOf } from './law-bundle.model.ts'

const root = join(import.meta.dirname, '../../..')
const clock = fixedClock('2026-11-22T03:00:00Z')

let database: Awaited<ReturnType<typeof testDatabase>>
let law: LoadedLaw

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  law = await lawShelf(database.db).take(null)
})
after(() => database.close())

/** The question of every shipped example, those of all instruments together. */
function shippedQuestions(): FormQuestion[] {
  const { vocabulary } = readReferenceVocabulary(join(root, 'reference'))
  const files = readLaw(join(root, 'law'), vocabulary).folders.flatMap((folder) => folder.examples)
  return files.flatMap((file): FormQuestion[] => {
    if (file.folder === 'invalid') return []
    const { person, in: place, purpose, asOf } = file.example
    return [{ person, place, asOf, ...(purpose === undefined ? {} : { purpose }) }]
  })
}

function answerOf(by: AnswerableLaw, question: FormQuestion): string {
  const assessed = assessWith(by, clock, question)
  const words = ['en', 'zh-CN'].map((lang) => explainAssessment(assessed, wordsIn(lang)))
  return JSON.stringify([assessed.assessment, words])
}

async function packedBundles(): Promise<Map<string, { text: string; compressed: number; address: string }>> {
  const shelf = bundleShelf(lawShelf(database.db))
  const found = new Map<string, { text: string; compressed: number; address: string }>()
  for (const [name, address] of Object.entries(await shelf.index())) {
    const hash = address.split('.')[1] ?? ''
    const wanted = ['CN', 'DE', 'HK', 'AU', 'FR', 'NZ', 'JP', everywhere].includes(name)
    const file = wanted ? await shelf.take(name, hash) : null
    if (file !== null) {
      const { identity, br } = file.encoded
      found.set(name, { text: identity.toString(), compressed: br.length, address })
    }
  }
  return found
}

describe('the law on a device', () => {
  it('gives the bytes of the server for every shipped example', async () => {
    const questions = shippedQuestions()
    assert.ok(questions.length > 100, `${questions.length} examples`)
    const shelf = bundleShelf(lawShelf(database.db))
    const index = await shelf.index()
    const open = new Map<string, AnswerableLaw>()
    const different: string[] = []
    for (const question of questions) {
      const name = rootOf(question.place)
      if (!open.has(name)) {
        const file = await shelf.take(name, (index[name] ?? '').split('.')[1] ?? '')
        open.set(name, openBundle(JSON.parse(file?.encoded.identity.toString() ?? '') as LawBundle))
      }
      const device = open.get(name)
      if (device === undefined || answerOf(device, question) !== answerOf(law, question)) {
        different.push(JSON.stringify(question))
      }
    }
    assert.deepEqual(different, [])
  })

  it('weighs at most 100 kB compressed for a country, and names everyone the same file', async () => {
    const bundles = await packedBundles()
    for (const [name, { compressed, address }] of bundles) {
      assert.match(address, new RegExp(`^/bundles/${name}\\.[0-9a-f]{16}\\.json$`))
      if (name !== everywhere) assert.ok(compressed <= 100_000, `${name}: ${compressed}`)
    }
    assert.ok(bundles.has('CN'))
    assert.ok(rootsOf(law.bundle).includes('CN'))
  })

  for (const name of scriptNames) {
    it(`comes with a script of at most 60 kB compressed: ${name}`, async () => {
      const { encoded } = await clientScript(name)
      assert.ok(encoded.br.length <= 60_000, `${encoded.br.length} bytes`)
      assert.doesNotMatch(encoded.identity.toString(), /pino|fastify|kysely|require\(/)
    })
  }

  it('refuses a bundle of a law that is no longer in hand', async () => {
    assert.equal(await bundleShelf(lawShelf(database.db)).take('CN', '0000000000000000'), null)
  })
})
