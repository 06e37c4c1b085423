// SPDX-License-Identifier: Apache-2.0
export { type RecordedAct, recordAct } from './audit/record-act.ts'
export { type Concerned, may, type Standing } from './permissions/decide-permission.model.ts'
export { acts, matrix, type Permission } from './permissions/matrix.model.ts'
export { writeMatrix } from './permissions/permissions.store.ts'
export { isRole, type Role, roleNames, roles, type Scope } from './permissions/roles.model.ts'
export { lifetime, SessionDesk } from './sessions/session-desk.ts'
export type { Proof, SignedIn } from './sessions/sessions.store.ts'
