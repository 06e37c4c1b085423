// SPDX-License-Identifier: Apache-2.0
/** Numbers that are still being added to. */

type Column = Uint8Array<SharedArrayBuffer> | Uint16Array<SharedArrayBuffer> | Uint32Array<SharedArrayBuffer>

/** An array in shared memory. */
export const shared = {
  bytes: (length: number): Uint8Array<SharedArrayBuffer> => new Uint8Array(new SharedArrayBuffer(length)),
  words: (length: number): Uint16Array<SharedArrayBuffer> => new Uint16Array(new SharedArrayBuffer(length * 2)),
  longs: (length: number): Uint32Array<SharedArrayBuffer> => new Uint32Array(new SharedArrayBuffer(length * 4)),
}

const FIRST_ROOM = 1024

export class Growing<T extends Column> {
  length = 0
  array: T
  private readonly make: (length: number) => T

  constructor(make: (length: number) => T, room = FIRST_ROOM) {
    this.make = make
    this.array = make(room)
  }

  push(value: number): void {
    if (this.length === this.array.length) this.grow()
    this.array[this.length++] = value
  }

  private grow(): void {
    const next = this.make(this.array.length * 2)
    next.set(this.array)
    this.array = next
  }

  /** What was added, in an array of its own size. */
  whole(): T {
    const whole = this.make(this.length)
    whole.set(this.array.subarray(0, this.length))
    return whole
  }
}

/** Codes: two bytes each while values are added, one where that is enough in the end. */
export function narrowed(codes: Uint16Array, values: number): Uint8Array | Uint16Array {
  if (values > 256) return codes
  const narrow = shared.bytes(codes.length)
  narrow.set(codes)
  return narrow
}
