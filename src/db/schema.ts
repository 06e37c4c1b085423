// SPDX-License-Identifier: Apache-2.0
// Generated from the migrated database by `node scripts/run.mjs schema`. Not to be edited.

// biome-ignore lint/suspicious/noEmptyInterface: filled by the generator
export interface DB {}
