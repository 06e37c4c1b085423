// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { onCommandLine } from '../../../test/support/workforce/on-command-line.ts'
import { exitCode } from '../../kernel/index.ts'
import { packWorkforceCommand, showWorkforceCommand } from './workforce-file.command.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-workforce-'))
after(() => rmSync(scratch, { recursive: true }))

const welder = {
  birthDate: '1990-05-01',
  credentials: [{ id: 'c1', level: 'cn-skill/3', issued: '2020-01-01' }],
  experience: [{ from: '2015-01-01', place: 'XA-N' }],
  facts: { 'front-line-post': true },
}

test('persons in JSON lines are packed, bad lines told and left out, and read again', async () => {
  const from = join(scratch, 'persons.jsonl')
  const out = join(scratch, 'workforce.columns')
  const lines = [
    JSON.stringify({ person: welder, district: 'XA-N1', sex: 'female' }),
    '{"person": ',
    JSON.stringify({ person: { birthDate: '1990-02-30', credentials: [] } }),
    '',
    JSON.stringify({ person: { credentials: [] }, shoeSize: '42' }),
    JSON.stringify({ person: { credentials: [] } }),
  ]
  writeFileSync(from, lines.join('\r\n'))
  const packed = await onCommandLine(packWorkforceCommand, [from], { out })
  assert.equal(packed.code, exitCode.negative)
  assert.equal(packed.out, `${out}: 2 holders, 1 credentials, 1 jobs\n`)
  assert.match(packed.err, /^line 2: is no JSON/m)
  assert.match(packed.err, /^line 3: person\.birthDate: /m)
  assert.match(packed.err, /^line 5: shoeSize: expected text under one of district, sex, origin, occupation/m)
  const shown = await onCommandLine(showWorkforceCommand, [out])
  assert.deepEqual(JSON.parse(shown.out), {
    ...{ persons: 2, credentials: 1, jobs: 1, irregular: 0, kindsOfCredentials: 1, kindsOfJobs: 1 },
    facts: [{ fact: 'front-line-post', values: 1 }],
    groups: { district: { 'XA-N1': 1, unknown: 1 }, sex: { female: 1, unknown: 1 } },
    about: { from },
  })
  const one = await onCommandLine(showWorkforceCommand, [out], { person: '1' })
  assert.deepEqual(JSON.parse(one.out), { person: welder, district: 'XA-N1', sex: 'female' })
  await assert.rejects(onCommandLine(showWorkforceCommand, [out], { person: '3' }), /expected a number from 1 to 2/)
  await assert.rejects(onCommandLine(showWorkforceCommand, [from]), /is no workforce/)
  const gone = join(scratch, 'gone')
  await assert.rejects(onCommandLine(showWorkforceCommand, [gone]), /there is no file '.*gone' that can be read/)
  await assert.rejects(onCommandLine(showWorkforceCommand, [scratch]), /there is no file '.*' that can be read/)
  await assert.rejects(
    onCommandLine(packWorkforceCommand, [gone], { out }),
    /there is no file '.*gone' that can be read/,
  )
  await assert.rejects(onCommandLine(packWorkforceCommand, [scratch], { out }), /is a folder, expected a file/)
  const nowhere = join(gone, 'workforce.columns')
  await assert.rejects(onCommandLine(packWorkforceCommand, [from], { out: nowhere }), /--out: '.*' cannot be written/)
  await assert.rejects(onCommandLine(packWorkforceCommand, [from], { out: scratch }), /--out: '.*' cannot be written/)
  assert.equal((await onCommandLine(showWorkforceCommand, [])).code, exitCode.usage)
  assert.equal((await onCommandLine(packWorkforceCommand, [from])).code, exitCode.usage)
})
