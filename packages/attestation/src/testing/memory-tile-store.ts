// SPDX-License-Identifier: Apache-2.0
import { type Bytes, sameBytes } from '../bytes/bytes.ts'
import { checkpointPath, type TileFile, type TileStore } from '../log/tiles.ts'

/** A log kept in memory; `fail` is asked before each step and may throw as a process that dies there. */
export class MemoryTileStore implements TileStore {
  readonly files = new Map<string, Bytes>()
  fail: (step: string) => void = () => undefined

  read(path: string): Bytes | null {
    return this.files.get(path) ?? null
  }

  write(files: readonly TileFile[]): void {
    for (const { path, bytes } of files) {
      this.fail(path)
      this.files.set(path, bytes)
    }
  }

  swapCheckpoint(before: Bytes | null, next: Bytes): boolean {
    this.fail(checkpointPath)
    const lies = this.read(checkpointPath)
    if (lies === null || before === null ? lies !== before : !sameBytes(lies, before)) return false
    this.files.set(checkpointPath, next)
    this.fail('receipts')
    return true
  }
}
