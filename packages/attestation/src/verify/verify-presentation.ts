// SPDX-License-Identifier: Apache-2.0
import type { PublicKey, Soon } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { unreadable } from '../jose/within.ts'
import { isObject, type JsonObject } from '../json/json.ts'
import { type Problem, type Report, undeterminedFaults } from '../report.ts'
import { type PresentationOccasion, type ReadPresentation, readPresentation } from './read-presentation.ts'
import type { Verification } from './sources.ts'
import { verify } from './verify.ts'

/** The key of a holder, known to be theirs and to be for showing that they are; or why there is none. */
export type HolderKeySource = (request: {
  readonly keyId: string | null
  readonly holder: string | null
  /** Milliseconds since 1970. */
  readonly now: number
}) => Soon<PublicKey | Problem>

/** What the caller asks of a presentation; `waived` alone leaves something out. */
export interface PresentationVerification extends Omit<Verification, 'holder' | 'audience'> {
  readonly holders: HolderKeySource
  readonly occasion: PresentationOccasion | 'waived'
  /** Whether every certificate has to speak of its holder: otherwise somebody may show another one's. */
  readonly subject: 'is-holder' | 'waived'
}

export interface PresentationReport {
  /** The worst of the presentation itself and of the certificates in it. */
  readonly verdict: Report['verdict']
  /** What is wrong with the presentation itself. */
  readonly problems: readonly Problem[]
  readonly holder: string | null
  /** A report for each certificate; its step `holder` is waived, since the presentation stands for it. */
  readonly credentials: readonly Report[]
}

/** More certificates than anybody shows at once: each may mean keys and lists to be asked for. */
const mostCredentials = 64

/**
 * Verifies a presentation and every certificate in it: JSON with proofs, an envelope, `vp+jwt` or `vp+sd-jwt`. Throws
 * nothing for what it contains.
 */
export async function verifyPresentation(
  presented: string | JsonObject,
  verification: PresentationVerification,
): Promise<PresentationReport> {
  const now = verification.now ?? Date.now()
  try {
    const presentation = await readPresentation(presented, verification.tools)
    if (presentation.credentials.length > mostCredentials)
      throw new AttestationError(
        'too-large',
        '/verifiableCredential',
        `at most ${mostCredentials} certificates are read`,
      )
    const problems = [...presentation.shape, ...(await signatureProblems(presentation, verification, now))]
    const credentials: Report[] = []
    const { occasion } = verification
    const asked = {
      ...verification,
      now,
      holder: 'waived',
      ...(occasion === 'waived' ? {} : { audience: occasion.domain }),
    } as const
    for (const { document } of presentation.credentials) credentials.push(await verify(document, asked))
    if (verification.subject === 'is-holder') problems.push(...strangers(presentation, credentials))
    const { holder } = presentation
    return { verdict: verdictOf(problems, credentials, isWaived(verification)), problems, holder, credentials }
  } catch (error) {
    const problems = [unreadable(error)]
    return { verdict: verdictOf(problems, [], false), problems, holder: null, credentials: [] }
  }
}

async function signatureProblems(
  presentation: ReadPresentation,
  { holders, occasion }: PresentationVerification,
  now: number,
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const [number, { at, keyId }] of presentation.signatures.entries()) {
    const key = await holders({ keyId, holder: presentation.holder, now })
    if (!('algorithm' in key)) problems.push({ ...key, at: key.at === '' ? at : key.at })
    else problems.push(...(await presentation.check(number, key, now, occasion === 'waived' ? null : occasion)))
  }
  return problems
}

/** Certificates that speak of somebody else than who shows them, or of nobody by name. */
function strangers({ holder, credentials }: ReadPresentation, reports: readonly Report[]): Problem[] {
  return reports.flatMap(({ document }, number): Problem[] => {
    const subjects = [document?.['credentialSubject'] ?? document?.['sub']].flat()
    const isTheirs = subjects.some((subject) => (isObject(subject) ? subject['id'] : subject) === holder)
    if (holder !== null && isTheirs) return []
    const at = credentials[number]?.at ?? ''
    return [
      { fault: 'holder-not-proven', code: 'holder-not-subject', at, message: 'it does not speak of who shows it' },
    ]
  })
}

function isWaived({ occasion, subject }: PresentationVerification): boolean {
  return occasion === 'waived' || subject === 'waived'
}

function verdictOf(problems: readonly Problem[], credentials: readonly Report[], waived: boolean): Report['verdict'] {
  const verdicts = credentials.map(({ verdict }) => verdict)
  if (problems.some(({ fault }) => !undeterminedFaults.has(fault)) || verdicts.includes('refused')) return 'refused'
  if (problems.length > 0 || verdicts.includes('undetermined')) return 'undetermined'
  const whole = credentials.every(({ steps }) =>
    steps.every(({ name, verdict }) => verdict === 'passed' || (name === 'holder' && verdict === 'waived')),
  )
  return waived || !whole ? 'partly-verified' : 'verified'
}
