// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { caseOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { PopulationError } from '../population-error.ts'
import { addPerson } from './add-person.ts'
import { personAt } from './person-at.ts'
import { readSnapshot } from './read-snapshot.ts'
import type { Workforce } from './workforce.ts'
import { WorkforceBuilder } from './workforce-builder.ts'
import { writeSnapshot } from './write-snapshot.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-snapshot-'))
after(() => rmSync(scratch, { recursive: true }))
const path = join(scratch, 'workforce.columns')

function someWorkforce(persons: number): Workforce {
  const builder = new WorkforceBuilder()
  for (let seed = 0; seed < persons; seed++)
    addPerson(builder, caseOf(seed).input.person, { district: ['', 'XA-1', '演示'][seed % 3] ?? '' })
  addPerson(builder, { birthDate: '1850-01-01', credentials: [] })
  return builder.finish()
}

const brokenBy = (bytes: Uint8Array): Promise<string> => {
  writeFileSync(path, bytes)
  return readSnapshot(path).then(
    () => 'read',
    (error) =>
      error instanceof PopulationError ? `${error.code}: ${error.message.replace(path, 'FILE')}` : `${error}`,
  )
}

test('a workforce comes back from its file as it was, in shared memory, with what was said about it', async () => {
  const workforce = someWorkforce(200)
  await writeSnapshot(path, workforce, {
    about: { place: 'XA-N', upTo: '17' },
    lists: { ids: Float64Array.of(1, 2 ** 52, 7), none: new Float64Array() },
  })
  const read = await readSnapshot(path)
  assert.deepEqual(read.about, { place: 'XA-N', upTo: '17' })
  assert.deepEqual(
    Object.entries(read.lists).map(([name, list]) => [name, ...list]),
    [['ids', 1, 2 ** 52, 7], ['none']],
  )
  assert.deepEqual(read.workforce, workforce)
  for (let at = 0; at < workforce.persons; at++) assert.deepEqual(personAt(read.workforce, at), personAt(workforce, at))
  assert.ok(read.workforce.birth.buffer instanceof SharedArrayBuffer)
  assert.deepEqual(readdirSync(scratch), ['workforce.columns'])
})

test('a workforce of nobody can be kept too', async () => {
  const workforce = new WorkforceBuilder().finish()
  await writeSnapshot(path, workforce)
  assert.deepEqual((await readSnapshot(path)).workforce, workforce)
})

test('a file that was cut off anywhere is refused', async () => {
  await writeSnapshot(path, someWorkforce(40))
  const whole = readFileSync(path)
  for (const length of [0, 10, 63, 64, 200, 1024, Math.floor(whole.length / 2), whole.length - 1])
    assert.match(await brokenBy(whole.subarray(0, length)), /^snapshot-broken: FILE: has \d+ bytes/)
  assert.match(await brokenBy(Buffer.concat([whole, Buffer.alloc(64)])), /but \d+ were written$/)
})

test('one bit that was turned anywhere is found, or lies where nothing is', async () => {
  await writeSnapshot(path, someWorkforce(20))
  const whole = readFileSync(path)
  const { workforce } = await readSnapshot(path)
  const told = new Map<string, number>()
  for (let at = 0; at < whole.length; at += 7) {
    const turned = Uint8Array.from(whole)
    turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8))
    const said = await brokenBy(turned)
    if (said === 'read') assert.deepEqual((await readSnapshot(path)).workforce, workforce, `byte ${at}`)
    else assert.match(said, /^snapshot-broken: FILE: /, `byte ${at}`)
    told.set(said, (told.get(said) ?? 0) + 1)
  }
  for (const what of ['is no workforce', 'its head', 'its directory', "'birth'", "'recordOf'", "'kinds'"])
    assert.ok(
      [...told.keys()].some((said) => said.includes(what)),
      what,
    )
})

test('a file of another version says which', async () => {
  await writeSnapshot(path, someWorkforce(3))
  const { crc32 } = await import('node:zlib')
  const bytes = readFileSync(path)
  bytes.writeUInt32LE(2, 4)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 60)), 60)
  assert.equal(await brokenBy(bytes), 'snapshot-broken: FILE: is of version 2; this program reads 1')
})
