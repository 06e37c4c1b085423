// SPDX-License-Identifier: Apache-2.0
import type { StatusList } from './status-list.ts'

/**
 * Lists that were verified and unpacked, known by their signature: whoever presents the same signature is answered from
 * the list that it was verified for, whatever else stands in what they present. The lists that were not asked for
 * longest go first when they become too many, or too large together.
 */
export class StatusListCache {
  private readonly lists = new Map<string, StatusList>()
  private readonly most: number
  private readonly mostBytes: number
  private bytes = 0

  constructor({ lists = 256, bytes = 64 * 1024 * 1024 }: { lists?: number; bytes?: number } = {}) {
    this.most = lists
    this.mostBytes = bytes
  }

  /** The list of a signature: `proofValue`, or the third part of a JWS, as it stands in the text. */
  get(signature: string): StatusList | undefined {
    const list = this.lists.get(signature)
    if (list === undefined || this.lists.size === 1) return list
    this.lists.delete(signature)
    this.lists.set(signature, list)
    return list
  }

  /** Keeps a list whose signature was verified. One that is larger than all that may be kept is not. */
  keep(signature: string, list: StatusList): void {
    this.forget(signature)
    if (list.bytes.length > this.mostBytes) return
    this.lists.set(signature, list)
    this.bytes += list.bytes.length
    for (const [oldest] of this.lists) {
      if (this.lists.size <= this.most && this.bytes <= this.mostBytes) return
      this.forget(oldest)
    }
  }

  private forget(signature: string): void {
    this.bytes -= this.lists.get(signature)?.bytes.length ?? 0
    this.lists.delete(signature)
  }
}
