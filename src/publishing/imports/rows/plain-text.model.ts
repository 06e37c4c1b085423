// SPDX-License-Identifier: Apache-2.0

/**
 * A text as it is kept: full-width letters and digits plain, spaces and line breaks one space, nothing unseen. Chinese
 * punctuation stays what it is.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) =>
      String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
    )
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
}

/** A text as codes, dates and words of a list are compared: full-width punctuation plain too. */
export const plainCode = (text: string): string => plainText(text.normalize('NFKC'))

export const hasChinese = (text: string): boolean => /[\u3400-\u9fff]/.test(text)

/** What no name or note can have: bytes that were no text. */
export const isBroken = (text: string): boolean => text.includes('\uFFFD')
