// SPDX-License-Identifier: Apache-2.0
// The published vectors that lie beside the project as ../shared/data/vectors; tests that read them are skipped elsewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const vectors = new URL('../../../../../shared/data/vectors/', import.meta.url)

/** What a test of published vectors is given as its `skip`. */
export const skipWithoutVectors: string | false = existsSync(vectors)
  ? false
  : 'the published vectors are not here: lay them beside the project as ../shared/data/vectors'

/** One file of the vectors as text. */
export function vectorText(path: string): string {
  return readFileSync(new URL(path, vectors), 'utf8')
}

/** One file of the vectors as JSON, believed to have the shape asked for. */
export function vector<Shape>(path: string): Shape {
  return JSON.parse(vectorText(path)) as Shape
}

/** The names in a folder of the vectors, sorted. */
export function vectorNames(folder: string): string[] {
  return readdirSync(new URL(folder, vectors)).sort()
}
