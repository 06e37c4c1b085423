// SPDX-License-Identifier: Apache-2.0
// Attacks with what is sound by itself: shown again, shown to others, answered by others, shown in two ways.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { utf8 } from '../bytes/utf8.ts'
import { credentialsContext } from '../contexts/pinned.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { multikey } from '../crypto/multikey.ts'
import { newKey } from '../crypto/signers.ts'
import { didKey, didKeyMethod } from '../dids/did-key.ts'
import { addProof } from '../integrity/add-proof.ts'
import { envelope } from '../jose/envelopes.ts'
import { issueVcJwt } from '../jose/vc-jwt.ts'
import type { JsonObject } from '../json/json.ts'
import { followLog } from '../log/follow-log.ts'
import { createLog } from '../log/log-writer.ts'
import { noteSigner } from '../log/note-key.ts'
import { consistencyProof } from '../log/proofs.ts'
import { tileHashes } from '../log/tiles.ts'
import { bindKey } from '../sd-jwt/key-binding.ts'
import { attacked, authority, refusalOf, thief } from '../testing/attacked.ts'
import { told } from '../testing/forged.ts'
import { now, tools } from '../testing/known-authority.ts'
import { changed } from '../testing/known-credentials.ts'
import { MemoryTileStore } from '../testing/memory-tile-store.ts'
import { keysOfHolders, keysOfIssuers } from '../verify/usual-sources.ts'
import { verifyPresentation } from '../verify/verify-presentation.ts'

const { signer } = await newKey('Ed25519')
const [holder, keyId] = [didKey(signer.publicKey), didKeyMethod(signer.publicKey)]
const here = { audience: 'https://employer.example', nonce: 'now' }
const wallet = await authority.sdJwt({ name: 'Welder', cnf: { jwk: { ...publicJwk(signer.publicKey) } } })
const credential = changed(authority.credential(), 'credentialSubject/id', holder)
const presentation: JsonObject = {
  '@context': [credentialsContext],
  type: ['VerifiablePresentation'],
  holder,
  verifiableCredential: [await authority.prove(credential)],
}

/** A presentation as it was made for one occasion, in both forms. */
async function shown(challenge: string, domain: string): Promise<(string | JsonObject)[]> {
  const options = { cryptosuite: 'eddsa-rdfc-2022', proofPurpose: 'authentication', challenge, domain } as const
  const enveloped = [envelope({ type: 'vc+jwt', text: await authority.jwt(credential) })]
  const claims = { ...presentation, verifiableCredential: enveloped, nonce: challenge, aud: domain }
  return [
    await addProof(presentation, { ...options, verificationMethod: keyId }, signer, tools),
    await issueVcJwt(claims, signer, { type: 'vp+jwt', keyId }),
  ]
}

/** All that is wrong with presentations before a relying party that asked now, for itself. */
async function presented(all: readonly (string | JsonObject)[]): Promise<string[]> {
  const { holder: _, ...asked } = await authority.verification(null)
  const refusals: string[] = []
  for (const one of all) {
    const verification = { ...asked, holders: keysOfHolders(), subject: 'is-holder', log: 'waived' } as const
    const occasion = { challenge: here.nonce, domain: here.audience }
    refusals.push(...refusalOf(await verifyPresentation(one, { ...verification, occasion })))
  }
  return refusals
}

describe('replay', () => {
  it('replay: a wallet certificate that was shown before', async () => {
    const before = await bindKey(wallet, { signer, ...here, nonce: 'before', issuedAt: now / 1000 })
    assert.deepEqual(await attacked(before, { holder: here }), [
      'holder-not-proven key-binding-nonce-wrong key-binding/payload/nonce',
    ])
  })

  it('replay: a wallet certificate with the proof that was made for other disclosures', async () => {
    const bound = await bindKey(wallet, { signer, ...here, issuedAt: now / 1000 })
    const [jwt, disclosure, proof] = bound.split('~')
    assert.ok(disclosure)
    assert.deepEqual(await attacked([jwt, proof].join('~'), { holder: here }), [
      'holder-not-proven key-binding-hash-wrong key-binding/payload/sd_hash',
    ])
  })

  it('replay: a presentation that was shown before', async () => {
    assert.deepEqual(await presented(await shown('before', here.audience)), [
      'holder-not-proven proof-challenge-wrong /proof/challenge',
      'holder-not-proven jwt-nonce-wrong payload/nonce',
    ])
  })
})

describe('wrong audience', () => {
  it('wrong audience: a wallet certificate that was shown to somebody else, who shows it on', async () => {
    const elsewhere = await bindKey(wallet, {
      signer,
      ...here,
      audience: 'https://thief.example',
      issuedAt: now / 1000,
    })
    assert.deepEqual(await attacked(elsewhere, { holder: here }), [
      'holder-not-proven key-binding-audience-wrong key-binding/payload/aud',
    ])
  })

  it('wrong audience: a presentation that was shown to somebody else, who shows it on', async () => {
    assert.deepEqual(await presented(await shown(here.nonce, 'https://thief.example')), [
      'holder-not-proven proof-domain-wrong /proof/domain',
      'holder-not-proven jwt-audience-wrong payload/aud',
    ])
  })
})

describe('back-dating', () => {
  it('back-dating: a key that was taken back signs with a day from before', async () => {
    const id = 'did:web:authority.example'
    const method = {
      id: `${id}#key-1`,
      type: 'Multikey',
      controller: id,
      publicKeyMultibase: multikey(signer.publicKey),
    }
    const backdated = async (created: string) =>
      addProof(
        changed(authority.credential(), 'issuer/id', id),
        { cryptosuite: 'eddsa-jcs-2022', verificationMethod: method.id, created },
        signer,
        tools,
      )
    const told = async (end: JsonObject) => {
      const document = { id, verificationMethod: [{ ...method, ...end }], assertionMethod: [method.id] }
      const keys = keysOfIssuers({ held: new Map([[id, document]]) })
      return attacked(await backdated('2026-01-01T00:00:00Z'), { keys, status: 'waived' })
    }
    assert.deepEqual(await told({ revoked: '2026-06-01T00:00:00Z' }), [`unknown-issuer key-revoked ${id}#key-1`])
    assert.deepEqual(await told({ expires: '2026-06-01T00:00:00Z' }), [`unknown-issuer key-expired ${id}#key-1`])
  })
})

describe("another issuer's status list", () => {
  it("another issuer's status list: the revoked one answers from a list of its own", async () => {
    authority.revoke(21)
    const revoked = await authority.prove(authority.credential(21))
    const { status } = await thief.verification(null)
    assert.deepEqual(await attacked(revoked, { status }), [
      'status-unreachable status-issuer-mismatch /credentialStatus',
    ])
  })

  it("another issuer's status list: another list of the same issuer, in which the place is free", async () => {
    authority.revoke(22)
    const elsewhere = 'https://authority.example/status/3'
    const entry = changed(authority.credential(22), 'credentialStatus/statusListCredential', elsewhere)
    const { status } = await authority.verification(null)
    const answer = (list: string) => (list === elsewhere ? 'https://authority.example/status/1' : list)
    const source = status === 'waived' ? assert.fail() : status
    const told = await attacked(await authority.prove(entry), {
      status: (asked, certificate, moment) => source({ ...asked, list: answer(asked.list) }, certificate, moment),
    })
    assert.deepEqual(told, ['status-unreachable status-list-mismatch /credentialStatus'])
  })
})

describe('a log that lies', async () => {
  const log = await noteSigner('log.example', 'ed25519', (await newKey('Ed25519')).signer)
  const policy = { logs: [log.key], quorum: null }
  const historyOf = async (word: string) => {
    const store = new MemoryTileStore()
    const written = await createLog({ store, signer: log })
    const notes: string[] = []
    for (const count of [3, 4]) {
      await written.append(Array.from({ length: count }, (_, place) => ({ data: utf8(`${word} ${place}`) })))
      notes.push(written.checkpoint)
    }
    return { notes, proof: await consistencyProof(platformCrypto, tileHashes(platformCrypto, store, 7), 3, 7) }
  }
  const [one, other] = [await historyOf('one'), await historyOf('other')]
  const follow = async (known: string | undefined, checkpoint: string | undefined, proof = one.proof) => {
    const followed = await followLog(known ?? '', { checkpoint: checkpoint ?? '', proof }, policy)
    assert.equal(followed.known, followed.problems.length === 0 ? checkpoint : known)
    return told(followed.problems)
  }

  it('goes on where it tells the truth', async () => {
    assert.deepEqual(await follow(one.notes[0], one.notes[1]), [])
  })

  it('checkpoint rollback: it shows an older state, in which nothing was revoked yet', async () => {
    assert.deepEqual(await follow(one.notes[1], one.notes[0]), ['log-proof-wrong checkpoint-rollback checkpoint'])
  })

  it('split view: it shows one history to one and another to the other', async () => {
    assert.deepEqual(await follow(one.notes[0], other.notes[1], other.proof), [
      'log-proof-wrong checkpoint-split-view checkpoint',
    ])
    assert.deepEqual(await follow(one.notes[1], other.notes[1], []), [
      'log-proof-wrong checkpoint-split-view checkpoint',
    ])
  })
})
