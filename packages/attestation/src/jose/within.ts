// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import type { Fault, Problem } from '../report.ts'

/** Does something; errors that it throws name places behind `at`. */
export function within<Value>(at: string, action: () => Value): Value {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof AttestationError) || at === '') throw error
    throw new AttestationError(error.code, `${at}${error.at}`, said(error), { cause: error })
  }
}

/** An error as a problem, for what is reported rather than thrown; anything but an {@link AttestationError} is thrown on. */
export function problemOf(error: unknown, fault: Fault): Problem {
  if (!(error instanceof AttestationError)) throw error
  return { fault, code: error.code, at: error.at, message: said(error) }
}

/** An error as what keeps from reading something: `unsupported`, or `malformed`. */
export function unreadable(error: unknown): Problem {
  const problem = problemOf(error, 'malformed')
  const isOther = problem.code.endsWith('-unsupported') || problem.code === 'context-unknown'
  return isOther ? { ...problem, fault: 'unsupported' } : problem
}

function said({ at, message }: AttestationError): string {
  return at === '' ? message : message.slice(at.length + 2)
}
