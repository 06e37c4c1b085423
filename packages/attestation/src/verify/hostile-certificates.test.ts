// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject } from '../json/json.ts'
import { isObject } from '../json/json.ts'
import { changes, odd } from '../testing/hostile.ts'
import { KnownAuthority, now, tools } from '../testing/known-authority.ts'
import { statusLists } from './status-lists.ts'
import { verify } from './verify.ts'

const authority = await KnownAuthority.found()
const certificate = await authority.prove(authority.credential(), 'eddsa-jcs-2022')
const asked = await authority.verification(await authority.receipt(certificate))

describe('a certificate of a stranger in which one place holds anything', () => {
  it('is told about, and never verified', async () => {
    for (const other of odd)
      for (const change of changes(certificate, other)) {
        if (!isObject(change)) continue
        const { verdict } = await verify(change, { ...asked, status: 'waived', log: 'waived' })
        assert.ok(verdict === 'refused' || verdict === 'undetermined', JSON.stringify(change).slice(0, 500))
      }
  })

  it('has no status where the list is such a one', async () => {
    const list = (await authority.published('https://authority.example/status/1')) as JsonObject
    for (const other of odd)
      for (const change of changes(list, other)) {
        if (!isObject(change)) continue
        const status = statusLists({ keys: asked.keys, tools, lists: () => change })
        const { steps } = await verify(certificate, { ...asked, status, log: 'waived' })
        assert.notEqual(steps.find(({ name }) => name === 'status')?.verdict, 'passed')
      }
    assert.equal((await verify(certificate, { ...asked, now })).verdict, 'partly-verified')
  })
})
