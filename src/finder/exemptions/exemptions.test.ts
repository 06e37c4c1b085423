// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Person } from '@passerelle/recognition'
import { demoCredits } from '../../../test/fixtures/law/demo-credits.ts'
import { putExemptions } from '../../../test/fixtures/law/demo-exemptions.ts'
import { edit, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { assessWith, explainAssessment, penFor } from '../answers/assess-person.ts'
import { type LoadedLaw, lawShelf } from '../answers/load-law.ts'
import { answerAsText } from '../answers/terminal/answer-text.ts'
import { cutBundle, openBundle } from '../private/law-bundle.model.ts'
import { readWanted, waysTo } from '../reverse/reverse.model.ts'
import { partName } from './exemptions.model.ts'

const clock = fixedClock('2026-11-22T03:00:00Z')

/** The demonstration law with an examination and a credit programme, of which rules exempt from parts. */
async function withExemptions(fn: (law: LoadedLaw) => void | Promise<void>): Promise<void> {
  await withLaw(async (root) => {
    const folder = putExemptions(root)
    edit(
      join(folder, 'rules.yaml'),
      'label: { en: the practical test, zh-CN: 实际操作 } }',
      `label: { en: the practical test, zh-CN: 实际操作 } }
      - { kind: exempt-from, by: application, target: { part: xa-welding-diploma }, label: { en: the diploma, zh-CN: 文凭 } }`,
    )
    mkdirSync(join(root, 'law/XA/credit-bank'))
    writeFileSync(join(root, 'law/XA/credit-bank/instrument.yaml'), demoCredits)
    await withTestDatabase(async (db) => {
      await loadReference(db, join(root, 'reference'))
      await loadShippedLaw(db, join(root, 'law'))
      await fn(await lawShelf(db).take(null))
    })
  })
}

function ask(law: LoadedLaw, person: Person, lang = 'en') {
  const assessed = assessWith(law, clock, { person, place: 'XA', asOf: '2026-11-22' })
  return explainAssessment(assessed, wordsIn(lang))
}

const welder = (issued: string): Person => ({ credentials: [{ id: 'c1', qualification: 'xb-welder', issued }] })

const brief = ({ exemptions }: ReturnType<typeof ask>) =>
  exemptions.map(({ id, summary, parts }) => [id, summary, parts.map(({ state }) => state).join(' ')])

test('an answer says which parts are exempt, on which basis, and what is left to do', async () => {
  await withExemptions((law) => {
    const person = { ...welder('2020-01-01'), facts: { honours: [] } }
    const answer = ask(law, person)
    assert.deepEqual(brief(answer), [
      ['xa-welder-exam', 'Exempt: Theory. Left to do: Safety and Practical test.', 'left exempt left'],
    ])
    assert.deepEqual(answer.exemptions[0]?.parts[1], {
      id: 'xa-welder-exam/theory',
      title: 'Theory',
      kind: 'Examination paper',
      state: 'exempt',
      stateWord: 'Exempt',
      by: [
        {
          rule: 'xa-exam-rules#theory',
          text: "On application · Rules of the welder's examination (demonstration) · art. 2",
          href: '/law/xa-exam-rules#art-2',
        },
      ],
    })
    assert.equal(answer.exemptions[0]?.basis.article, 'art. 1')
    assert.equal(ask(law, person, 'zh-CN').exemptions[0]?.summary, '免：专业理论。仍须完成：安全知识和实际操作。')
    const text = answerAsText(answer, wordsIn('en'), { width: 100, colour: false })
    assert.match(
      text,
      /Which parts are exempt, and what is left[\s\S]*✓ Theory · Examination paper · Exempt\n\s+§ On application/,
    )
  })
})

test('what is open stays open, what is unmet or taken away is left, and a whole is all of its parts', async () => {
  await withExemptions((law) => {
    const open = 'Not settled yet: Workshop practice, Theory and Project.'
    assert.deepEqual(brief(ask(law, welder('2026-01-01'))), [
      ['xa-welding-diploma', open, 'open open open'],
      ['xa-welder-exam', 'Not settled yet: Practical test. Left to do: Safety and Theory.', 'left left open'],
    ])
    assert.deepEqual(brief(ask(law, { ...welder('2026-01-01'), facts: { honours: [] } })), [])
    assert.deepEqual(brief(ask(law, { ...welder('2009-01-01'), facts: { honours: [] } })), [])
    assert.deepEqual(brief(ask(law, { ...welder('2026-01-01'), facts: { honours: ['medal'] } })), [
      ['xa-welding-diploma', 'Every part is exempt; nothing is left to do.', 'exempt exempt exempt'],
      ['xa-welder-exam', 'Exempt: Practical test. Left to do: Safety and Theory.', 'left left exempt'],
    ])
  })
})

test('a device says the same, and a part can be asked for in reverse by its name', async () => {
  await withExemptions((law) => {
    const onDevice = openBundle(JSON.parse(JSON.stringify(cutBundle(law, 'XA'))))
    const person = { ...welder('2020-01-01'), facts: { honours: [] } }
    const request = { person, place: 'XA', asOf: '2026-11-22' }
    assert.deepEqual(
      explainAssessment(assessWith(onDevice, clock, request), wordsIn('en')).exemptions,
      ask(law, person).exemptions,
    )
    const pen = penFor(law, wordsIn('en'))
    assert.equal(partName(pen, 'xa-welder-exam/theory'), "Theory (Welder's examination of XA)")
    assert.equal(partName(pen, 'xa-welder-exam'), "Welder's examination of XA")
    assert.equal(partName(pen, 'subject-examination'), undefined)
    const leading = (id: string) => {
      const wanted = readWanted(law.bundle, id)
      return wanted === null ? null : waysTo(law.bundle.rules, wanted, ['XA'], '2026-11-22').map(({ rule }) => rule.id)
    }
    assert.deepEqual(leading('xa-welder-exam/theory'), ['xa-exam-rules#theory'])
    assert.deepEqual(leading('xa-welding-diploma'), ['xa-exam-rules#practice'])
  })
})
