// SPDX-License-Identifier: Apache-2.0

/**
 * How much a finding weighs. `error`: what it stands at is not taken over. `decide`: somebody has to choose before it is.
 * `heed`: it is taken over as the finding says. `note`: how something was read.
 */
export const severities = ['error', 'decide', 'heed', 'note'] as const
export type Severity = (typeof severities)[number]

/** What can be wrong with a file, and how much each weighs. The words for each are `import.finding.CODE` and `import.mend.CODE`. */
export const findingSeverity = {
  'file-empty': 'error',
  'file-too-large': 'error',
  'file-old-excel': 'error',
  'file-binary-excel': 'error',
  'file-encrypted': 'error',
  'file-open-document': 'error',
  'file-pdf': 'error',
  'file-web-page': 'error',
  'file-other': 'error',
  'file-broken': 'error',
  'file-unpacks-too-large': 'error',
  'rows-too-many': 'error',
  'quote-not-closed': 'error',
  'encoding-guessed': 'note',
  'header-missing': 'error',
  'rows-none': 'error',
  'column-missing': 'error',
  'column-unknown': 'note',
  'column-twice': 'heed',
  'column-last-day': 'note',
  'column-not-carried': 'note',
  'sheet-hidden': 'note',
  'sheet-without-header': 'note',
  'rows-hidden': 'heed',
  'row-not-an-item': 'note',
  'formulas-stored': 'note',
  'merged-down': 'heed',
  'merged-across': 'error',
  'cell-error': 'error',
  'formula-without-value': 'error',
  'text-broken': 'error',
  'name-missing': 'error',
  'name-too-long': 'error',
  'name-not-chinese': 'heed',
  'name-is-number': 'error',
  'country-unknown': 'error',
  'class-missing': 'error',
  'class-unknown': 'error',
  'action-unknown': 'error',
  'holders-unknown': 'error',
  'holders-without-end': 'error',
  'day-not-whole': 'error',
  'date-unreadable': 'error',
  'date-impossible': 'error',
  'date-day-or-month': 'error',
  'date-short-year': 'error',
  'date-implausible': 'heed',
  'date-from-number': 'heed',
  'date-shown-as-month': 'note',
  'dates-contradict': 'error',
  'withdrawal-without-date': 'error',
  'id-malformed': 'error',
  'id-unknown': 'error',
  'note-too-long': 'error',
  'source-not-an-address': 'error',
  'duplicate-same': 'heed',
  'duplicate-differs': 'error',
  'name-differs-from-id': 'heed',
  'differs-from-register': 'heed',
  'already-listed': 'error',
  'not-listed': 'error',
  'change-without-date': 'error',
  'left-out-without-date': 'error',
  'listed-elsewhere': 'heed',
  'qualification-unsure': 'decide',
  'body-unsure': 'decide',
  'name-one-language': 'heed',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof findingSeverity

/** One thing that was found, and where. */
export interface Finding {
  code: FindingCode
  /** Only where there are several sheets to tell apart. */
  sheet: string | null
  /** As a spreadsheet names it: `C12`, `12` for a whole row, null for the file. */
  cell: string | null
  row: number | null
  /** What stands there. */
  found: string
  /** What was expected, where that is more than the words of the code say: names of classes, columns. */
  expected: readonly string[]
  /** What may have been meant, nearest first; for what was found twice the cell that has it first. */
  candidates: readonly string[]
  /** Where something is to be chosen: the key of the choice. */
  choice?: string
}

/** How many cells one finding stands for, where a column is summed up in one. */
export type FindingPlace = Partial<
  Pick<Finding, 'sheet' | 'cell' | 'row' | 'found' | 'expected' | 'candidates' | 'choice'>
>

export function finding(code: FindingCode, place: FindingPlace = {}): Finding {
  const { sheet = null, cell = null, row = null, found = '', expected = [], candidates = [], choice } = place
  return {
    ...{ code, sheet, cell, row, expected, candidates },
    found: found.length > 120 ? `${found.slice(0, 119)}…` : found,
    ...(choice === undefined ? {} : { choice }),
  }
}

export const severityOf = ({ code }: Pick<Finding, 'code'>): Severity => findingSeverity[code]

/** Whether nothing of the file can be taken over: what is wrong stands at no row. */
export const stopsAll = (one: Finding): boolean => one.row === null && severityOf(one) === 'error'

/** In the order of the file; of one cell the gravest first. */
export function inOrder(findings: readonly Finding[], sheets: readonly string[]): Finding[] {
  const place = (one: Finding) => (one.sheet === null ? -1 : sheets.indexOf(one.sheet))
  const weight = (one: Finding) => severities.indexOf(severityOf(one))
  return findings.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      (a.row ?? 0) - (b.row ?? 0) ||
      columnOf(a.cell) - columnOf(b.cell) ||
      weight(a) - weight(b),
  )
}

const columnOf = (cell: string | null): number => {
  const letters = /^[A-Z]+/.exec(cell ?? '')?.[0] ?? ''
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
