// SPDX-License-Identifier: Apache-2.0
// Who may attest what, where and since when: the format of docs/trust-list.md. In the manner of the trusted lists of ETSI
// TS 119 612 (numbered, dated, with the day of the next one) and small enough to be read by eye.

import type { JsonObject } from '../json/json.ts'
import type { LogPolicy } from '../log/log-policy.ts'
import type { NoteKey } from '../log/note-key.ts'

/** The type that a trust list names in its header. */
export const trustListType = 'trust-list+jwt'

/** The one version of the format. */
export const trustListVersion = 1

/** A trust list as its operator wrote it. All times are in seconds since 1970. */
export interface TrustList {
  /** Where it is published. */
  readonly id: string
  /** Who answers for it. */
  readonly operator: string
  /** Each one has a higher number than the one before. */
  readonly sequence: number
  readonly issued: number
  /** From when on a newer one has to be there. */
  readonly nextUpdate: number
  /** Which logs count for issuers that name none of their own, and which witnesses for all; null: none is asked for. */
  readonly logPolicy: LogPolicy | null
  /** By the name that they have in certificates. */
  readonly issuers: ReadonlyMap<string, TrustedIssuer>
}

/** One who attests. */
export interface TrustedIssuer {
  /** As certificates name it: a DID, or an https address. */
  readonly id: string
  readonly authorisations: readonly Authorisation[]
  /** Its keys, as a document of its own that needs no fetching; null where the list leaves them to its DID. */
  readonly document: JsonObject | null
  /** Where its status lists are: whole addresses, or beginnings that end with a slash; empty: anywhere. */
  readonly statusLists: readonly string[]
  /** Who else may keep the status of its certificates. */
  readonly statusKeepers: readonly string[]
  /** The logs in which its certificates stand, and no others; empty: those of the policy of the list. */
  readonly logs: readonly NoteKey[]
}

/** A permission to attest. What it leaves out, it does not restrict. */
export interface Authorisation {
  /** Types of credentials (`type`, `vct`) and of achievements; null: any. */
  readonly types: ReadonlySet<string> | null
  /** Addresses of qualification schemes: the ids of achievements; null: any. */
  readonly schemes: ReadonlySet<string> | null
  /** Countries (ISO 3166-1, `FR`) and their parts (ISO 3166-2, `FR-BRE`); `*` is everywhere. */
  readonly jurisdictions: ReadonlySet<string>
  readonly from: number
  readonly until: number | null
}
