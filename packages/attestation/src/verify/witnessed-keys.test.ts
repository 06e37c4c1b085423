// SPDX-License-Identifier: Apache-2.0
// Keys that ended after witnesses had seen what they signed.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { multikey } from '../crypto/multikey.ts'
import { newKey } from '../crypto/signers.ts'
import { issueVcJwt } from '../jose/vc-jwt.ts'
import type { JsonObject } from '../json/json.ts'
import { certificateDigest, eventEntry } from '../log/certificate-event.ts'
import { cosignatureLine } from '../log/checkpoint.ts'
import type { LogPolicy } from '../log/log-policy.ts'
import { createLog } from '../log/log-writer.ts'
import { noteSigner } from '../log/note-key.ts'
import { now, tools } from '../testing/known-authority.ts'
import { badge } from '../testing/known-credentials.ts'
import { MemoryTileStore } from '../testing/memory-tile-store.ts'
import { keysOfIssuers } from './usual-sources.ts'
import { verify } from './verify.ts'

const id = 'did:web:authority.example'
const keyId = `${id}#key-1`
const { signer } = await newKey('Ed25519')
const certificate = await issueVcJwt(badge, signer, { keyId })
const log = await noteSigner('log.example', 'ed25519', (await newKey('Ed25519')).signer)
const witnesses = await Promise.all(
  ['one', 'two'].map(async (name) => noteSigner(`${name}.example`, 'cosignature/v1', (await newKey('Ed25519')).signer)),
)
const both = { atLeast: 2, of: witnesses.map(({ key }) => ({ witness: key })) }
const policy: LogPolicy = { logs: [log.key], quorum: both }
const seen = ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'].map((day) => Date.parse(day) / 1000)

async function receiptOf(logged: string): Promise<string> {
  const cosign = ({ checkpoint }: { checkpoint: string }) =>
    Promise.all(witnesses.map((one, place) => cosignatureLine(checkpoint, one, seen[place] as number)))
  const written = await createLog({ store: new MemoryTileStore(), signer: log, cosign })
  const [receipt = ''] = await written.append([
    await eventEntry({ kind: 'issued', certificate: await certificateDigest(logged) }),
  ])
  return receipt
}

const receipt = await receiptOf(certificate)

/** What is told of the certificate when its key ended so. */
async function told(end: JsonObject, shown: string | null = receipt, asked: LogPolicy = policy): Promise<string> {
  const publicKeyMultibase = multikey(signer.publicKey)
  const method = { id: keyId, type: 'Multikey', controller: id, publicKeyMultibase, ...end }
  const document = { id, verificationMethod: [method], assertionMethod: [keyId] }
  const { verdict, problems } = await verify(certificate, {
    ...{ now, tools, keys: keysOfIssuers({ held: new Map([[id, document]]) }) },
    ...{ authority: 'waived', status: 'waived', holder: 'waived' },
    log: { policy: asked, receipt: shown },
  })
  return [verdict, ...problems.map(({ code }) => code)].join(' ')
}

describe('a key that has ended', () => {
  it('stands for what all witnesses had seen by then', async () => {
    for (const name of ['expires', 'revoked'])
      assert.equal(await told({ [name]: '2026-03-02T00:00:00Z' }), 'partly-verified')
  })

  it('stands for nothing that one of them saw later', async () => {
    assert.equal(await told({ revoked: '2026-02-15T00:00:00Z' }), 'refused key-revoked')
    assert.equal(await told({ expires: '2026-03-01T00:00:00Z' }), 'refused key-expired')
  })

  it('stands for nothing by a log without witnesses, another receipt, or none', async () => {
    const end = { revoked: '2026-03-02T00:00:00Z' }
    assert.equal(await told(end, receipt, { ...policy, quorum: null }), 'refused key-revoked')
    assert.equal(await told(end, await receiptOf('a.b.c')), 'refused key-revoked inclusion-wrong')
    assert.equal(await told(end, null), 'refused key-revoked log-proof-missing')
  })
})
