// SPDX-License-Identifier: Apache-2.0
// Pages, routes and commands are listed one by one in the composition roots, from their own files.
export { keepEntitlements } from './entitlements/reevaluation-worker.ts'
export { keepTakingRegisters } from './register/work/work-on-import.ts'
