// SPDX-License-Identifier: Apache-2.0
// Draws and reads PDF documents with poppler-utils, another hand than the one that wrote them.
import { spawnSync } from 'node:child_process'

export const noPoppler =
  spawnSync('pdftoppm', ['-v'], { stdio: 'ignore' }).status !== 0 &&
  'no pdftoppm: install poppler-utils to look at PDF documents'

function run(command: string, args: readonly string[], input: Buffer): Buffer {
  const { status, stdout, stderr } = spawnSync(command, args, { input, maxBuffer: 2 ** 28 })
  if (status !== 0) throw new Error(`${command}: ${stderr.toString()}`)
  // It also says here what is wrong with the file.
  if (stderr.length > 0) throw new Error(`${command}: ${stderr.toString()}`)
  return stdout
}

/** The text as it reads, without line ends and spaces. */
export const textOf = (pdf: Buffer): string => run('pdftotext', ['-', '-'], pdf).toString().replaceAll(/\s/g, '')

export const infoOf = (pdf: Buffer): string => run('pdfinfo', ['-'], pdf).toString()

/** The tags in the order in which they are read: `Document H1 P L LI`. */
export const tagsOf = (pdf: Buffer): string[] =>
  run('pdfinfo', ['-struct', '-'], pdf)
    .toString()
    .split('\n')
    .flatMap((line) => /^ *(\w+)/.exec(line)?.[1] ?? [])

export const linksOf = (pdf: Buffer): string[] => [
  ...new Set(
    run('pdfinfo', ['-url', '-'], pdf)
      .toString()
      .match(/https?:\/\/\S+/g),
  ),
]

export interface Word {
  text: string
  page: number
  box: { left: number; top: number; right: number; bottom: number }
}

/** Every word with its place on the page, in points. */
export function wordsOf(pdf: Buffer): Word[] {
  const words: Word[] = []
  let page = -1
  for (const line of run('pdftotext', ['-bbox', '-', '-'], pdf).toString().split('\n')) {
    if (line.includes('<page ')) page += 1
    const match = /xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)<\/word>/.exec(line)
    if (match === null) continue
    const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1, 5).map(Number)
    words.push({ text: match[5] ?? '', page, box: { left, top, right, bottom } })
  }
  return words
}

export interface Picture {
  width: number
  height: number
  /** A byte for each point, black 0, white 255. */
  points: Buffer
}

const dotsPerInch = 144

/** A page as a picture in grey, two points of it for each of the document. */
export function pictureOf(pdf: Buffer, page: number): Picture {
  const number = String(page + 1)
  const file = run('pdftoppm', ['-gray', '-r', String(dotsPerInch), '-f', number, '-l', number, '-'], pdf)
  const [head = '', width, height] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(file.toString('latin1', 0, 64)) ?? []
  return { width: Number(width), height: Number(height), points: file.subarray(head.length) }
}

/** How much of a box is dark, from 0 to 1. */
export function inkIn({ width, points }: Picture, { left, top, right, bottom }: Word['box']): number {
  const scale = dotsPerInch / 72
  let dark = 0
  let all = 0
  for (let y = Math.round(top * scale); y < Math.round(bottom * scale); y++) {
    for (let x = Math.round(left * scale); x < Math.round(right * scale); x++) {
      all += 1
      if ((points[y * width + x] ?? 255) < 128) dark += 1
    }
  }
  return all === 0 ? 0 : dark / all
}
