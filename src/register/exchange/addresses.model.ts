// SPDX-License-Identifier: Apache-2.0
// Under which address of this installation a thing is known, in every exchange format. Nothing here pretends to be registered elsewhere.

const part = encodeURIComponent

export interface Addresses {
  qualification(id: string): string
  body(id: string): string
  place(code: string): string
  framework(id: string): string
  /** `framework/level`. */
  level(ref: string): string
  scheme(id: string): string
  entry(scheme: string, code: string): string
}

/** How the addresses of entries are built for each subject of a classification. */
const subjects = { occupation: 'occupations', field: 'fields', industry: 'industries', skill: 'skills' } as const

export function addressesOf(baseUrl: string, subject: keyof typeof subjects = 'occupation'): Addresses {
  const api = `${baseUrl.replace(/\/$/, '')}/api/v1`
  return {
    qualification: (id) => `${api}/qualifications/${part(id)}`,
    body: (id) => `${api}/awarding-bodies/${part(id)}`,
    place: (code) => `${api}/jurisdictions/${part(code)}`,
    framework: (id) => `${api}/frameworks/${part(id)}`,
    level: (ref) => {
      const cut = ref.indexOf('/')
      return `${api}/frameworks/${part(ref.slice(0, cut))}#${part(ref.slice(cut + 1))}`
    },
    scheme: (id) => `${api}/${subjects[subject]}?scheme=${part(id)}`,
    entry: (scheme, code) => `${api}/${subjects[subject]}/${part(scheme)}/${part(code)}`,
  }
}
