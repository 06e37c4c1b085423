// SPDX-License-Identifier: Apache-2.0
import type { OccupationConcept } from '../../src/finder/occupation-matching/occupation-matcher.model.ts'

/** Scores of every concept for a title: the best of its names. */
export type Peer = (title: string) => Float32Array

interface Posting {
  label: number
  count: number
}

interface Collection {
  owners: number[]
  lengths: number[]
  postings: Map<string, Posting[]>
}

function collect(concepts: readonly OccupationConcept[], lang: string, split: (text: string) => string[]): Collection {
  const collection: Collection = { owners: [], lengths: [], postings: new Map() }
  for (const [owner, { names }] of concepts.entries()) {
    for (const name of names[lang] ?? []) {
      const label = collection.owners.push(owner) - 1
      const terms = split(name)
      collection.lengths.push(terms.length)
      for (const [term, count] of counted(terms)) {
        const list = collection.postings.get(term) ?? []
        collection.postings.set(term, list)
        list.push({ label, count })
      }
    }
  }
  return collection
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** Okapi BM25 over words, k1 = 1.2, b = 0.75. */
export function bm25(concepts: readonly OccupationConcept[], lang: string): Peer {
  const split = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const { owners, lengths, postings } = collect(concepts, lang, split)
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  return (title) => {
    const sums = new Float32Array(owners.length)
    for (const term of new Set(split(title))) {
      const list = postings.get(term) ?? []
      const idf = Math.log(1 + (owners.length - list.length + 0.5) / (list.length + 0.5))
      for (const { label, count } of list) {
        const norm = 1.2 * (0.25 + (0.75 * (lengths[label] ?? 0)) / mean)
        sums[label] = (sums[label] ?? 0) + (idf * count * 2.2) / (count + norm)
      }
    }
    return bestOf(sums, owners, concepts.length)
  }
}

/** Cosine of TF-IDF over characters within word boundaries, two to five, as scikit-learn's `char_wb` does it (smoothed IDF). */
export function characterTfIdf(concepts: readonly OccupationConcept[], lang: string): Peer {
  const { owners, postings } = collect(concepts, lang, boundedGrams)
  const idf = (term: string) => Math.log((1 + owners.length) / (1 + (postings.get(term)?.length ?? 0))) + 1
  const squares = new Float32Array(owners.length)
  for (const [term, list] of postings) {
    const weight = idf(term)
    for (const { label, count } of list) squares[label] = (squares[label] ?? 0) + (count * weight) ** 2
  }
  return (title) => {
    const sums = new Float32Array(owners.length)
    for (const [term, times] of counted(boundedGrams(title))) {
      const weight = idf(term)
      for (const { label, count } of postings.get(term) ?? [])
        sums[label] = (sums[label] ?? 0) + times * count * weight * weight
    }
    return bestOf(
      sums.map((sum, label) => sum / (Math.sqrt(squares[label] ?? 1) || 1)),
      owners,
      concepts.length,
    )
  }
}

function boundedGrams(text: string): string[] {
  const grams: string[] = []
  for (const word of text.toLowerCase().split(/\s+/)) {
    const edged = ` ${word} `
    for (let size = 2; size <= 5; size++) {
      for (let start = 0; start + size <= edged.length; start++) grams.push(edged.slice(start, start + size))
    }
  }
  return grams
}

function bestOf(sums: Float32Array, owners: readonly number[], size: number): Float32Array {
  const best = new Float32Array(size)
  for (const [label, sum] of sums.entries()) {
    const owner = owners[label] ?? 0
    if (sum > (best[owner] ?? 0)) best[owner] = sum
  }
  return best
}
