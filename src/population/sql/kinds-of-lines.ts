// SPDX-License-Identifier: Apache-2.0
import type { CredentialKind } from '@passerelle/recognition'
import { Problem } from '../../kernel/index.ts'

const isText = (value: unknown): boolean => typeof value === 'string'
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)
const isObjectOf =
  (holds: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(holds)

/** Members as `--list-kinds` has them, and what each may be. */
const members: Record<keyof CredentialKind, (value: unknown) => boolean> = {
  qualification: isText,
  level: isText,
  status: (value) => value === 'valid' || value === 'revoked',
  country: isText,
  awardingBody: isText,
  field: isTexts,
  listed: isObjectOf(isText),
  stated: isObjectOf((value) => isText(value) || typeof value === 'boolean'),
}

/** Kinds of credentials, one JSON object a line; null is absent. @throws {Problem} `invalid-input`, with the line */
export function kindsOfLines(text: string, file: string): CredentialKind[] {
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [kindOf(line, `${file}:${at + 1}`)]))
}

function kindOf(line: string, where: string): CredentialKind {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw new Problem('invalid-input', `${where}: is no JSON, expected one object a line`, { cause: error })
  }
  if (!isObjectOf(() => true)(value)) throw new Problem('invalid-input', `${where}: expected an object`)
  const stated = Object.entries(value as object).filter(([, member]) => member !== null)
  for (const [name, member] of stated) {
    const holds = members[name as keyof CredentialKind]
    if (holds === undefined)
      throw new Problem(
        'invalid-input',
        `${where}: has no member '${name}', expected ${Object.keys(members).join(', ')}`,
      )
    if (!holds(member))
      throw new Problem('invalid-input', `${where}: ${name} cannot be ${JSON.stringify(member)} (docs/workforce.md)`)
  }
  return Object.fromEntries(stated) as CredentialKind
}
