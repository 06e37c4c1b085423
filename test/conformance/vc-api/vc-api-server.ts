// SPDX-License-Identifier: Apache-2.0
// A server of the W3C's VC-API over the package, for the test suites of the W3C and for nothing else: whoever asks is
// issued what they ask for. `node … vc-api-server.ts PORT [eddsa-rdfc-2022 | eddsa-jcs-2022 | vc+jwt]`;
// `--bare` answers what was issued by itself, as suites over plain HTTP expect it; `--https` speaks TLS, with the
// certificate of the tests; `--status` gives what is issued places in status lists and looks them up, `--messages` also
// in one of two bits; `--context ADDRESS=FILE` and `--resource ADDRESS=FILE` name contexts and resources at hand.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { parseArgs } from 'node:util'
import jsonld from 'jsonld'
import {
  AttestationError,
  addProof,
  type Bytes,
  type Cryptosuite,
  canonicalQuads,
  checkCredential,
  credentialsContext,
  didKeyMethod,
  envelope,
  type Issued,
  type IssueForm,
  isObject,
  issue,
  issueVcJwt,
  type JsonObject,
  type JsonValue,
  jsonldFallback,
  keysOfHolders,
  keysOfIssuers,
  newKey,
  type Problem,
  readJson,
  usualTools,
  verify,
  verifyPresentation,
} from '../../../packages/attestation/src/index.ts'
import { KeptLists } from './kept-lists.ts'
import { asVersion2, checkOlder, isOlder, readyForProof } from './older-forms.ts'
import { checkOlderPresentation, isOlderEnvelope } from './older-jwts.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    bare: { type: 'boolean' },
    context: { type: 'string', multiple: true },
    https: { type: 'boolean' },
    messages: { type: 'boolean' },
    resource: { type: 'string', multiple: true },
    status: { type: 'boolean' },
  },
})
const [port = '40443', form = 'eddsa-jcs-2022'] = positionals
const resources = filesOf(values.resource)
const examples: [string, JsonObject] = [
  'https://www.w3.org/ns/credentials/examples/v2',
  { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
]
const contexts = [...filesOf(values.context)].map(([url, bytes]): [string, JsonObject] => [
  url,
  documentOf(readJson(Buffer.from(bytes).toString('utf8'))),
])
const usual = usualTools(new Map([examples, ...contexts]))
/** The suites write contexts into credentials themselves, which nobody vouches for. */
const tools = { ...usual, fallback: jsonldFallback(jsonld, usual.library), inlineContexts: 'taken' } as const
const { signer } = await newKey('Ed25519')
const keyId = didKeyMethod(signer.publicKey)
const issuer = keyId.split('#')[0] as string
const by = { signer, tools, resources: (id: string) => resources.get(id) ?? null }
const keys = keysOfIssuers()
const address = `${values.https === true ? 'https' : 'http'}://127.0.0.1:${port}`
const lists =
  values.status === true
    ? await KeptLists.make({ address, issuer, secure, messages: values.messages === true, keys, tools })
    : null
const waived = { authority: 'waived', status: lists?.source ?? 'waived', log: 'waived', holder: 'waived' } as const

/** What VC-API answers: a status, and the body with it. */
interface Answer {
  status: number
  body: JsonObject
}

const routes: Record<string, (body: JsonObject) => Promise<Answer>> = {
  '/credentials/issue': async ({ credential }) => {
    if (!isObject(credential)) return refused([{ at: '/credential', message: 'expected a credential' }])
    const ready = named(lists?.placed(credential) ?? credential)
    const flaws = lists?.flaws(credential) ?? []
    const { certificate, problems } = isOlder(credential) ? await issueOlder(ready) : await issue(ready, how(), by)
    if (certificate === null || flaws.length > 0) return refused([...flaws, ...problems])
    const issued = typeof certificate === 'string' ? enveloped(certificate) : certificate
    return { status: 201, body: values.bare === true ? issued : { verifiableCredential: issued } }
  },
  '/credentials/verify': async ({ verifiableCredential }) => {
    const document = documentOf(verifiableCredential)
    if (isOlder(document)) return judged(await checkOlder(document, tools))
    const report = await verify(document, { tools, keys, ...waived })
    return report.verdict === 'partly-verified' ? accepted : refused(report.problems)
  },
  '/presentations/verify': async ({ verifiablePresentation, options }) => {
    const { challenge, domain } = isObject(options) ? options : {}
    const document = documentOf(verifiablePresentation)
    if (isOlderEnvelope(document)) return judged(await checkOlderPresentation(document, challenge))
    const made = typeof challenge === 'string' && typeof domain === 'string'
    const { verdict, problems, credentials } = await verifyPresentation(document, {
      ...{ tools, keys, holders: keysOfHolders(), subject: 'waived' },
      ...{ authority: 'waived', status: waived.status, log: 'waived' },
      occasion: made ? { challenge, domain } : 'waived',
    })
    const all = [...problems, ...credentials.flatMap((report) => report.problems)]
    return verdict === 'partly-verified' || verdict === 'verified' ? accepted : refused(all)
  },
}

const accepted: Answer = { status: 200, body: { verified: true } }

function judged(problems: readonly Pick<Problem, 'at' | 'message'>[]): Answer {
  return problems.length === 0 ? accepted : refused(problems)
}

function refused(problems: readonly Pick<Problem, 'at' | 'message'>[]): Answer {
  const errors = problems.map(({ at, message }) => `${at} ${message}`.trim())
  return { status: 400, body: { verified: false, errors } }
}

function filesOf(named: readonly string[] = []): Map<string, Bytes> {
  return new Map(
    named.map((one): [string, Bytes] => {
      const [url = '', file = ''] = one.split('=', 2)
      return [url, new Uint8Array(readFileSync(file))]
    }),
  )
}

function documentOf(value: JsonValue | undefined): JsonObject {
  if (isObject(value)) return value
  throw new AttestationError('json-type', '', 'expected an object')
}

/** Fixtures name others as their issuer, whose key this is not: what is an address becomes the one of this server. */
function named(credential: JsonObject): JsonObject {
  const { issuer: given } = credential
  const isAddress = (value: JsonValue | undefined) => typeof value === 'string' && /^[a-z]+:\S+$/i.test(value)
  if (isAddress(given)) return { ...credential, issuer }
  return isObject(given) && isAddress(given['id']) ? { ...credential, issuer: { ...given, id: issuer } } : credential
}

function how(): IssueForm {
  if (form === 'vc+jwt') return { form, keyId }
  return { form: form as Cryptosuite, keyId, created: `${new Date().toISOString().slice(0, 19)}Z` }
}

async function issueOlder(credential: JsonObject): Promise<Issued> {
  const { problems } = checkCredential(asVersion2(credential))
  if (problems.length > 0) return { certificate: null, problems }
  await canonicalQuads(credential, tools.library, tools.fallback)
  return { certificate: await secure(readyForProof(credential)), problems: [] }
}

/** Signs what is not looked at: status lists, and credentials of another version. */
async function secure(credential: JsonObject): Promise<JsonObject> {
  const asked = how()
  if (asked.form === 'vc+jwt') return enveloped(await issueVcJwt(credential, signer, { keyId }))
  const { keyId: verificationMethod, ...options } = asked as Extract<IssueForm, { form: Cryptosuite }>
  const { form: cryptosuite, ...dated } = options
  return addProof(credential, { cryptosuite, verificationMethod, ...dated }, signer, tools)
}

/** vc-data-model-2.0 wants a list of contexts in what was issued. */
function enveloped(text: string): JsonObject {
  return { ...envelope({ type: 'vc+jwt', text }), '@context': [credentialsContext] }
}

async function answer(request: IncomingMessage): Promise<Answer> {
  const list = lists?.published.get(`${address}${request.url}`)
  if (list !== undefined && request.method === 'GET') return { status: 200, body: list }
  const route = routes[request.url ?? '']
  if (route === undefined || request.method !== 'POST') return { status: 404, body: { errors: ['nothing is here'] } }
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  try {
    return await route(documentOf(readJson(Buffer.concat(parts).toString('utf8'))))
  } catch (error) {
    if (error instanceof AttestationError) return refused([error])
    throw error
  }
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  answer(request).then(
    ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    (error) => response.writeHead(500).end(String(error)),
  )
}

function pem(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/loopback-certificate/${name}.pem`, import.meta.url))
}

const server =
  values.https === true ? createTlsServer({ key: pem('key'), cert: pem('certificate') }, handle) : createServer(handle)
server.listen(Number(port), '127.0.0.1', () => console.log(`VC-API for ${form} on ${address}, issuer ${issuer}`))
