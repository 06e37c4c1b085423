// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsIn } from '../../ui/index.ts'
import { may } from '../permissions/decide-permission.model.ts'
import { acts, conditions, matrix } from '../permissions/matrix.model.ts'
import { roleNames } from '../permissions/roles.model.ts'
import { actIn } from './permissions.page.tsx'
import { actsBeyond, actsOf, explainMatrix, reasonFor } from './reasons.model.ts'

test('every act, scope and condition has words in both languages, and every act a reason', () => {
  for (const words of [wordsIn('en'), wordsIn('zh-CN')]) {
    for (const act of acts) {
      assert.doesNotMatch(actIn(words, act), /permissions\.may|role\./, act)
      assert.ok(words.has(`permissions.why.${reasonFor(act)}`), act)
    }
    for (const scope of new Set(matrix.map((row) => row.scope)))
      assert.ok(words.has(`permissions.scope.${scope}`), scope)
    for (const condition of conditions) assert.ok(words.has(`permissions.condition.${condition}`), condition)
  }
})

test('the page says all that the matrix says, and no more', () => {
  const said = explainMatrix(null).flatMap(({ act, grants }) =>
    grants.flatMap(({ scope, roles }) => roles.map((role) => `${act} ${role} ${scope}`)),
  )
  assert.deepEqual(said.sort(), matrix.map(({ act, role, scope }) => `${act} ${role} ${scope}`).sort())
  for (const role of roleNames) {
    const shown = explainMatrix(role).map(({ act }) => act)
    assert.deepEqual(shown.sort(), actsOf(role).sort(), role)
    for (const act of shown) {
      const standing = { role, authority: 'xa-authority-north' }
      const somewhere =
        may([standing], act, { authority: 'xa-authority-north', ownWork: false }) ||
        may([{ role, authority: null }], act, { platform: true }) ||
        may([standing], act, { own: true })
      assert.ok(somewhere, `${act} ${role}`)
    }
  }
})

test('what everyone may stands under no other role again, and nothing is left out', () => {
  for (const role of roleNames.filter((name) => name !== 'holder')) {
    const beyond = actsBeyond('holder', role)
    assert.deepEqual(
      beyond.filter((act) => actsOf('holder').includes(act)),
      [],
      role,
    )
    const together = new Set([...actsOf('holder'), ...beyond])
    assert.ok(
      actsOf(role).every((act) => together.has(act)),
      role,
    )
  }
})
