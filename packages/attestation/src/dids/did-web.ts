// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { isIpAddress } from '../fetching/public-address.ts'

const form = /^did:web:([A-Za-z0-9.-]{1,253})(?:%3[Aa](\d{1,5}))?((?::(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+)*)$/

/**
 * Where the document of a did:web stands (did:web §2.5.2). Throws `did-invalid` for another form, an IP address in place
 * of a name (§2.1), and a path that would lead elsewhere than it says.
 */
export function didWebAddress(did: string): URL {
  const refuse = (why: string) => new AttestationError('did-invalid', did.slice(0, 200), why)
  const [, host = '', port, path = ''] = (did.length <= 2000 && form.exec(did)) || []
  if (host === '') throw refuse('expected did:web:, a host, and segments of a path behind colons')
  const segments = path.split(':').slice(1)
  if (segments.some(leadsElsewhere)) throw refuse('a segment of its path leads elsewhere')
  const place = segments.length === 0 ? '/.well-known' : `/${segments.join('/')}`
  const address = URL.parse(`https://${host}${port === undefined ? '' : `:${port}`}${place}/did.json`)
  if (address === null || address.hostname !== host.toLowerCase() || isIpAddress(address.hostname))
    throw refuse('this is not the name of a host')
  return address
}

/** Whether a segment is a step up, or hides a slash, a control character or bytes that are no text. */
function leadsElsewhere(segment: string): boolean {
  try {
    const plain = decodeURIComponent(segment)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
    return plain === '.' || plain === '..' || /[\u0000-\u001f\u007f/\\?#%]/.test(plain)
  } catch {
    return true
  }
}
