// SPDX-License-Identifier: Apache-2.0
import type { Circumstances } from '../conditions/circumstances.ts'
import { type Held, ownCredential, type PersonView } from '../credentials/person-view.ts'
import type { FactValue } from '../rule.ts'
import type { CredentialKind } from './cell.ts'

/** The id under which the credential of the record stands. */
export const RECORD = 'record'

/** The person of whom nothing is known. */
export const nobody = (known: { birth?: number; facts?: ReadonlyMap<string, FactValue> } = {}): PersonView => ({
  birth: known.birth,
  credentials: [],
  jobs: undefined,
  facts: known.facts ?? new Map(),
  answered: false,
  unspoken: new Map(),
  spans: [],
  counted: false,
})

/** A credential of the kind of which no day is known. */
export const recordOf = (kind: CredentialKind, { compiled }: Circumstances): Held =>
  ownCredential({ id: RECORD, ...kind }, compiled)
