// SPDX-License-Identifier: Apache-2.0
// What the W3C's suite for VC-JOSE-COSE calls, over the package, and for nothing else: `issue` or `verify`, with --input,
// --key (a verification method with its secret), --feature, --sd (paths to conceal) and --output. Paths begin at the
// folder of the suite, as in its containers.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  AttestationError,
  checkCredential,
  checkPresentation,
  type DisclosureFrame,
  isObject,
  issueVcJwt,
  issueVcSdJwt,
  type JsonObject,
  type KeySource,
  type PresentationReport,
  type PrivateJwk,
  type Problem,
  type PublicJwk,
  type PublicKey,
  type Report,
  readEnvelopes,
  readJson,
  readJws,
  readPublicJwk,
  signerFromJwk,
  usualTools,
  verify,
  verifyPresentation,
} from '../../../packages/attestation/src/index.ts'

const text = { type: 'string', default: '' } as const
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { input: text, key: text, feature: text, sd: text, output: text },
})
const tools = usualTools()
const waived = { authority: 'waived', status: 'waived', log: 'waived', holder: 'waived' } as const
const isPresentation = values.feature.startsWith('presentation')
const disclosing = values.feature.endsWith('sdjwt')

/** What the suite reads; `data` is what was signed, or what is wrong. */
interface Outcome {
  result: 'success' | 'failure' | 'indeterminate'
  data: string
}

interface Method {
  id: string
  controller: string
  publicKeyJwk: PublicJwk & { kid: string }
  secretKeyJwk: PrivateJwk
}

function fileOf(path: string): string {
  return join(process.cwd(), path)
}

function methodIn(path: string): Method {
  return JSON.parse(readFileSync(path, 'utf8')) as Method
}

const given = methodIn(fileOf(values.key))

function ownKey(method: Method | undefined, owner: string | null): PublicKey | Problem {
  if (method !== undefined && method.controller === owner) return readPublicJwk(method.publicKeyJwk)
  const message = `'${owner}' has no such key`
  return { fault: 'unknown-issuer', code: 'key-not-found', at: '', message }
}

/** For what is inside of a presentation, the suite gives no key: its inputs name those that lie beside the given one. */
const keysBeside: KeySource = ({ keyId, issuer }) => {
  const folder = dirname(fileOf(values.key))
  const methods = readdirSync(folder).filter((name) => name.startsWith('vm-'))
  const all = methods.map((name) => methodIn(join(folder, name)))
  return ownKey(
    all.find(
      ({ id, controller, publicKeyJwk }) => controller === issuer && [id, publicKeyJwk.kid].includes(keyId ?? ''),
    ),
    issuer,
  )
}

/** The inputs were over a day after they had been signed: each is asked of the minute in which it was. */
function momentOf(presented: string): { now?: number } {
  if (presented.startsWith('{')) return {}
  const [jws = ''] = presented.split('~')
  const claims = readJson(new TextDecoder().decode(readJws(jws).payload))
  const { iat } = isObject(claims) ? claims : {}
  return typeof iat === 'number' ? { now: iat * 1000 } : {}
}

async function verified(presented: string): Promise<Outcome> {
  const moment = momentOf(presented)
  return isPresentation ? presentationOutcome(presented, moment) : credentialOutcome(presented, moment)
}

async function credentialOutcome(presented: string, moment: { now?: number } = {}): Promise<Outcome> {
  const keys: KeySource = ({ issuer }) => ownKey(given, issuer)
  const { verdict, problems } = await verify(presented, { tools, keys, ...waived, ...moment })
  return outcome(verdict, problems)
}

async function presentationOutcome(presented: string, moment: { now?: number }): Promise<Outcome> {
  const { verdict, problems, credentials } = await shown(presented, moment)
  const inside = credentials.flatMap((report) => report.problems)
  // The suite asks about the presentation; a certificate in it that is secured by COSE is neither believed nor refused.
  const known = problems.length === 0 && inside.every(({ code }) => code === 'envelope-unsupported')
  return outcome(known ? 'partly-verified' : verdict, [...problems, ...inside])
}

function shown(presented: string, moment: { now?: number } = {}): Promise<PresentationReport> {
  const { holder: _, ...other } = waived
  return verifyPresentation(presented, {
    ...{ tools, ...other, ...moment, keys: keysBeside, holders: ({ holder }) => ownKey(given, holder) },
    ...{ occasion: 'waived', subject: 'waived' },
  })
}

function outcome(verdict: Report['verdict'], problems: readonly Problem[]): Outcome {
  const results = { refused: 'failure', undetermined: 'indeterminate' } as const
  return {
    result: verdict === 'refused' || verdict === 'undetermined' ? results[verdict] : 'success',
    data: problems.map(({ code, at, message }) => `${code} ${at}: ${message}`).join('\n'),
  }
}

/** Signs what is fit, and asks whether it holds: of a presentation by itself, as the suite's has certificates that do not. */
async function issued(document: JsonObject): Promise<Outcome> {
  const { problems } = isPresentation ? checkPresentation(document) : checkCredential(document)
  const within = isPresentation ? readEnvelopes(document).problems.filter(({ fault }) => fault !== 'unsupported') : []
  const unfit = [...problems, ...within]
  if (unfit.length > 0) return outcome('refused', unfit)
  const data = await signed(document)
  const { result, data: wrong } = isPresentation
    ? outcome('verified', (await shown(data)).problems)
    : await credentialOutcome(data)
  return result === 'success' && wrong === '' ? { result, data } : { result: 'failure', data: wrong }
}

/** Paths as the suite writes them, `address.street` and `phones[0]`, as a frame of what is concealed. */
function frameOf(paths: readonly string[]): DisclosureFrame {
  const frame: DisclosureFrame = {}
  for (const path of paths) {
    const names = path.replaceAll('[', '.').replaceAll(']', '').split('.')
    const last = names.pop() ?? ''
    let place = frame
    for (const name of names) {
      const below = (place[name] ?? {}) as DisclosureFrame
      place[name] = below
      place = below
    }
    place._sd = [...(place._sd ?? []), /^\d+$/.test(last) ? Number(last) : last]
  }
  return frame
}

async function signed(document: JsonObject): Promise<string> {
  const signer = await signerFromJwk(given.secretKeyJwk)
  const keyId = given.id
  if (!disclosing) return issueVcJwt(document, signer, { type: isPresentation ? 'vp+jwt' : 'vc+jwt', keyId })
  const frame = frameOf(JSON.parse(values.sd) as string[])
  return issueVcSdJwt(document, frame, signer, { type: isPresentation ? 'vp+sd-jwt' : 'vc+sd-jwt', keyId })
}

async function run(): Promise<Outcome> {
  const input = readFileSync(fileOf(values.input), 'utf8').trim()
  if (positionals[0] === 'verify') return verified(input)
  const document = readJson(input)
  if (!isObject(document)) throw new AttestationError('json-type', '', 'expected an object')
  return issued(document)
}

const result = await run().catch((error): Outcome => {
  if (error instanceof AttestationError)
    return { result: 'failure', data: `${error.code} ${error.at}: ${error.message}` }
  throw error
})
writeFileSync(fileOf(values.output), JSON.stringify(result))
