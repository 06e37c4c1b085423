// SPDX-License-Identifier: Apache-2.0
import { wordsOfTitle } from './title-forms.model.ts'

export type Features = Map<string, number>

/** Parts of words from two to five letters, with the edges of words marked, and whole words. */
export function gramsOf(text: string): Features {
  const features: Features = new Map()
  const add = (feature: string, weight: number) => features.set(feature, (features.get(feature) ?? 0) + weight)
  for (const word of wordsOfTitle(text)) {
    const edged = ` ${word} `
    for (let size = 2; size <= 5; size++) {
      for (let start = 0; start + size <= edged.length; start++) add(edged.slice(start, start + size), 1)
    }
    add(`=${word}`, 1)
  }
  return features
}

/** Fewer of them, for an index over every language. */
export function shortGramsOf(text: string): Features {
  const features: Features = new Map()
  for (const word of wordsOfTitle(text)) {
    const edged = ` ${word} `
    for (let start = 0; start + 4 <= edged.length; start++) {
      const gram = edged.slice(start, start + 4)
      features.set(gram, (features.get(gram) ?? 0) + 1)
    }
    features.set(`=${word}`, 1)
  }
  return features
}

/** Beginnings of words: what is left when the endings of gender, number and case are cut off, in any language. */
export function stemsOf(text: string): string[] {
  const stems = wordsOfTitle(text).filter((word) => word.length > 1 || word > '\u2e80')
  return [...new Set(stems.map(stem))]
}

/** The same as features that count alike. */
export function stemFeaturesOf(text: string): Features {
  return new Map(stemsOf(text).map((part) => [part, 1]))
}

function stem(word: string): string {
  if (word.length <= 4) return word
  return word.slice(0, Math.max(4, Math.min(7, word.length - 2)))
}

/** What stands for a word when it is translated: its stem, and the parts that compounds are made of. */
export function lexemesOf(text: string): string[] {
  const lexemes = new Set<string>()
  for (const word of wordsOfTitle(text)) {
    if (word.length < 2 && word < '\u2e80') continue
    lexemes.add(stem(word))
    const edged = ` ${word} `
    for (let start = 0; start + 5 <= edged.length; start++) lexemes.add(edged.slice(start, start + 5))
  }
  return [...lexemes]
}
