// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes, TileFile, TileStore } from '../../../packages/attestation/src/index.ts'

/**
 * A log in a folder, to be served as it is. The log itself goes by `checkpoint.kept`, which is durable before the
 * `checkpoint` that others read is put in its place: after a loss of power nobody has seen more than what is kept.
 */
export class FileTileStore implements TileStore {
  private readonly folder: string
  /** Folders whose own entry is durable. */
  private readonly known = new Set<string>()
  /** Syncs so far. */
  syncs = 0

  constructor(folder: string) {
    this.folder = folder
  }

  async read(path: string): Promise<Bytes | null> {
    const file = join(this.folder, path === 'checkpoint' ? 'checkpoint.kept' : path)
    return readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
  }

  async write(files: readonly TileFile[]): Promise<void> {
    const folders = new Set<string>()
    for (const { path } of files) await this.makeFolders(dirname(path), folders)
    await Promise.all(files.map(({ path, bytes }) => this.writeDurably(path, bytes)))
    await Promise.all([...folders].map((folder) => this.syncFolder(folder)))
  }

  async swapCheckpoint(before: Bytes | null, next: Bytes): Promise<boolean> {
    const kept = await this.read('checkpoint')
    if (kept === null || before === null ? kept !== before : Buffer.compare(kept, before) !== 0) return false
    await this.makeFolders('.', new Set())
    await this.writeDurably('checkpoint.next', next)
    await rename(join(this.folder, 'checkpoint.next'), join(this.folder, 'checkpoint.kept'))
    await this.syncFolder('.')
    await writeFile(join(this.folder, 'checkpoint.next'), next)
    await rename(join(this.folder, 'checkpoint.next'), join(this.folder, 'checkpoint'))
    return true
  }

  private async writeDurably(path: string, bytes: Bytes): Promise<void> {
    const file = await open(join(this.folder, path), 'w')
    await file.writeFile(bytes)
    await file.sync()
    await file.close()
    this.syncs++
  }

  /** Makes a folder; what gets a new entry by it is added to `changed`. */
  private async makeFolders(folder: string, changed: Set<string>): Promise<void> {
    changed.add(folder)
    if (this.known.has(folder)) return
    await mkdir(join(this.folder, folder), { recursive: true })
    this.known.add(folder)
    if (folder !== '.') await this.makeFolders(dirname(folder), changed)
  }

  private async syncFolder(folder: string): Promise<void> {
    const handle = await open(join(this.folder, folder), 'r')
    await handle.sync()
    await handle.close()
    this.syncs++
  }
}
