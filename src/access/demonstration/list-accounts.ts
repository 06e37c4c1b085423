// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { type Role, roleNames, roles } from '../permissions/roles.model.ts'

/** An account that anybody may use while demonstration mode is on. */
export interface DemonstrationAccount {
  /** Always the same, so that starting again makes nobody twice. */
  person: string
  role: Role
  authority: string | null
}

export const demonstrationAuthorities = ['xa-authority-north', 'xa-authority-south'] as const

/** One for every role; of those of an authority one for each. Who answers without an account has none here either. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = roleNames
  .filter((role) => role !== 'verification-contact')
  .flatMap((role) =>
    (roles[role] === 'authority' ? demonstrationAuthorities : [null]).map((authority) => ({
      person: idOf(`${role} ${authority ?? ''}`),
      role,
      authority,
    })),
  )

/** A UUID of version 8 (RFC 9562, section 5.8): made of the name, and of nobody else's. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(`passerelle demonstration ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
