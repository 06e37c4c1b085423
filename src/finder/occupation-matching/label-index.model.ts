// SPDX-License-Identifier: Apache-2.0
import type { Features } from './title-features.model.ts'

/** TF-IDF over labels in typed arrays: the postings of a feature lie side by side. */
export class LabelIndex {
  private readonly ids = new Map<string, number>()
  private readonly starts: Int32Array
  private readonly labels: Int32Array
  private readonly weights: Float32Array
  private readonly idf: Float32Array
  private readonly owners: Int32Array
  private readonly sums: Float32Array

  /** `owners` says which concept each label names. The features of a label are made twice, so that they are never all in memory. */
  constructor(labels: readonly string[], owners: readonly number[], featuresOf: (label: string) => Features) {
    const counts: number[] = []
    for (const label of labels) {
      for (const feature of featuresOf(label).keys()) {
        const id = this.ids.get(feature) ?? this.ids.size
        this.ids.set(feature, id)
        counts[id] = (counts[id] ?? 0) + 1
      }
    }
    this.idf = Float32Array.from(counts, (count) => Math.log((labels.length + 1) / (count + 0.5)))
    this.starts = new Int32Array(counts.length + 1)
    for (const [id, count] of counts.entries()) this.starts[id + 1] = (this.starts[id] ?? 0) + count
    const total = this.starts[counts.length] ?? 0
    this.labels = new Int32Array(total)
    this.weights = new Float32Array(total)
    this.owners = Int32Array.from(owners)
    this.sums = new Float32Array(labels.length)
    this.fill(labels, featuresOf)
  }

  private fill(labels: readonly string[], featuresOf: (label: string) => Features): void {
    const next = this.starts.slice()
    for (const [label, text] of labels.entries()) {
      for (const [id, weight] of this.weigh(featuresOf(text))) {
        const at = next[id] ?? 0
        this.labels[at] = label
        this.weights[at] = weight
        next[id] = at + 1
      }
    }
  }

  /** Bytes held by the postings. */
  get bytes(): number {
    return this.labels.byteLength + this.weights.byteLength + this.starts.byteLength + this.sums.byteLength
  }

  /** Known features with TF-IDF weights, together of length one. Unknown ones count for the length: what is not known is not matched. */
  private weigh(features: Features): [number, number][] {
    const weighted: [number, number][] = []
    let square = 0
    for (const [feature, count] of features) {
      const id = this.ids.get(feature)
      const weight = (count > 1 ? 1 + Math.log(count) : count) * (id === undefined ? 4 : (this.idf[id] ?? 0))
      square += weight * weight
      if (id !== undefined) weighted.push([id, weight])
    }
    const length = Math.sqrt(square) || 1
    for (const pair of weighted) pair[1] /= length
    return weighted
  }

  /** Raises each concept in `best` to the similarity (cosine) of the most similar of its labels. */
  raise(features: Features, best: Float32Array): void {
    const { sums, starts, labels, weights, owners } = this
    sums.fill(0)
    for (const [id, weight] of this.weigh(features)) {
      const end = starts[id + 1] ?? 0
      for (let at = starts[id] ?? 0; at < end; at++) {
        const label = labels[at] as number
        sums[label] = (sums[label] as number) + weight * (weights[at] as number)
      }
    }
    for (let label = 0; label < sums.length; label++) {
      const owner = owners[label] as number
      if ((sums[label] as number) > (best[owner] as number)) best[owner] = sums[label] as number
    }
  }
}
