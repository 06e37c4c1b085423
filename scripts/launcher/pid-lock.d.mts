// SPDX-License-Identifier: Apache-2.0
export interface LockHolder<Note> {
  pid: number
  start: string | null
  /** When the lock was taken, RFC 3339. */
  since: string
  note: Note
}
export type Lock<Note> =
  | { holder: null; release: () => void; update: (note: Note) => void }
  | { holder: LockHolder<Note>; release: null; update: null }

export function processStart(pid: number): string | null
export function lockHolder<Note>(file: string): LockHolder<Note> | null
export function tryLock<Note>(file: string, note: Note): Lock<Note>
export function waitForLock<Note>(
  file: string,
  note: Note,
  onWait?: (holder: LockHolder<Note>) => void,
): Promise<Extract<Lock<Note>, { holder: null }>>
