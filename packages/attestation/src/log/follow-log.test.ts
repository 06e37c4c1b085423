// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { newKey } from '../crypto/signers.ts'
import { told } from '../testing/forged.ts'
import { MemoryTileStore } from '../testing/memory-tile-store.ts'
import { raisedLater } from '../testing/raised.ts'
import { checkpointText, readCheckpoint } from './checkpoint.ts'
import { followLog } from './follow-log.ts'
import type { LogPolicy } from './log-policy.ts'
import { createLog } from './log-writer.ts'
import { readNote, signNote } from './note.ts'
import { noteSigner } from './note-key.ts'
import { consistencyProof } from './proofs.ts'
import { tileHashes } from './tiles.ts'

const signer = await noteSigner('log.example', 'ed25519', (await newKey('Ed25519')).signer)
const policy: LogPolicy = { logs: [signer.key], quorum: null }

/** The checkpoints of a log at 0, 3, 300 and 700 entries, and what proves the one to begin the other. */
async function historyOf(word: string) {
  const store = new MemoryTileStore()
  const log = await createLog({ store, signer })
  const notes = [log.checkpoint]
  for (const count of [3, 297, 400]) {
    await log.append(Array.from({ length: count }, (_, place) => ({ data: utf8(`${word} ${place}`) })))
    notes.push(log.checkpoint)
  }
  const proofOf = (from: number, to: number) =>
    consistencyProof(platformCrypto, tileHashes(platformCrypto, store, to), from, to)
  return { notes: notes as [string, string, string, string], proofOf }
}

const { notes, proofOf } = await historyOf('one')
const [empty, three, many, most] = notes
const wrong = (code: string) => [`log-proof-wrong ${code} checkpoint`]

describe('who follows a log', () => {
  it('goes on with it, from nothing and from the log without entries too', async () => {
    let known: string | null = null
    const steps = [
      { checkpoint: empty, proof: [] },
      { checkpoint: empty, proof: [] },
      { checkpoint: three, proof: [] },
      { checkpoint: many, proof: await proofOf(3, 300) },
      { checkpoint: many, proof: [] },
      { checkpoint: most, proof: await proofOf(300, 700) },
    ]
    for (const next of steps) {
      const followed = await followLog(known, next, policy)
      assert.deepEqual(followed, { problems: [], known: next.checkpoint })
      known = followed.known
    }
    assert.deepEqual((await followLog(null, { checkpoint: many, proof: [] }, policy)).problems, [])
  })

  it('refuses to go back, and keeps what was known', async () => {
    for (const checkpoint of [empty, three, many]) {
      const { problems, known } = await followLog(most, { checkpoint, proof: await proofOf(300, 700) }, policy)
      assert.deepEqual([told(problems), known], [wrong('checkpoint-rollback'), most])
    }
  })

  it('refuses another history, of the same size and of a larger one', async () => {
    const other = await historyOf('other')
    const [, , otherMany, otherMost] = other.notes
    const views = [
      { checkpoint: otherMany, proof: [] },
      { checkpoint: otherMost, proof: await other.proofOf(300, 700) },
      { checkpoint: otherMost, proof: await proofOf(300, 700) },
      { checkpoint: most, proof: [] },
      { checkpoint: most, proof: await proofOf(3, 700) },
      { checkpoint: many, proof: await proofOf(300, 700) },
    ]
    for (const next of views) {
      const { problems, known } = await followLog(many, next, policy)
      assert.deepEqual([told(problems), known], [wrong('checkpoint-split-view'), many])
    }
  })

  it('takes no log without entries that has a root of its own', async () => {
    const head = readCheckpoint(readNote(empty).text)
    const strange = await signNote(checkpointText({ ...head, root: new Uint8Array(32) }), signer)
    for (const [known, checkpoint] of [
      [strange, most],
      [empty, strange],
    ] as const)
      assert.deepEqual(
        told((await followLog(known, { checkpoint, proof: [] }, policy)).problems),
        wrong('checkpoint-split-view'),
      )
  })

  it('follows one log, whose signature holds', async () => {
    const other = await noteSigner('other.example', 'ed25519', signer.signer)
    const checkpoint = await signNote(most.slice(0, most.indexOf('\n\n') + 1).replace('log', 'other'), other)
    const both = { ...policy, logs: [signer.key, other.key] }
    const next = { checkpoint, proof: await proofOf(300, 700) }
    assert.deepEqual(told((await followLog(many, next, both)).problems), wrong('log-unknown'))
    assert.deepEqual((await followLog(null, next, policy)).known, null)
    // What the log did not sign accuses it of nothing.
    const forged = { ...next, checkpoint: most.replace('\n700\n', '\n299\n') }
    assert.deepEqual(told((await followLog(many, forged, policy)).problems), [
      ...wrong('log-signature-wrong'),
      ...wrong('log-signature-missing'),
    ])
    assert.deepEqual(told((await followLog(many, { ...next, checkpoint: '' }, policy)).problems), wrong('note-invalid'))
    assert.equal(await raisedLater(() => followLog('', next, policy)), 'note-invalid known')
  })
})
