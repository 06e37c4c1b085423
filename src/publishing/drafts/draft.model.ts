// SPDX-License-Identifier: Apache-2.0

/** How long a discarded draft can be taken back. */
export const discardedDays = 30

/** What somebody who begins a draft has typed. */
export interface NewDraft {
  authority: string
  jurisdiction: string
  title: string
}

export interface ShownDraft {
  id: string
  /** What the authority is called. */
  authority: string
  /** What the place is called. */
  place: string
  title: string
  version: number
  author: string
  changedBy: string
  changedAt: string
  changedText: string
  discarded: boolean
  /** It has done its work. */
  published: boolean
}

/** As what a draft was published. */
export interface ShownPublished {
  publication: string
  instrument: string
  /** When, and as what. */
  text: string
  /** It is in force, by this text or a later one. */
  stands: boolean
}

export interface ShownVersion {
  version: number
  title: string
  changedBy: string
  changedAt: string
  changedText: string
}

export interface ShownFile {
  path: string
  /** Where it is read and edited. */
  address: string
  /** Characters. */
  length: number
}

/** What a draft says, in words. */
export interface ShownContents {
  instrument: { title: string; about: string }
  catalogues: readonly { title: string; count: string }[]
  /** Their titles. */
  rules: readonly string[]
  /** How many example persons stand beside the rules. */
  examples: string
}

/** Something that `law check` would say, at a line of a file. */
export interface ShownFinding {
  /** What kind it is: `/help/findings` has it as an anchor. */
  code: string
  file: string
  /** The form on which it is mended; null: it is not in one. */
  where: { href: string; text: string } | null
  /** Of the file; null: it is said of the whole. */
  address: string | null
  line: number | null
  warning: boolean
  path: string
  message: string
  /** Of the message. */
  lang: string
  /** Who shows it; null: nobody is told of. */
  person: ShownPerson | null
}

/** Somebody of whom a finding speaks, in words. */
export interface ShownPerson {
  holds: string[]
  facts: { fact: string; value: string }[]
  /** Where, when and for what it was asked. */
  asked: string
  /** Where this very person can be tried; null: nowhere. */
  tryAt: string | null
}

/** The files that a draft usually has; others have names of their own. */
const usualFiles = ['instrument.yaml', 'rules.yaml', 'notes.md'] as const

/** Usual files that a draft does not have yet. */
export const filesToAdd = (draft: string, files: ReadonlyMap<string, string>): Omit<ShownFile, 'length'>[] =>
  usualFiles.filter((path) => !files.has(path)).map((path) => ({ path, address: fileAddress(draft, path) }))

/** Where a file of a draft is edited. */
export const fileAddress = (draft: string, path: string): string =>
  `/drafts/${draft}/file?path=${encodeURIComponent(path)}`
