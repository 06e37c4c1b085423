// SPDX-License-Identifier: Apache-2.0
// A demonstration authority that issues, logs and revokes certificates, and a relying party that believes it.
import assert from 'node:assert/strict'
import type { Signer } from '../crypto/crypto-provider.ts'
import { newKey } from '../crypto/signers.ts'
import { didKey, didKeyMethod } from '../dids/did-key.ts'
import { addProof } from '../integrity/add-proof.ts'
import type { Cryptosuite } from '../integrity/proof.ts'
import { issueVcJwt } from '../jose/vc-jwt.ts'
import type { JsonObject } from '../json/json.ts'
import { certificateDigest, eventEntry } from '../log/certificate-event.ts'
import { createLog } from '../log/log-writer.ts'
import { noteKeyText, noteSigner } from '../log/note-key.ts'
import type { Problem } from '../report.ts'
import { issueSdJwtVc } from '../sd-jwt/sd-jwt-vc.ts'
import { bitstringListCredential } from '../status/bitstring-list.ts'
import { newStatuses, setStatus } from '../status/status-list.ts'
import { issueTokenList, type TokenListIssue } from '../status/token-list.ts'
import { readTrustList, signTrustList } from '../trust/signed-trust-list.ts'
import type { TrustList } from '../trust/trust-list.ts'
import { trustedAuthority } from '../trust/trusted-sources.ts'
import type { Verification } from '../verify/sources.ts'
import { statusLists } from '../verify/status-lists.ts'
import { keysOfIssuers, usualTools } from '../verify/usual-sources.ts'
import { badge, changed } from './known-credentials.ts'
import { MemoryTileStore } from './memory-tile-store.ts'

export const now = Date.parse('2026-11-22T12:00:00Z')
export const tools = usualTools()

const recognition = 'https://authority.example/types/recognition'

/** Where its lists stand. */
export const places = { revocation: 'https://authority.example/status/1', token: 'https://authority.example/status/2' }

/** An authority with a key of its own, a log, and a list for either kind of status. */
export class KnownAuthority {
  readonly id: string
  readonly keyId: string
  readonly signer: Awaited<ReturnType<typeof newKey>>['signer']
  readonly log: Awaited<ReturnType<typeof createLog>>
  readonly logKey: Awaited<ReturnType<typeof noteSigner>>['key']
  readonly statuses = newStatuses('bitstring', 131_072)
  readonly tokenStatuses = newStatuses('token', 1000, 2)

  private constructor(parts: Pick<KnownAuthority, 'signer' | 'log' | 'logKey'>) {
    this.signer = parts.signer
    this.log = parts.log
    this.logKey = parts.logKey
    this.id = didKey(parts.signer.publicKey)
    this.keyId = didKeyMethod(parts.signer.publicKey)
  }

  static async found(): Promise<KnownAuthority> {
    const { signer } = await newKey('Ed25519')
    const logSigner = await noteSigner('log.example/certificates', 'ed25519', (await newKey('Ed25519')).signer)
    const log = await createLog({ store: new MemoryTileStore(), signer: logSigner })
    return new KnownAuthority({ signer, log, logKey: logSigner.key })
  }

  /** The badge as this authority would issue it, with entry `index` of its list. */
  credential(index = 7): JsonObject {
    return {
      ...changed(badge, 'issuer/id', this.id),
      credentialStatus: {
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(index),
        statusListCredential: places.revocation,
      },
    }
  }

  prove(document: JsonObject, cryptosuite: Cryptosuite = 'eddsa-rdfc-2022'): Promise<JsonObject> {
    const options = { cryptosuite, verificationMethod: this.keyId, created: '2026-01-01T00:00:00Z' }
    return addProof(document, options, this.signer, tools)
  }

  jwt(document: JsonObject): Promise<string> {
    return issueVcJwt(document, this.signer, { keyId: this.keyId })
  }

  sdJwt(claims: JsonObject, index = 7): Promise<string> {
    const status = { status_list: { idx: index, uri: places.token } }
    const vct = recognition
    return issueSdJwtVc({ vct, iss: this.id, status, ...claims }, { _sd: ['name'] }, this.signer, { keyId: this.keyId })
  }

  /** The receipt that a certificate was issued. */
  async receipt(certificate: string | JsonObject): Promise<string> {
    const event = { kind: 'issued', certificate: await certificateDigest(certificate) } as const
    const [receipt = ''] = await this.log.append([await eventEntry(event)])
    return receipt
  }

  revoke(index: number): void {
    setStatus(this.statuses, index, 1)
  }

  suspendToken(index: number): void {
    setStatus(this.tokenStatuses, index, 2)
  }

  /** What stands at an address of this authority today. */
  async published(address: string): Promise<string | JsonObject | Problem> {
    if (address === places.token) return issueTokenList(this.tokenStatuses, this.tokenList(address), this.signer)
    if (address !== places.revocation)
      return { fault: 'status-unreachable', code: 'fetch-failed', at: address, message: 'nothing is there' }
    const about = {
      id: address,
      issuer: this.id,
      purposes: ['revocation'],
      validFrom: '2026-11-22T00:00:00Z',
      validUntil: '2026-11-23T00:00:00Z',
    }
    return this.prove(await bitstringListCredential(this.statuses, about))
  }

  private tokenList(address: string): TokenListIssue {
    return { address, issuer: this.id, keyId: this.keyId, issuedAt: now / 1000 - 60, expires: now / 1000 + 3600 }
  }

  /** What a trust list of a ministry says: Open Badges and recognitions, in one part of the demonstration country. */
  async trustList(signer: Signer): Promise<string> {
    const authorisation = {
      types: ['OpenBadgeCredential', recognition],
      jurisdictions: ['XA-N'],
      from: '2026-01-01T00:00:00Z',
    }
    const content = {
      version: 1,
      id: 'https://ministry.example/trust-list',
      operator: { id: 'did:web:ministry.example' },
      sequence: 1,
      issued: '2026-11-22T00:00:00Z',
      nextUpdate: '2026-11-29T00:00:00Z',
      logPolicy: `log ${noteKeyText(this.logKey)}\nquorum none\n`,
      issuers: [{ id: this.id, authorisations: [authorisation] }],
    }
    return signTrustList(content, signer)
  }

  private async trust(): Promise<TrustList> {
    const { list } = await readTrustList(await this.trustList(this.signer))
    assert.ok(list)
    return list
  }

  /** What a relying party asks that believes this authority alone. */
  async verification(receipt: string | null): Promise<Verification> {
    const keys = keysOfIssuers()
    return {
      now,
      tools,
      keys,
      authority: trustedAuthority(await this.trust(), { jurisdiction: 'XA-N' }),
      status: statusLists({ keys, tools, lists: (address) => this.published(address) }),
      log: { policy: { logs: [this.logKey], quorum: null }, receipt },
      holder: 'waived',
    }
  }
}
