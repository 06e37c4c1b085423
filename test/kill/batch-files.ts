// SPDX-License-Identifier: Apache-2.0
import { inventedList } from '../support/invented/invented-list.ts'

/** So many that writing them takes a while. */
export const batchSize = 400

export const batchId = (number: number): string => `xa-n-batch-${number}`

/** A batch of a catalogue with its own qualifications, as a folder of law. */
export function batchFiles(number: number): Map<string, string> {
  const id = batchId(number)
  const items = Array.from({ length: batchSize }, (_, index) => `${id}-item-${index}`)
  return inventedList({ id, title: { en: `Batch ${number}`, zh: `第${number}批` }, items, listed: items })
}
