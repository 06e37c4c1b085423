// SPDX-License-Identifier: Apache-2.0
import type { Secrets } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import type { Document } from './documents/document.model.ts'
import type { KeptDocument } from './holder.model.ts'
import { type HolderName, plainName } from './names.model.ts'

const bytes = 16

/** Finds holders of one authority again without keeping what they are found by: nothing links them to those of another. */
export class HolderKeys {
  private readonly secrets: Secrets
  private readonly authority: string

  constructor(secrets: Secrets, authority: string) {
    this.secrets = secrets
    this.authority = authority
  }

  ofDocument({ kind, country, number }: Document): string {
    return this.hash('holder document', `${kind}|${country}|${number}`)
  }

  /** Name and day of birth together; nobody is looked for by a name alone. */
  ofName({ name }: HolderName, birthDate: PlainDate): string {
    return this.hash('holder name', `${plainName(name)}|${birthDate}`)
  }

  /** A number as it is kept: it opens for this authority and kind only. */
  lock({ kind, country, number }: Document): KeptDocument {
    const locked = this.secrets.lock('holder document', `${this.authority}|${kind}`, Buffer.from(number, 'utf8'))
    return { kind, country, locked: locked.toString('base64') }
  }

  open({ kind, locked }: KeptDocument): string {
    return this.secrets
      .unlock('holder document', `${this.authority}|${kind}`, Buffer.from(locked, 'base64'))
      .toString('utf8')
  }

  private hash(purpose: string, text: string): string {
    return this.secrets.hash(purpose, `${this.authority}|${text}`).subarray(0, bytes).toString('hex')
  }
}
