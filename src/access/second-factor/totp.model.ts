// SPDX-License-Identifier: Apache-2.0

/** What somebody typed as a code of their app; null: it is none. Full-width digits and a gap in the middle are usual. */
export function parseCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{6}$/.test(code) ? code : null
}

/** Letters and digits that are not mistaken for each other (Crockford's base 32). */
export const recoveryAlphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** What somebody typed as a recovery code, as it is hashed; null: it is none. */
export function parseRecoveryCode(typed: string): string | null {
  const plain = typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1')
  return plain.length === 10 && [...plain].every((sign) => recoveryAlphabet.includes(sign)) ? plain : null
}

/** As it is shown: `7k2mf-x9q0t`. */
export const showRecoveryCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/** A secret in groups of four, as one types it. */
export const showSecret = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')
