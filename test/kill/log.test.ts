// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  consistencyProof,
  isConsistent,
  isIncluded,
  leafHash,
  newKey,
  noteSigner,
  openLog,
  platformCrypto,
  proveEntry,
  readCheckpoint,
  readLogProof,
  readNote,
  tileHashes,
} from '../../packages/attestation/src/index.ts'
import { FileTileStore } from '../support/log/file-tile-store.ts'
import { seededRandom } from '../support/random.ts'
import { kill, startVictim } from './victim.ts'

interface Told {
  data: string
  receipt: string
}

const headOf = (note: string) => readCheckpoint(readNote(note).text)

async function holds({ data, receipt }: Told): Promise<boolean> {
  const { index, hashes, checkpoint } = readLogProof(receipt)
  return isIncluded(
    platformCrypto,
    await leafHash(platformCrypto, Buffer.from(data)),
    index,
    headOf(checkpoint),
    hashes,
  )
}

test('kill -9 during appending: every receipt is of one history, which goes on', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'))
  const { jwk, signer } = await newKey('Ed25519')
  const home = { store: new FileTileStore(folder), signer: await noteSigner('log.example', 'ed25519', signer) }
  const random = seededRandom(20261122)
  const all: Told[] = []
  for (let round = 0; round < 4; round++) {
    const victim = startVictim('test/kill/programs/append-to-log.ts', [JSON.stringify(jwk)], folder)
    assert.equal(await victim.says(`batch ${2 + Math.floor(random() * 12)}\n`), true, victim.output())
    await kill(victim, folder, false)
    const whole = victim.output().split('\n').slice(0, -1)
    all.push(...whole.filter((line) => line.startsWith('{')).map((line): Told => JSON.parse(line)))

    const log = await openLog(home)
    const now = headOf(log.checkpoint)
    const hashOf = tileHashes(platformCrypto, home.store, now.size)
    for (const told of all) {
      const { index, checkpoint } = readLogProof(told.receipt)
      const older = headOf(checkpoint)
      const proof = await consistencyProof(platformCrypto, hashOf, older.size, now.size)
      assert.equal(await isConsistent(platformCrypto, older, now, proof), true)
      assert.equal(await holds(told), true)
      assert.equal(await holds({ ...told, receipt: await proveEntry(home.store, { index }, log.checkpoint) }), true)
    }
    context.diagnostic(`${all.length} receipts told, ${now.size} entries kept`)
  }
  rmSync(folder, { recursive: true })
})
