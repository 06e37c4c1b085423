// SPDX-License-Identifier: Apache-2.0

interface Headers {
  origin?: string | undefined
  'sec-fetch-site'?: string | string[] | undefined
}

/** Whether a form was sent by a page of this server. Every browser says with a POST where it comes from; who is no browser need not. */
export function isSameOrigin(headers: Headers, host: string | undefined): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const { origin } = headers
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
