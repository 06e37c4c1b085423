// SPDX-License-Identifier: Apache-2.0
// The same certificates before @sd-jwt/sd-jwt-vc and before verify(), with the same verdicts. There, one fault is told and
// no more; keys come from the caller, who has to compare the audience too.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { type BitsPerStatus, createHeaderAndPayload, StatusList } from '@sd-jwt/jwt-status-list'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { base64url, readBase64url } from '../bytes/base64url.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { newKey } from '../crypto/signers.ts'
import { signJws } from '../jose/jws.ts'
import type { JsonObject } from '../json/json.ts'
import { newStatuses, setStatus } from '../status/status-list.ts'
import { issueTokenList } from '../status/token-list.ts'
import { statusLists } from '../verify/status-lists.ts'
import { usualTools } from '../verify/usual-sources.ts'
import { verify } from '../verify/verify.ts'
import { presentSdJwt } from './issue-sd-jwt.ts'
import { readSdJwt } from './sd-jwt.ts'
import { issueSdJwtVc } from './sd-jwt-vc.ts'

const now = 1_800_000_000
const address = 'https://authority.example/status/1'
const asked = { audience: 'https://employer.example', nonce: 'n-0S6' }
const [issuer, holder, stranger] = await Promise.all([1, 2, 3].map(async () => (await newKey('ES256')).signer))
assert.ok(issuer && holder && stranger)

const claims = {
  vct: 'https://authority.example/types/welder/1',
  iss: 'https://authority.example',
  iat: now - 10,
  exp: now + 1000,
  status: { status_list: { idx: 7, uri: address } },
  cnf: { jwk: { ...publicJwk(holder.publicKey) } },
  given_name: 'Zoë',
  birthdate: '2001-02-03',
  skills: ['TIG', 'MAG'],
}

/** A certificate as it is shown: by whom it was signed, and what its holder signed then. */
interface Shown {
  claims: JsonObject & { vct: string }
  issuer: Signer
  holder: Signer
  audience: string
  nonce: string
}

/** One who issues certificates, shows them, and publishes their statuses. */
interface Maker {
  show(shown: Shown): Promise<string>
  list(values: ReadonlyMap<number, number>, expires: number, signer: Signer): Promise<string>
}

/** What it is told of keys: to sign, and to verify. */
function library(signer: Signer, kbSigner: Signer, list: () => string | null = () => null): SDJwtVcInstance {
  const verifierOf = (key: PublicKey) => async (data: string, signature: string) =>
    platformCrypto.verify(key, utf8(data), readBase64url(signature))
  const signerOf = (one: Signer) => async (data: string) => base64url(await one.sign(utf8(data)))
  return new SDJwtVcInstance({
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
    ...{ signAlg: 'ES256', signer: signerOf(signer), verifier: verifierOf(signer.publicKey) },
    ...{ kbSignAlg: 'ES256', kbSigner: signerOf(kbSigner), kbVerifier: verifierOf(kbSigner.publicKey) },
    statusListFetcher: async (uri) => {
      const found = list()
      assert.ok(found !== null && uri === address, 'not there')
      return found
    },
  })
}

const makers: Record<string, Maker> = {
  'made here': {
    async show({ claims, issuer, holder, audience, nonce }) {
      const text = await issueSdJwtVc(claims, { _sd: ['given_name', 'birthdate'], skills: { _sd: [0, 1] } }, issuer)
      const keyBinding = { signer: holder, audience, nonce, issuedAt: now }
      return presentSdJwt(text, { disclose: ['/given_name', '/skills/0'], keyBinding })
    },
    async list(values, expires, signer) {
      const statuses = newStatuses('token', 1000, 2)
      for (const [index, value] of values) setStatus(statuses, index, value)
      return issueTokenList(statuses, { address, issuedAt: now - 10, expires }, signer)
    },
  },
  'made there': {
    async show({ claims, issuer, holder, audience, nonce }) {
      const there = library(issuer, holder)
      const frame = { _sd: ['given_name', 'birthdate'], skills: { _sd: [0, 1] }, _sd_decoy: 2 }
      const text = await there.issue(claims as never, frame as never)
      const kb = { payload: { iat: now, aud: audience, nonce } }
      return there.present(text, { given_name: true, skills: { 0: true } } as never, { kb })
    },
    async list(values, expires, signer) {
      const all = Array.from({ length: 1000 }, (_, index) => values.get(index) ?? 0)
      const about = { sub: address, iat: now - 10, exp: expires }
      const list = new StatusList(all, 2 satisfies BitsPerStatus)
      const { header, payload } = createHeaderAndPayload(list, about, { alg: 'ES256', typ: 'statuslist+jwt' })
      return signJws(header, payload as JsonObject, signer)
    },
  },
}

/** What is wrong with it there, by the name of the step here; nothing, where it is verified. */
async function faultsThere(text: string, list: string | null): Promise<string[]> {
  try {
    const there = library(issuer as Signer, holder as Signer, () => list)
    await there.verify(text, { currentDate: now, skewSeconds: 60, keyBindingNonce: asked.nonce })
    return []
  } catch (error) {
    const { message } = error as Error
    const step = steps.find(([pattern]) => pattern.test(message))
    return [step?.[1] ?? message]
  }
}

const steps: [message: RegExp, step: string][] = [
  // Of the issuer or of the holder: there, it is told alike.
  [/^Verify Error: Invalid JWT Signature$/, 'signature'],
  [/^Status is not valid$/, 'status'],
  [/^Status List JWT verification failed|^not there/, 'status?'],
  [/is expired$|is not yet valid$/, 'period'],
  [/^Key Binding JWT|Nonce|sd_hash/i, 'holder'],
]

/** The steps that failed here, with a question mark those that could not be done. */
async function faultsHere(text: string, list: string | null): Promise<string[]> {
  const tools = usualTools()
  const keys = () => (issuer as Signer).publicKey
  const unreachable = { fault: 'status-unreachable', code: 'fetch-failed', at: '', message: 'not there' } as const
  const { steps } = await verify(text, {
    ...{ now: now * 1000, tools, keys, authority: 'waived', log: 'waived', holder: asked },
    status: statusLists({ keys, tools, lists: () => list ?? unreachable }),
  })
  const wrong = steps.filter(({ verdict }) => verdict === 'failed' || verdict === 'undetermined')
  return wrong.map(({ name, verdict }) => `${name}${verdict === 'undetermined' ? '?' : ''}`)
}

type Faults = [there: string[], here: string[]]

const both = (...faults: string[]): Faults => [faults, faults]
const whole: Shown = { claims, issuer, holder, ...asked }
const shownWith = (more: Partial<Shown> & { also?: JsonObject }) => (maker: Maker) =>
  maker.show({ ...whole, ...more, claims: { ...claims, ...more.also } })
const listed =
  (values: [number, number][], expires = now + 3600, signer = issuer as Signer) =>
  (maker: Maker) =>
    maker.list(new Map(values), expires, signer)
const clean = listed([])

/** The same, with one disclosure changed. */
function withOtherName(text: string): string {
  const parts = text.split('~')
  const texts = parts.map((part) => (part.includes('.') ? part : new TextDecoder().decode(readBase64url(part))))
  const place = texts.findIndex((one) => one.includes('Zoë'))
  return parts.with(place, base64url(utf8((texts[place] as string).replace('Zoë', 'Zoé')))).join('~')
}

type Case = [
  what: string,
  show: (maker: Maker) => Promise<string>,
  list: (maker: Maker) => Promise<string | null>,
  expected: Faults,
]

const cases: Case[] = [
  ['are verified', shownWith({}), clean, both()],
  [
    'are verified when others are revoked',
    shownWith({}),
    listed([
      [6, 1],
      [8, 1],
    ]),
    both(),
  ],
  ['are refused when revoked', shownWith({}), listed([[7, 1]]), both('status')],
  ['are refused when suspended', shownWith({}), listed([[7, 2]]), both('status')],
  [
    'have no status when the list is signed by another',
    shownWith({}),
    listed([], now + 3600, stranger),
    both('status?'),
  ],
  ['have no status when the list is over', shownWith({}), listed([], now - 100), both('status?')],
  ['have no status when the list is not there', shownWith({}), async () => null, both('status?')],
  ['are refused when over', shownWith({ also: { exp: now - 100 } }), clean, both('period')],
  ['are refused before they begin', shownWith({ also: { nbf: now + 100 } }), clean, both('period')],
  ['are refused when signed by another', shownWith({ issuer: stranger }), clean, both('signature')],
  ['are refused for another occasion', shownWith({ nonce: 'n-0S5' }), clean, both('holder')],
  ['are refused when shown by another', shownWith({ holder: stranger }), clean, [['signature'], ['holder']]],
  [
    'are refused for another audience here, where it is known',
    shownWith({ audience: 'https://other.example' }),
    clean,
    [[], ['holder']],
  ],
  [
    'are refused when nobody proves to hold them',
    async (maker) => {
      const text = await shownWith({})(maker)
      return text.slice(0, text.lastIndexOf('~') + 1)
    },
    clean,
    both('holder'),
  ],
  [
    'are refused when less is shown than was signed for',
    async (maker) => {
      const [jwt, , ...rest] = (await shownWith({})(maker)).split('~')
      return [jwt, ...rest].join('~')
    },
    clean,
    both('holder'),
  ],
  [
    'are refused when what they say was changed',
    async (maker) => {
      const [jwt = '', ...rest] = (await shownWith({})(maker)).split('~')
      const [header, payload = '', signature] = jwt.split('.')
      const said = new TextDecoder().decode(readBase64url(payload)).replace('/welder/1', '/welder/3')
      return [[header, base64url(utf8(said)), signature].join('.'), ...rest].join('~')
    },
    clean,
    // Here it is told too that the holder had signed for something else.
    [['signature'], ['signature', 'holder']],
  ],
  [
    'are refused when what is disclosed was changed',
    async (maker) => withOtherName(await shownWith({})(maker)),
    clean,
    // There, a disclosure that belongs nowhere is passed over (RFC 9901 §7.1, step 5, refuses it): the holder alone is told.
    [['holder'], ['signature', 'holder']],
  ],
]

describe('certificates between here and @sd-jwt/sd-jwt-vc', () => {
  for (const [name, maker] of Object.entries(makers)) {
    it(`say there what they say here: ${name}`, async () => {
      const text = await maker.show(whole)
      const list = await maker.list(new Map(), now + 3600, issuer)
      const there = await library(issuer, holder, () => list).verify(text, { currentDate: now })
      const { birthdate: _, ...visible } = { ...claims, skills: ['TIG'] }
      assert.deepEqual(there.payload, visible)
      assert.deepEqual((await readSdJwt(text)).payload, visible)
    })

    it(`with a disclosure that belongs nowhere are refused here alone, where no holder is asked for: ${name}`, async () => {
      const text = withOtherName(await maker.show(whole))
      const bare = text.slice(0, text.lastIndexOf('~') + 1)
      const list = await maker.list(new Map(), now + 3600, issuer)
      const there = await library(issuer, holder, () => list).verify(bare, { currentDate: now })
      assert.equal((there.payload as JsonObject)['given_name'], undefined)
      assert.deepEqual(
        (await readSdJwt(bare)).problems.map(({ code }) => code),
        ['disclosure-unreferenced'],
      )
    })

    for (const [what, show, list, expected] of cases)
      it(`${what}, there and here: ${name}`, async () => {
        const [text, published] = [await show(maker), await list(maker)]
        assert.deepEqual([await faultsThere(text, published), await faultsHere(text, published)], expected)
      })
  }
})
