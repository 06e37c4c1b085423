// SPDX-License-Identifier: Apache-2.0
// The act between the command and the store, so that the command knows no SQL.
export { examineDatabase } from './examine-database.store.ts'
