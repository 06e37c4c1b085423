// SPDX-License-Identifier: Apache-2.0
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { problemOf, unreadable } from '../jose/within.ts'
import type { JsonObject } from '../json/json.ts'
import { certificateDigest } from '../log/certificate-event.ts'
import { verifyReceipt } from '../log/verify-receipt.ts'
import type { Fault, Problem, Report, Step, StepName } from '../report.ts'
import { stepNames, undeterminedFaults } from '../report.ts'
import { checkKeyBinding } from '../sd-jwt/key-binding.ts'
import { readStatusEntries } from '../status/bitstring-entry.ts'
import { lookUpStatus } from '../status/look-up.ts'
import { readTokenStatus } from '../status/token-list.ts'
import { type Certificate, readCertificate } from './read-certificate.ts'
import type { NamedKey, Verification } from './sources.ts'

/**
 * Verifies a certificate in any of its forms: JSON with proofs, an envelope, `vc+jwt`, `vc+sd-jwt` or `dc+sd-jwt`. Every
 * step is done that can be, and all that is wrong is told: whoever is refused learns everything at once. Throws nothing
 * for what the certificate contains.
 */
export async function verify(presented: string | JsonObject, verification: Verification): Promise<Report> {
  const steps = new Steps()
  try {
    const certificate = await readCertificate(presented, verification.tools)
    steps.add('form', [])
    const issuer = await new Walk(certificate, verification, steps).all()
    return steps.report(certificate.document, issuer)
  } catch (error) {
    steps.add('form', [unreadable(error)])
    return steps.report(null, null)
  }
}

/** What each fault belongs to, wherever it was found: the period of a token is found where its signature is checked. */
const stepOfFault: Partial<Record<Fault, StepName>> = {
  expired: 'period',
  'not-yet-valid': 'period',
  'holder-not-proven': 'holder',
}

/** What became of each step, as they are done. */
class Steps {
  private readonly done = new Map<StepName, Problem[] | 'waived'>()

  add(name: StepName, problems: readonly Problem[]): void {
    const known = this.done.get(name)
    if (known === undefined || known === 'waived') this.done.set(name, [])
    for (const problem of problems) {
      const step = stepOfFault[problem.fault] ?? name
      const found = this.done.get(step)
      if (found === undefined || found === 'waived') this.done.set(step, [problem])
      else found.push(problem)
    }
  }

  waive(name: StepName): void {
    if (!this.done.has(name)) this.done.set(name, 'waived')
  }

  report(document: JsonObject | null, issuer: string | null): Report {
    const steps = stepNames.map((name): Step => this.step(name))
    const problems = steps.flatMap((step) => step.problems)
    return { verdict: verdictOf(steps), steps, problems, document, issuer }
  }

  private step(name: StepName): Step {
    const problems = this.done.get(name)
    if (problems === undefined) return { name, verdict: 'unreached', problems: [] }
    if (problems === 'waived') return { name, verdict: 'waived', problems: [] }
    if (problems.length === 0) return { name, verdict: 'passed', problems }
    return {
      name,
      verdict: problems.every(({ fault }) => undeterminedFaults.has(fault)) ? 'undetermined' : 'failed',
      problems,
    }
  }
}

function verdictOf(steps: readonly Step[]): Report['verdict'] {
  const has = (verdict: Step['verdict']) => steps.some((step) => step.verdict === verdict)
  if (has('failed')) return 'refused'
  if (has('undetermined') || has('unreached')) return 'undetermined'
  return has('waived') ? 'partly-verified' : 'verified'
}

/** The steps behind the first, over a certificate that could be read. */
class Walk {
  private certificate: Certificate
  private readonly verification: Verification
  private readonly steps: Steps
  private readonly now: number

  constructor(certificate: Certificate, verification: Verification, steps: Steps) {
    this.certificate = certificate
    this.verification = verification
    this.steps = steps
    this.now = verification.now ?? Date.now()
  }

  /** All steps; the answer is the issuer. */
  async all(): Promise<string | null> {
    this.steps.add('shape', this.certificate.shape)
    const namesIssuer = this.certificate.issuer !== null
    const seenAt = namesIssuer ? await this.log() : undefined
    await this.signatures(seenAt)
    this.period()
    await this.authority()
    await this.status()
    if (!namesIssuer) await this.log()
    await this.holder()
    return this.certificate.issuer
  }

  private async signatures(seenAt: number | undefined): Promise<void> {
    const { certificate, now, verification } = this
    const { holder, audience = holder === 'waived' ? undefined : holder.audience } = verification
    const keys = await Promise.all(certificate.signatures.map(({ at, keyId }) => this.key(at, keyId, seenAt)))
    this.steps.add('issuer', keys.filter((key) => !('algorithm' in key)) as Problem[])
    if (keys.length === 0) return
    const found: Problem[] = []
    let missing = 0
    for (const [number, key] of keys.entries())
      if ('algorithm' in key) found.push(...(await certificate.check(number, key, now, audience)))
      else missing++
    if (missing === 0 || found.length > 0) this.steps.add('signature', found)
  }

  private async key(at: string, keyId: string | null, seenAt: number | undefined): Promise<PublicKey | Problem> {
    const { certificate, now } = this
    try {
      const { issuer } = certificate
      const seen = seenAt === undefined ? {} : { seenAt }
      const found = await this.verification.keys({ keyId, issuer, certificate, now, ...seen })
      return 'key' in found ? this.named(found) : found
    } catch (error) {
      const problem = problemOf(error, 'unknown-issuer')
      return { ...problem, at: problem.at === '' ? at : problem.at }
    }
  }

  /** Who does not name themselves is who the way to their key says (draft-ietf-oauth-sd-jwt-vc §2.5). */
  private named({ key, issuer }: NamedKey): PublicKey {
    if (this.certificate.issuer === null) this.certificate = { ...this.certificate, issuer }
    return key
  }

  private period(): void {
    const { from, until } = this.certificate.validity
    const problems: Problem[] = []
    const told = (fault: Fault, code: 'credential-expired' | 'credential-not-yet-valid', at: string, moment: number) =>
      problems.push({
        fault,
        code,
        at,
        message: `${new Date(moment).toISOString()}, it is ${new Date(this.now).toISOString()}`,
      })
    if (from !== null && this.now < from) told('not-yet-valid', 'credential-not-yet-valid', '/validFrom', from)
    if (until !== null && this.now > until) told('expired', 'credential-expired', '/validUntil', until)
    this.steps.add('period', problems)
  }

  private async authority(): Promise<void> {
    const { authority } = this.verification
    const { certificate, now } = this
    if (authority === 'waived') this.steps.waive('authority')
    else if (certificate.issuer !== null)
      this.steps.add('authority', await authority({ issuer: certificate.issuer, certificate, now }))
  }

  private async status(): Promise<void> {
    const { status } = this.verification
    const { certificate, now } = this
    if (status === 'waived') return this.steps.waive('status')
    const claim = certificate.document['status']
    const { entries, problems } =
      certificate.form === 'dc+sd-jwt'
        ? readTokenStatus(claim ?? null, '/status')
        : readStatusEntries(certificate.document)
    this.steps.add('status', problems)
    for (const entry of entries) {
      const list = await status(entry, certificate, now)
      if (!('form' in list)) this.steps.add('status', list)
      else this.steps.add('status', lookUpStatus(entry, list, { issuer: certificate.issuer, now: now / 1000 }).problems)
    }
  }

  /** The answer is by when witnesses had seen it, where the policy asks for some. */
  private async log(): Promise<number | undefined> {
    const { log, tools } = this.verification
    const demand = typeof log === 'function' ? await log(this.certificate) : log
    if (demand === 'waived') {
      this.steps.waive('log')
      return undefined
    }
    const { receipt, policy } = demand
    const certificate = await certificateDigest(this.certificate.logged, tools.crypto)
    const { problems, logged } = await verifyReceipt(receipt, { kind: 'issued', certificate }, policy, tools.crypto)
    this.steps.add('log', problems)
    const times = policy.quorum === null || logged === null ? [] : logged.witnessed.map(({ time }) => time * 1000)
    return times.length === 0 ? undefined : Math.max(...times)
  }

  private async holder(): Promise<void> {
    const { holder, tools } = this.verification
    const { sdJwt } = this.certificate
    if (holder === 'waived') return this.steps.waive('holder')
    if (sdJwt === null) return this.steps.add('holder', [notShown])
    this.steps.add('holder', await checkKeyBinding(sdJwt, holder, { now: this.now / 1000, crypto: tools.crypto }))
  }
}

const notShown: Problem = {
  fault: 'holder-not-proven',
  code: 'holder-proof-missing',
  at: '',
  message: 'a certificate of this form is shown within a presentation that its holder signs',
}
