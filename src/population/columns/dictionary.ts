// SPDX-License-Identifier: Apache-2.0
import { PopulationError } from '../population-error.ts'

/** Values that repeat, each with a code from `first` on. */
export class Dictionary<T> {
  readonly values: T[] = []
  private readonly codes = new Map<string, number>()
  private readonly name: string
  private readonly most: number

  /** `most`: codes that there can be. */
  constructor(name: string, most: number) {
    this.name = name
    this.most = most
  }

  /** The code of a value that `key` stands for. @throws {PopulationError} `too-many-values` */
  code(key: string, value: () => T): number {
    const known = this.codes.get(key)
    if (known !== undefined) return known
    const code = this.values.length
    if (code >= this.most)
      throw new PopulationError('too-many-values', `${this.name} has more than ${this.most} values`)
    this.values.push(value())
    this.codes.set(key, code)
    return code
  }
}
