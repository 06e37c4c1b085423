// SPDX-License-Identifier: Apache-2.0

/** What pages may load: only what this server serves, and nothing inline but what is named by its hash. */
function pagePolicy(hashes: { styles?: readonly string[]; scripts?: readonly string[] }): string {
  const sources = (given: readonly string[] = []) => ["'self'", ...given.map((hash) => `'${hash}'`)].join(' ')
  return [
    "default-src 'none'",
    `style-src ${sources(hashes.styles)}`,
    `script-src ${sources(hashes.scripts)}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** `sha256-…` sources of what a page holds inline. */
export interface InlineHashes {
  styles?: readonly string[]
  scripts?: readonly string[]
}

export interface SecurityHeaders {
  page: Record<string, string>
  data: Record<string, string>
}

/** The headers of every answer, by whether it is a page or data. */
export function securityHeaders(baseUrl: string, inline: InlineHashes = {}): SecurityHeaders {
  const common = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'x-frame-options': 'DENY',
    // Only where the public address is https: a local server must stay reachable by http.
    ...(baseUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
  return {
    page: {
      ...common,
      'content-security-policy': pagePolicy(inline),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    },
    data: {
      ...common,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      // Read by pages of other origins: open data, without credentials.
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Link, Retry-After, X-Request-Id',
    },
  }
}

/** Alone in its frame: no origin of its own, no cookies, no reach out of it but links that open elsewhere. */
const alone = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox'

/** A page that any other page may show. It loads nothing and is asked for nothing but itself, also where a frame does not confine it. */
export function framedHeaders(page: Record<string, string>, inline: InlineHashes): Record<string, string> {
  const {
    'x-frame-options': _denied,
    'cross-origin-opener-policy': _opener,
    'content-security-policy': _policy,
    ...kept
  } = page
  const named = (hashes: readonly string[] = []) => hashes.map((hash) => ` '${hash}'`).join('') || " 'none'"
  return {
    ...kept,
    'content-security-policy': [
      "default-src 'none'",
      `style-src${named(inline.styles)}`,
      `script-src${named(inline.scripts)}`,
      "form-action 'self'",
      "base-uri 'none'",
      `sandbox ${alone}`,
      'frame-ancestors *',
    ].join('; '),
    'cross-origin-resource-policy': 'cross-origin',
    // A page that confines what it loads may load this one.
    'cross-origin-embedder-policy': 'require-corp',
  }
}

/** A page that shows another one of this server in a frame. */
export function framingHeaders(page: Record<string, string>): Record<string, string> {
  return { ...page, 'content-security-policy': `${page['content-security-policy']}; frame-src 'self'` }
}
